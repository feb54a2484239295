package id.laris.inventory.stock;

import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import id.laris.pos.v1.StockMovement.State;
import id.laris.pos.v1.StockMovement.Type;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The stock of a variant at a location, locked by this transaction, and the rules by which that
 * changes. Every change of the quantity on hand, damaged or in transit is a movement of the ledger;
 * the reserved quantity is the sum of the reservations.
 *
 * <p>The value of goods on hand is their cost by moving average: an arrival adds its cost, goods
 * that leave take their share of the value with them, and a quantity of 0 has the value 0.
 *
 * <p>By FIFO they are the {@link Layers} that have not left: goods leave oldest first.
 */
public final class Level {

  private final UUID id;
  private final Place place;
  private final boolean stored;
  private final int version;
  private final LocationRules location;
  private final Consumer<Draft> ledger;
  private @Nullable Instant countedAt;
  private long onHand;
  private long reserved;
  private long inTransit;
  private long damaged;
  private long value;
  private long lastValue;
  private long lastQuantity;
  private Layers layers;
  private long arrivals;
  private boolean changed;
  private final boolean wasLow;
  private @Nullable Long reorderPoint;
  private long reorderQuantity;

  /**
   * A movement that is about to be written.
   *
   * @param layers the goods by FIFO that it brought, or took
   */
  record Draft(
      Level level,
      State state,
      Change change,
      long quantity,
      long before,
      long value,
      long cost,
      Layers layers,
      Mark mark) {

    /** Returns by how much it changes the value by FIFO. */
    long fifoValue() {
      return Long.signum(quantity) * layers.cost();
    }
  }

  /** A mark on a movement. */
  enum Mark {
    NONE,
    /** The quantity fell below 0 where that is not allowed. */
    FLAGGED,
    /**
     * A count included it already: together with the movement that undoes it, it changes nothing.
     */
    BEFORE_COUNT
  }

  Level(StoredLevel level, boolean stored, LocationRules location, Consumer<Draft> ledger) {
    LevelRow row = level.row();
    this.id = row.id();
    this.place = row.place();
    this.stored = stored;
    this.version = row.version();
    this.location = location;
    this.ledger = ledger;
    this.countedAt = row.countedAt();
    this.onHand = row.onHand();
    this.reserved = row.reserved();
    this.inTransit = row.inTransit();
    this.damaged = row.damaged();
    this.value = row.value();
    this.lastValue = row.lastValue();
    this.lastQuantity = row.lastQuantity();
    this.layers = level.layers();
    this.arrivals = level.arrivals();
    this.reorderPoint = row.reorderPoint();
    this.reorderQuantity = row.reorderQuantity();
    this.wasLow = isLow();
  }

  // Quantities

  public Place place() {
    return place;
  }

  public long onHand() {
    return onHand;
  }

  public long inTransit() {
    return inTransit;
  }

  /** Returns the quantity that can be reserved. */
  public long available() {
    return onHand - reserved;
  }

  /** Returns whether the quantity can be reserved, or the location allows negative stock. */
  public boolean canReserve(long quantity) {
    return location.allowsNegativeStock() || available() >= quantity;
  }

  /** Returns whether it was counted at this moment or after it. */
  public boolean isCountedSince(Instant moment) {
    return countedAt != null && !countedAt.isBefore(moment);
  }

  /**
   * Returns the cost of a quantity, by the average of the goods on hand, or of the last ones that
   * were.
   */
  public long costOf(long quantity) {
    long ofQuantity = onHand > 0 ? onHand : lastQuantity;
    long cost = onHand > 0 ? value : lastValue;
    return ofQuantity == 0 ? 0 : Rounding.multiplyDivide(cost, quantity, ofQuantity, 1);
  }

  // Changes

  /** Reserves goods; the caller has checked {@link #canReserve}. */
  public void reserve(long quantity) {
    reserved = Amounts.add(reserved, quantity);
    changed = true;
  }

  /** Releases reserved goods. */
  public void unreserve(long quantity) {
    reserved = Amounts.subtract(reserved, quantity);
    changed = true;
  }

  /** Adds goods with their cost. */
  public void receive(long quantity, long cost, Change change) {
    arrive(Layers.of(quantity, cost), cost, change);
  }

  /**
   * Adds goods that come from elsewhere: they leave again after those that are here.
   *
   * @param cost by moving average
   */
  public void arrive(Layers goods, long cost, Change change) {
    add(goods.arrivedAfter(arrivals), cost, change);
    arrivals += goods.list().size();
  }

  /**
   * Adds goods that had left: they are where they were among those that are here.
   *
   * @param cost by moving average
   */
  public void takeBack(Layers goods, long cost, Change change) {
    add(goods, cost, change);
  }

  private void add(Layers goods, long cost, Change change) {
    long quantity = goods.quantity();
    long after = Amounts.add(onHand, quantity);
    // Goods that were sold before they arrived have no value any more.
    long soldBefore = Math.clamp(-onHand, 0, quantity);
    Layers left = goods.split(soldBefore).rest();
    long worth =
        onHand >= 0
            ? Amounts.add(value, cost)
            : after > 0 ? Rounding.multiplyDivide(cost, after, quantity, 1) : 0;
    if (move(quantity, worth, cost, left, change)) {
      layers = layers.with(left);
    }
  }

  /** Removes goods, with their share of the value. */
  public void issue(long quantity, Change change) {
    Layers.Split split = layers.split(quantity);
    long after = Amounts.subtract(onHand, quantity);
    long worth = after <= 0 ? 0 : value - Rounding.multiplyDivide(value, quantity, onHand, 1);
    if (move(-quantity, worth, 0, split.taken(), change)) {
      layers = split.rest();
    }
  }

  /**
   * Removes goods that go to another place.
   *
   * @return the goods by FIFO. Those that the records did not have cost the average.
   */
  public Layers send(long quantity, Change change) {
    Layers recorded = layers.split(quantity).taken();
    long unrecorded = quantity - recorded.quantity();
    Layers lent =
        unrecorded == 0
            ? Layers.NONE
            : Layers.of(unrecorded, costOf(unrecorded)).arrivedAfter(arrivals);
    issue(quantity, change);
    arrivals += lent.list().size();
    return recorded.with(lent);
  }

  /** Changes the quantity on hand by a quantity of either sign, at its average cost. */
  public void correct(long quantity, Change change) {
    if (quantity > 0) {
      receive(quantity, costOf(quantity), change);
    } else if (quantity < 0) {
      issue(-quantity, change);
    }
  }

  public long damaged() {
    return damaged;
  }

  /** Changes the quantity that is here but not fit for sale. */
  public void changeDamaged(long quantity, Change change) {
    draft(State.DAMAGED, change, quantity, damaged, Mark.NONE);
    damaged = Amounts.add(damaged, quantity);
  }

  /** Changes the quantity on its way here. */
  public void changeInTransit(long quantity, Change change) {
    draft(State.IN_TRANSIT, change, quantity, inTransit, Mark.NONE);
    inTransit = Amounts.add(inTransit, quantity);
  }

  /** Records that the quantity on hand was counted at this moment. */
  public void countedAt(Instant moment) {
    countedAt = moment;
    changed = true;
  }

  /** Sets the reorder point; null removes it. */
  void watch(@Nullable Long point, long quantity) {
    if (!stored || !Objects.equals(point, reorderPoint) || quantity != reorderQuantity) {
      reorderPoint = point;
      reorderQuantity = quantity;
      changed = true;
    }
  }

  /** Returns whether the quantity has changed: not if a count included the change already. */
  private boolean move(long quantity, long worth, long cost, Layers moved, Change change) {
    long before = onHand;
    long valueBefore = value;
    if (isBeforeCount(change)) {
      // It is recorded, and changes nothing.
      draft(State.ON_HAND, change, quantity, before, Mark.BEFORE_COUNT);
      long between = Amounts.add(before, quantity);
      draft(State.ON_HAND, change.undone(), -quantity, between, Mark.BEFORE_COUNT);
      return false;
    }
    onHand = Amounts.add(before, quantity);
    value = worth;
    if (onHand > 0) {
      lastValue = value;
      lastQuantity = onHand;
    }
    boolean flagged = quantity < 0 && onHand < 0 && !location.allowsNegativeStock();
    Mark mark = flagged ? Mark.FLAGGED : Mark.NONE;
    ledger.accept(
        new Draft(
            this, State.ON_HAND, change, quantity, before, value - valueBefore, cost, moved, mark));
    changed = true;
    return true;
  }

  private boolean isBeforeCount(Change change) {
    return countedAt != null
        && change.occurredAt().isBefore(countedAt)
        && change.type() != Type.COUNT;
  }

  /** Drafts a movement that does not change the value of the goods on hand. */
  private void draft(State state, Change change, long quantity, long before, Mark mark) {
    changed = true;
    ledger.accept(new Draft(this, state, change, quantity, before, 0, 0, Layers.NONE, mark));
  }

  // Storing

  boolean isStored() {
    return stored;
  }

  boolean hasChanged() {
    return changed;
  }

  /** Returns whether the change has made it low. */
  boolean hasBecomeLow() {
    return !wasLow && isLow();
  }

  private boolean isLow() {
    return reorderPoint != null && available() <= reorderPoint;
  }

  String currency() {
    return location.currency();
  }

  /** Returns the level as it will be stored. */
  StoredLevel toStored(Instant now) {
    LevelRow row =
        new LevelRow(
            id,
            place,
            stored ? version + 1 : 0,
            now,
            onHand,
            reserved,
            inTransit,
            damaged,
            value,
            location.currency(),
            lastValue,
            lastQuantity,
            reorderPoint,
            reorderQuantity,
            countedAt);
    return new StoredLevel(row, layers, arrivals);
  }
}
