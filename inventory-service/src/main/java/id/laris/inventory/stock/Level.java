package id.laris.inventory.stock;

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
 * changes. Every change of what is on hand, damaged or in transit is a movement of the ledger; what
 * is reserved is told by the reservations.
 *
 * <p>Goods on hand are worth what they have cost, by moving average: what comes in adds its cost,
 * what goes out takes its share of the value with it, and nothing is worth nothing.
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
  private boolean changed;
  private final boolean wasLow;
  private @Nullable Long reorderPoint;
  private long reorderQuantity;

  /** A movement that is about to be written. */
  record Draft(
      Level level,
      State state,
      Change change,
      long quantity,
      long before,
      long value,
      long cost,
      Mark mark) {}

  /** A mark on a movement. */
  enum Mark {
    NONE,
    /** It left less than nothing where that is not allowed. */
    FLAGGED,
    /** It, or what undoes it, was known to a count already and changes nothing. */
    BEFORE_COUNT
  }

  Level(LevelRow row, boolean stored, LocationRules location, Consumer<Draft> ledger) {
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
    this.reorderPoint = row.reorderPoint();
    this.reorderQuantity = row.reorderQuantity();
    this.wasLow = isLow();
  }

  // What there is

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
  public boolean canPromise(long quantity) {
    return location.allowsNegativeStock() || available() >= quantity;
  }

  /** Returns whether it was counted at this moment or after it. */
  public boolean isCountedSince(Instant moment) {
    return countedAt != null && !countedAt.isBefore(moment);
  }

  /**
   * Returns the cost of a quantity, by the average of what is on hand, or of what was there last.
   */
  public long costOf(long quantity) {
    long ofQuantity = onHand > 0 ? onHand : lastQuantity;
    long cost = onHand > 0 ? value : lastValue;
    return ofQuantity == 0 ? 0 : Rounding.multiplyDivide(cost, quantity, ofQuantity, 1);
  }

  // What happens to it

  /** Promises goods; who calls has seen that it {@link #canPromise}. */
  public void reserve(long quantity) {
    reserved = Math.addExact(reserved, quantity);
    changed = true;
  }

  /** Takes a promise back. */
  public void unreserve(long quantity) {
    reserved = Math.subtractExact(reserved, quantity);
    changed = true;
  }

  /** Brings goods in that have cost this. */
  public void comeIn(long quantity, long cost, Change change) {
    long after = Math.addExact(onHand, quantity);
    long worth =
        onHand >= 0
            ? Math.addExact(value, cost)
            // What was sold before it came has no value any more.
            : after > 0 ? Rounding.multiplyDivide(cost, after, quantity, 1) : 0;
    moveOnHand(quantity, worth, cost, change);
  }

  /** Takes goods out, with their share of the value. */
  public void goOut(long quantity, Change change) {
    long after = Math.subtractExact(onHand, quantity);
    long worth = after <= 0 ? 0 : value - Rounding.multiplyDivide(value, quantity, onHand, 1);
    moveOnHand(-quantity, worth, 0, change);
  }

  /** Changes what is on hand by a quantity of either sign, at its average cost. */
  public void correct(long quantity, Change change) {
    if (quantity > 0) {
      comeIn(quantity, costOf(quantity), change);
    } else if (quantity < 0) {
      goOut(-quantity, change);
    }
  }

  public long damaged() {
    return damaged;
  }

  /** Changes what is here but not fit for sale. */
  public void changeDamaged(long quantity, Change change) {
    draft(State.DAMAGED, change, quantity, damaged, Mark.NONE);
    damaged = Math.addExact(damaged, quantity);
  }

  /** Changes what is on its way here. */
  public void changeInTransit(long quantity, Change change) {
    draft(State.IN_TRANSIT, change, quantity, inTransit, Mark.NONE);
    inTransit = Math.addExact(inTransit, quantity);
  }

  /** Notes that what is on hand is what was counted at the moment. */
  public void countedAt(Instant moment) {
    countedAt = moment;
    changed = true;
  }

  /** Says when it is low; null ends the watch. */
  void watch(@Nullable Long point, long quantity) {
    if (!stored || !Objects.equals(point, reorderPoint) || quantity != reorderQuantity) {
      reorderPoint = point;
      reorderQuantity = quantity;
      changed = true;
    }
  }

  private void moveOnHand(long quantity, long worth, long cost, Change change) {
    long before = onHand;
    long valueBefore = value;
    if (isBeforeCount(change)) {
      // The count knew of it: it is written down, and leaves everything as it is.
      draft(State.ON_HAND, change, quantity, before, Mark.BEFORE_COUNT);
      long between = Math.addExact(before, quantity);
      draft(State.ON_HAND, change.undone(), -quantity, between, Mark.BEFORE_COUNT);
      return;
    }
    onHand = Math.addExact(before, quantity);
    value = worth;
    if (onHand > 0) {
      lastValue = value;
      lastQuantity = onHand;
    }
    boolean flagged = quantity < 0 && onHand < 0 && !location.allowsNegativeStock();
    Mark mark = flagged ? Mark.FLAGGED : Mark.NONE;
    ledger.accept(
        new Draft(this, State.ON_HAND, change, quantity, before, value - valueBefore, cost, mark));
    changed = true;
  }

  private boolean isBeforeCount(Change change) {
    return countedAt != null
        && change.occurredAt().isBefore(countedAt)
        && change.type() != Type.COUNT;
  }

  /** Drafts a movement that leaves the value of what is on hand as it is. */
  private void draft(State state, Change change, long quantity, long before, Mark mark) {
    changed = true;
    ledger.accept(new Draft(this, state, change, quantity, before, 0, 0, mark));
  }

  // For the ledger

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

  /** The row as it will be stored. */
  LevelRow toRow(Instant now) {
    return new LevelRow(
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
  }
}
