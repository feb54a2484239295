package id.laris.customer.balance;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.GiftCard.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A gift card, the store credit of a customer, or its account, locked for a change. {@link Ledger}
 * stores it.
 *
 * <p>An account is a balance below 0 with a limit; so the same is true of all three: what can be
 * spent is the amount and the limit less what is held, and only an order that was completed already
 * may take more.
 */
public final class Balance {

  private final UUID id;
  private final Kind kind;
  private final String currency;
  private final @Nullable UUID mergedInto;
  private @Nullable Instant createdAt;
  private @Nullable Instant updatedAt;
  private @Nullable UUID customerId;
  private long amount;
  private long held;
  private long creditLimit;
  private boolean overdrawn;
  private long lastEntry;
  private int version;
  private Card card;

  private final List<Entry> entries = new ArrayList<>();
  private @Nullable UUID absorbedBy;
  private boolean isFresh;
  private boolean isChanged;

  /** As it is stored. */
  Balance(
      UUID id,
      Kind kind,
      @Nullable UUID customerId,
      String currency,
      Amount stored,
      @Nullable UUID mergedInto,
      int version,
      @Nullable Instant createdAt,
      @Nullable Instant updatedAt,
      Card card) {
    this.id = id;
    this.kind = kind;
    this.customerId = customerId;
    this.currency = currency;
    this.amount = stored.amount;
    this.held = stored.held;
    this.creditLimit = stored.creditLimit;
    this.overdrawn = stored.overdrawn;
    this.lastEntry = stored.lastEntry;
    this.mergedInto = mergedInto;
    this.version = version;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
    this.card = card;
  }

  /** The numbers of a stored balance. */
  record Amount(long amount, long held, long creditLimit, boolean overdrawn, long lastEntry) {

    static final Amount ZERO = new Amount(0, 0, 0, false, 0);
  }

  /** A gift card that is not stored yet, with nothing on it. */
  public static Balance newCard(UUID id, @Nullable UUID customerId, String currency, Card card) {
    return new Balance(
        id, Kind.GIFT_CARD, customerId, currency, Amount.ZERO, null, 0, null, null, card);
  }

  /** The store credit or account of a customer who has none yet. */
  static Balance none(UUID customerId, Kind kind, String currency) {
    return new Balance(
        Ids.next(), kind, customerId, currency, Amount.ZERO, null, 0, null, null, Card.NONE);
  }

  /** Holds an amount for a payment. */
  public void hold(long wanted) {
    requireAvailable(wanted);
    held = Amounts.add(held, wanted);
    isChanged = true;
  }

  /** Gives back what was held; a card that has ended loses it. */
  public void release(long wasHeld, Cause cause) {
    held = Amounts.subtract(held, wasHeld);
    isChanged = true;
    settle(cause);
  }

  /** Takes an amount that must be available. */
  public void take(BalanceEntry.Kind why, long wanted, Cause cause) {
    requireAvailable(wanted);
    book(Ids.next(), why, -wanted, false, cause);
  }

  /** Adds an amount; a card that has ended loses it. */
  public void give(BalanceEntry.Kind why, long given, Cause cause) {
    book(Ids.next(), why, given, false, cause);
    settle(cause);
  }

  /** Gives or takes an amount by hand or for a return, under this entry id. */
  Entry change(UUID entryId, BalanceEntry.Kind why, long change, Cause cause) {
    if (change < 0) {
      requireAvailable(-change);
    }
    if (why == BalanceEntry.Kind.SETTLEMENT && change > -amount) {
      throw Errors.of(
              Reason.PAYMENT_EXCEEDS_BALANCE,
              "The customer owes %d minor units of %s, and %d more once orders that are paid on the account are completed: record at most what is owed."
                  .formatted(Math.max(0, -amount), currency, held))
          .with("due", Math.max(0, -amount))
          .with("pending", held)
          .with("amount", change);
    }
    if (why == BalanceEntry.Kind.REFUND) {
      // A card that has ended would lose the amount at once, and the customer with it.
      requireNotEnded(Status.ACTIVE);
    }
    Entry entry = book(entryId, why, change, false, cause);
    settle(cause);
    return entry;
  }

  /**
   * Takes the amount of a payment whose order is completed: it has happened, so it is booked
   * whatever there is, and flagged where it took more than was held for it and is available.
   */
  public void spend(long taken, long wasHeld, Cause cause) {
    held = Amounts.subtract(held, wasHeld);
    boolean tooMuch = taken > wasHeld && available() < taken;
    book(
        Ids.next(),
        kind == Kind.ACCOUNT ? BalanceEntry.Kind.CHARGE : BalanceEntry.Kind.SPEND,
        -taken,
        tooMuch,
        cause);
    overdrawn = kind != Kind.ACCOUNT && amount < held;
    settle(cause);
  }

  /** Moves everything that is available to another card of the same currency. */
  public void transferTo(Balance other, Cause cause) {
    long moved = available();
    if (moved > 0) {
      take(BalanceEntry.Kind.TRANSFER_OUT, moved, cause.with(other.id));
      other.give(BalanceEntry.Kind.TRANSFER_IN, moved, cause.with(id));
    }
  }

  /** Takes over everything of the balance of a customer who is merged into this one's. */
  void absorb(Balance other) {
    amount = Amounts.add(amount, other.amount);
    held = Amounts.add(held, other.held);
    creditLimit = Math.max(creditLimit, other.creditLimit);
    overdrawn = kind != Kind.ACCOUNT && amount < held;
    lastEntry += other.lastEntry;
    isChanged = true;
    other.amount = 0;
    other.held = 0;
    other.creditLimit = 0;
    other.overdrawn = false;
    other.lastEntry = 0;
    other.absorbedBy = id;
    other.isChanged = true;
  }

  /** Gives it to another customer. */
  void belongTo(UUID newCustomerId) {
    customerId = newCustomerId;
    isChanged = true;
  }

  public void limit(long newLimit) {
    isChanged = isChanged || creditLimit != newLimit;
    creditLimit = newLimit;
  }

  /** Keeps the card from paying. */
  public void freeze(String reason) {
    requireNotEnded(Status.FROZEN);
    if (card.status() != Status.FROZEN) {
      become(Status.FROZEN, reason);
    }
  }

  public void unfreeze() {
    requireNotEnded(Status.ACTIVE);
    if (card.status() != Status.ACTIVE) {
      become(Status.ACTIVE, "");
    }
  }

  public void cancel(String reason, Cause cause) {
    if (card.status() == Status.EXPIRED) {
      throw Errors.illegalTransition("gift card", id, card.status().name(), "CANCELLED");
    }
    if (card.status() != Status.CANCELLED) {
      become(Status.CANCELLED, reason);
      settle(cause.because(reason));
    }
  }

  /** Ends the card whose time is over. */
  public void expire(Cause cause) {
    become(Status.EXPIRED, card.reason());
    settle(cause);
  }

  /** Gives the card a code, in place of the one that it had. */
  public void takeCode(String lastFour) {
    requireNotEnded(Status.ACTIVE);
    card = card.endingWith(lastFour);
    isChanged = true;
  }

  /** Refuses a payment by a card that cannot pay, or in another currency. */
  public void requireUsable(String wantedCurrency, Instant now) {
    requireCurrency(wantedCurrency);
    Instant end = card.expiresAt();
    boolean isOver = end != null && !end.isAfter(now);
    if (card.status() != Status.ACTIVE || isOver) {
      Status shown = isOver && !card.hasEnded() ? Status.EXPIRED : card.status();
      throw Errors.wrongState("gift card", id, shown.name(), Status.ACTIVE.name());
    }
  }

  /** Refuses another currency than its own. */
  public void requireCurrency(String wanted) {
    if (!currency.equals(wanted)) {
      throw Errors.of(
              Reason.CURRENCY_MISMATCH,
              "The gift card %s is in %s: it cannot be used for %s."
                  .formatted(id, currency, wanted))
          .with("expected", currency)
          .with("actual", wanted);
    }
  }

  private void requireNotEnded(Status wanted) {
    if (card.hasEnded()) {
      throw Errors.illegalTransition("gift card", id, card.status().name(), wanted.name());
    }
  }

  private void become(Status status, String reason) {
    card = card.in(status, reason);
    isChanged = true;
  }

  private Entry book(
      UUID entryId, BalanceEntry.Kind why, long change, boolean flagged, Cause cause) {
    amount = Amounts.add(amount, change);
    lastEntry++;
    Entry entry = new Entry(entryId, id, currency, lastEntry, why, change, amount, flagged, cause);
    entries.add(entry);
    isChanged = true;
    return entry;
  }

  /** Ends an overdraft that is made good, and takes what a card that has ended still has. */
  private void settle(Cause cause) {
    overdrawn = overdrawn && amount < held;
    if (card.hasEnded() && available() > 0) {
      book(Ids.next(), BalanceEntry.Kind.EXPIRY, -available(), false, cause);
    }
  }

  private void requireAvailable(long wanted) {
    long available = Math.max(0, available());
    if (wanted > available) {
      PosException refusal = shortage(kind, currency, wanted, available);
      throw kind == Kind.GIFT_CARD ? refusal.with("gift_card_id", id) : refusal;
    }
  }

  /** The refusal of an amount that is not available. */
  public static PosException shortage(Kind kind, String currency, long wanted, long available) {
    Reason reason =
        kind == Kind.ACCOUNT ? Reason.CREDIT_LIMIT_EXCEEDED : Reason.INSUFFICIENT_BALANCE;
    return Errors.of(
            reason,
            "%d minor units of %s are requested, but only %d are available: use at most that; a payment can be split."
                .formatted(wanted, currency, available))
        .with("requested", wanted)
        .with("available", available)
        .with("currency", currency)
        .with("kind", kind.name());
  }

  /** The amount that can be spent; below 0 where it is overdrawn, or the limit was lowered. */
  public long available() {
    return Amounts.subtract(Amounts.add(amount, creditLimit), held);
  }

  /** Returns the card's status: an ACTIVE card without anything on it is USED. */
  public Status status() {
    return card.status() == Status.ACTIVE && amount == 0 && held == 0 ? Status.USED : card.status();
  }

  public UUID id() {
    return id;
  }

  public Kind kind() {
    return kind;
  }

  public @Nullable UUID customerId() {
    return customerId;
  }

  public String currency() {
    return currency;
  }

  public long amount() {
    return amount;
  }

  public long held() {
    return held;
  }

  public long creditLimit() {
    return creditLimit;
  }

  public Card card() {
    return card;
  }

  public int version() {
    return version;
  }

  public @Nullable Instant createdAt() {
    return createdAt;
  }

  public @Nullable Instant updatedAt() {
    return updatedAt;
  }

  boolean isOverdrawn() {
    return overdrawn;
  }

  long lastEntry() {
    return lastEntry;
  }

  @Nullable UUID mergedInto() {
    return absorbedBy == null ? mergedInto : absorbedBy;
  }

  /** The entries that are not stored yet. */
  List<Entry> entries() {
    return entries;
  }

  boolean isChanged() {
    return isChanged;
  }

  /** Notes that the row was inserted, with version 0. */
  void inserted(Instant now) {
    createdAt = now;
    updatedAt = now;
    isFresh = true;
  }

  boolean isFresh() {
    return isFresh;
  }

  /** Notes that the changes are about to be stored, at this time. */
  void storing(Instant now) {
    version = isFresh ? version : version + 1;
    updatedAt = now;
  }

  /** Notes that the changes were stored. */
  void stored() {
    entries.clear();
    isFresh = false;
    isChanged = false;
  }
}
