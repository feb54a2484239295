package id.laris.inventory.stock;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Goods by FIFO, oldest first: each layer is what is left of an arrival, at the cost it came with.
 * Layers can be taken apart and put together again: no cost is lost or made by that.
 */
public record Layers(@JsonValue List<Layer> list) {

  public static final Layers NONE = new Layers(List.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Layers {
    list = List.copyOf(list);
  }

  /**
   * The rest of an arrival.
   *
   * @param age its place among the arrivals of its location; older ones have lower numbers
   * @param lastAge the place of the last of several arrivals of one unit cost that followed each
   *     other; of one arrival its age
   * @param cost of the quantity that is left
   * @param ofQuantity with {@code ofCost} the cost of a unit, as an exact fraction: however goods
   *     are taken, rounding never adds up
   */
  public record Layer(
      long age, long lastAge, long quantity, long cost, long ofQuantity, long ofCost) {

    private Layer first(long count) {
      return new Layer(age, lastAge, count, cost - costWithout(count), ofQuantity, ofCost);
    }

    private Layer without(long count) {
      return new Layer(age, lastAge, quantity - count, costWithout(count), ofQuantity, ofCost);
    }

    private long costWithout(long count) {
      return Math.min(cost, Rounding.multiplyDivide(ofCost, quantity - count, ofQuantity, 1));
    }

    /** Returns whether nothing was or can be between the two, and both have one unit cost. */
    private boolean continuesIn(Layer other) {
      return other.age <= lastAge + 1
          && product(ofCost, other.ofQuantity).equals(product(other.ofCost, ofQuantity));
    }

    private static BigInteger product(long left, long right) {
      return BigInteger.valueOf(left).multiply(BigInteger.valueOf(right));
    }

    private Layer with(Layer other) {
      return new Layer(
          age,
          Math.max(lastAge, other.lastAge),
          Amounts.add(quantity, other.quantity),
          Amounts.add(cost, other.cost),
          ofQuantity,
          ofCost);
    }

    private Layer arrivedAs(long newAge) {
      return new Layer(newAge, newAge, quantity, cost, quantity, cost);
    }
  }

  /** The oldest goods, and the rest. */
  public record Split(Layers taken, Layers rest) {}

  /** One arrival; its place among the others is not known yet. */
  static Layers of(long quantity, long cost) {
    return new Layers(List.of(new Layer(0, 0, quantity, cost, quantity, cost)));
  }

  public long quantity() {
    return list.stream().mapToLong(Layer::quantity).sum();
  }

  public long cost() {
    return list.stream().mapToLong(Layer::cost).reduce(0, Amounts::add);
  }

  /** Takes the oldest goods, or all of them if there are not so many. */
  public Split split(long quantity) {
    List<Layer> taken = new ArrayList<>();
    List<Layer> rest = new ArrayList<>();
    long wanted = quantity;
    for (Layer layer : list) {
      if (wanted >= layer.quantity()) {
        taken.add(layer);
        wanted -= layer.quantity();
      } else {
        if (wanted > 0) {
          taken.add(layer.first(wanted));
        }
        rest.add(layer.without(wanted));
        wanted = 0;
      }
    }
    return new Split(new Layers(taken), new Layers(rest));
  }

  /** The same goods as arrivals of another place, after those that it has had. */
  Layers arrivedAfter(long arrivals) {
    List<Layer> arrived = new ArrayList<>();
    for (Layer layer : list) {
      arrived.add(layer.arrivedAs(arrivals + arrived.size() + 1));
    }
    return new Layers(arrived);
  }

  /** Puts goods among these, each where its age belongs. Those that continue become one. */
  Layers with(Layers others) {
    List<Layer> sorted = new ArrayList<>(list);
    sorted.addAll(others.list);
    sorted.sort(Comparator.comparingLong(Layer::age));
    List<Layer> joined = new ArrayList<>();
    for (Layer layer : sorted) {
      if (!joined.isEmpty() && joined.getLast().continuesIn(layer)) {
        joined.add(joined.removeLast().with(layer));
      } else {
        joined.add(layer);
      }
    }
    return new Layers(joined);
  }
}
