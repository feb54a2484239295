package id.laris.inventory.stock;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Goods by FIFO, oldest first: each layer is what is left of an arrival, at the cost it came with.
 * Layers can be taken apart and put together again: no cost is lost or made by that.
 */
public record Layers(@JsonValue List<Layer> list) {

  public static final Layers NONE = new Layers(List.of());

  /** A level is read and written whole with every sale, so what it holds must be bounded. */
  private static final int MOST = 100;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Layers {
    list = List.copyOf(list);
  }

  /**
   * The rest of an arrival. Its goods are numbered in the order in which they leave, and each has
   * its own share of the cost, which it keeps wherever it goes.
   *
   * @param age its place among the arrivals of its location; older ones have lower numbers
   * @param lastAge the place of the last of several arrivals of one unit cost that followed each
   *     other; of one arrival its age
   * @param cost of the quantity that is left
   * @param ofQuantity with {@code ofCost} the cost of a unit, as an exact fraction: however goods
   *     are taken, rounding never adds up
   * @param behind how many goods of the arrival leave after these, wherever they are now; 0 where
   *     all its goods cost the same
   */
  public record Layer(
      long age,
      long lastAge,
      long quantity,
      long cost,
      long ofQuantity,
      long ofCost,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long behind) {

    private static final Comparator<Layer> OLDEST_FIRST =
        Comparator.comparingLong(Layer::age)
            .thenComparing(Comparator.comparingLong(Layer::behind).reversed());

    private static Layer of(long age, long lastAge, long quantity, long cost) {
      return new Layer(age, lastAge, quantity, cost, quantity, cost, 0);
    }

    /** Reads a layer; most have nothing behind them, and do not say so. */
    @JsonCreator
    static Layer read(
        @JsonProperty("age") long age,
        @JsonProperty("lastAge") long lastAge,
        @JsonProperty("quantity") long quantity,
        @JsonProperty("cost") long cost,
        @JsonProperty("ofQuantity") long ofQuantity,
        @JsonProperty("ofCost") long ofCost,
        @JsonProperty("behind") @Nullable Long behind) {
      return new Layer(
          age, lastAge, quantity, cost, ofQuantity, ofCost, Objects.requireNonNullElse(behind, 0L));
    }

    private Layer first(long count) {
      long rest = quantity - count;
      long behindThem = hasEqualGoods() ? 0 : behind + rest;
      return new Layer(age, lastAge, count, cost - costOf(rest), ofQuantity, ofCost, behindThem);
    }

    private Layer without(long count) {
      long rest = quantity - count;
      return new Layer(age, lastAge, rest, costOf(rest), ofQuantity, ofCost, behind);
    }

    /** Returns the cost of the last goods of this layer. */
    private long costOf(long last) {
      return Math.min(cost, costOfLast(behind + last) - costOfLast(behind));
    }

    /** Returns the cost of the last goods of the arrival. */
    private long costOfLast(long count) {
      return Rounding.multiplyDivide(ofCost, count, ofQuantity, 1);
    }

    /** Returns whether the cost of a unit is a whole number of minor units. */
    private boolean hasEqualGoods() {
      return ofCost % ofQuantity == 0;
    }

    /** Returns whether the two are like one layer, and nothing was or can be between them. */
    private boolean continuesIn(Layer other) {
      boolean follows =
          hasEqualGoods()
              ? other.age <= lastAge + 1
              : other.age == age && other.behind + other.quantity == behind;
      return follows && product(ofCost, other.ofQuantity).equals(product(other.ofCost, ofQuantity));
    }

    private static BigInteger product(long left, long right) {
      return BigInteger.valueOf(left).multiply(BigInteger.valueOf(right));
    }

    private Layer with(Layer next) {
      return new Layer(
          age,
          Math.max(lastAge, next.lastAge),
          Amounts.add(quantity, next.quantity),
          Amounts.add(cost, next.cost),
          ofQuantity,
          ofCost,
          next.behind);
    }

    /** Returns both as goods of one unit cost: their quantity and their cost are exact. */
    private Layer mixedWith(Layer next) {
      return of(
          age,
          Math.max(lastAge, next.lastAge),
          Amounts.add(quantity, next.quantity),
          Amounts.add(cost, next.cost));
    }

    private Layer arrivedAs(long newAge) {
      return new Layer(newAge, newAge, quantity, cost, ofQuantity, ofCost, behind);
    }
  }

  /** The oldest goods, and the rest. */
  public record Split(Layers taken, Layers rest) {}

  /** One arrival; its place among the others is not known yet. */
  public static Layers of(long quantity, long cost) {
    return new Layers(List.of(Layer.of(0, 0, quantity, cost)));
  }

  public long quantity() {
    return list.stream().mapToLong(Layer::quantity).reduce(0, Amounts::add);
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
        // A layer that nothing is taken from keeps its cost, however an earlier version has
        // rounded.
        rest.add(wanted == 0 ? layer : layer.without(wanted));
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

  /**
   * Puts goods among these, each where its age belongs. Those that continue become one; beyond
   * {@link #MOST} the oldest become one at their average cost.
   */
  Layers with(Layers others) {
    List<Layer> sorted = new ArrayList<>(list);
    sorted.addAll(others.list);
    sorted.sort(Layer.OLDEST_FIRST);
    Deque<Layer> joined = new ArrayDeque<>();
    for (Layer layer : sorted) {
      if (!joined.isEmpty() && joined.getLast().continuesIn(layer)) {
        joined.addLast(joined.removeLast().with(layer));
      } else {
        joined.addLast(layer);
      }
    }
    while (joined.size() > MOST) {
      Layer oldest = joined.removeFirst();
      joined.addFirst(oldest.mixedWith(joined.removeFirst()));
    }
    return new Layers(List.copyOf(joined));
  }
}
