package id.laris.customer.loyalty;

import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.customer.loyalty.Tiers.Standing;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.PointEntry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The points of a customer, locked, with the entries that are about to be added.
 *
 * <p>No point remembers what became of it. All that was ever spent, expired or taken by hand
 * ({@code used}), and all that is held, was taken from the points that expire first; so the rest
 * follows from the sums alone, in whatever order the entries came.
 */
public final class Account {

  /** The stored row. */
  record Row(
      UUID customerId,
      int version,
      @Nullable Instant updatedAt,
      long balance,
      long held,
      long used,
      long earned,
      Instant settledAt,
      long settledPoints,
      @Nullable Instant nextExpiryAt,
      long nextExpiryPoints,
      Standing standing,
      boolean negative) {

    static Row of(UUID customerId) {
      return new Row(
          customerId, 0, null, 0, 0, 0, 0, Instant.EPOCH, 0, null, 0, Standing.NONE, false);
    }

    LoyaltyAccount toProto(Tiers tiers) {
      LoyaltyAccount.Builder proto =
          LoyaltyAccount.newBuilder()
              .setCustomerId(customerId.toString())
              .setBalance(balance)
              .setHeld(held)
              .setAvailable(balance - held)
              .setEarned(earned)
              .setNextExpiryPoints(nextExpiryPoints)
              .setNegative(negative)
              .setVersion(version);
      Protos.setTime(nextExpiryAt, proto::setNextExpiryAt);
      Protos.setTime(version == 0 ? null : updatedAt, proto::setUpdatedAt);
      tiers
          .tier(standing.id())
          .ifPresent(
              tier -> {
                proto.setTierId(tier.getId()).setTierName(tier.getName());
                Protos.setTime(standing.until(), proto::setTierUntil);
              });
      return proto.build();
    }
  }

  private final Row row;
  private final List<Entry> drafts = new ArrayList<>();
  private long balance;
  private long held;
  private long used;
  private long earned;
  private Instant settledAt;
  private long settledPoints;
  private Standing standing;
  private long reached;
  private boolean negative;

  Account(Row row) {
    this.row = row;
    this.balance = row.balance;
    this.held = row.held;
    this.used = row.used;
    this.earned = row.earned;
    this.settledAt = row.settledAt;
    this.settledPoints = row.settledPoints;
    this.standing = row.standing;
    this.negative = row.negative;
  }

  public UUID customerId() {
    return row.customerId;
  }

  public long available() {
    return balance - held;
  }

  /**
   * Moves on to a time, at which more points may have expired.
   *
   * @param matured the points that expire between the last time and this one
   */
  void settle(long matured, Instant now) {
    settledAt = now;
    settledPoints = Amounts.add(settledPoints, matured);
    expire();
  }

  /** Takes the points that have expired, as far as they are neither used nor held. */
  void expire() {
    long expired = settledPoints - covered();
    if (expired > 0) {
      take(Entry.of(customerId(), Kind.EXPIRE, -expired, settledAt));
    }
  }

  /**
   * Holds points, so that nothing else can spend them.
   *
   * <p>Errors: INSUFFICIENT_POINTS.
   */
  public void hold(long points) {
    requireAvailable(points);
    held = Amounts.add(held, points);
  }

  /** Gives held points back. */
  public void release(long points) {
    held -= points;
    negative &= available() < 0;
  }

  /** Spends points for an order that is completed, even if there are too few: it has happened. */
  public void spend(UUID orderId, UUID rewardId, long points, Instant completedAt) {
    take(Entry.spent(customerId(), orderId, rewardId, points, completedAt));
    negative = available() < 0;
  }

  /**
   * Gives points, or takes them if negative.
   *
   * <p>Errors: INSUFFICIENT_POINTS.
   */
  void adjust(Entry entry) {
    if (entry.points() < 0) {
      requireAvailable(-entry.points());
      take(entry);
    } else {
      give(entry);
    }
  }

  /** Books the points of an order, or those by which less or more of it remains. */
  void earn(Entry entry) {
    give(entry);
    earned = Amounts.add(earned, entry.points());
    negative = available() < 0;
  }

  private void give(Entry entry) {
    drafts.add(entry);
    balance = Amounts.add(balance, entry.points());
    negative &= available() < 0;
    Instant expiresAt = entry.expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(settledAt)) {
      settledPoints = Amounts.add(settledPoints, entry.points());
    }
  }

  private void take(Entry entry) {
    drafts.add(entry);
    balance = Amounts.add(balance, entry.points());
    used = Amounts.subtract(used, entry.points());
  }

  private void requireAvailable(long points) {
    if (points > available()) {
      throw Errors.of(
              Reason.INSUFFICIENT_POINTS,
              "The customer has %d points to spend, but %d are requested."
                  .formatted(available(), points))
          .with("customer_id", customerId())
          .with("requested", points)
          .with("available", available());
    }
  }

  /** Takes over everything of another account, whose entries have become this one's. */
  void absorb(Account from, Tiers tiers) {
    balance = Amounts.add(balance, from.balance);
    held = Amounts.add(held, from.held);
    used = Amounts.add(used, from.used);
    earned = Amounts.add(earned, from.earned);
    // Both are settled until now.
    settledPoints = Amounts.add(settledPoints, from.settledPoints);
    standing = tiers.better(standing, from.standing);
    negative = available() < 0;
    from.drafts.forEach(entry -> drafts.add(entry.of(customerId())));
    from.drafts.clear();
    from.balance = 0;
    from.held = 0;
    from.used = 0;
    from.earned = 0;
    from.settledPoints = 0;
    from.standing = Standing.NONE;
    from.negative = false;
  }

  Standing standing() {
    return standing;
  }

  /** Adds points, or an amount, that count for tiers. */
  void reach(long more) {
    reached = Amounts.add(reached, more);
  }

  /** Moves to the tier that the customer has now; what counts for tiers must be known. */
  void stand(Tiers tiers, Instant now) {
    standing = tiers.now(standing, reached, now);
  }

  /** The points that were taken from those that expire first, or are promised. */
  long covered() {
    return Amounts.add(used, held);
  }

  Instant settledAt() {
    return settledAt;
  }

  long settledPoints() {
    return settledPoints;
  }

  List<Entry> drafts() {
    return drafts;
  }

  boolean hasOtherTier() {
    return !Objects.equals(standing.id(), row.standing.id());
  }

  /** Reports whether anything but the time has changed. */
  boolean isChanged() {
    return !drafts.isEmpty()
        || balance != row.balance
        || held != row.held
        || used != row.used
        || earned != row.earned
        || !standing.equals(row.standing)
        || negative != row.negative;
  }

  Row changed(@Nullable Instant nextExpiryAt, long nextExpiryPoints, Instant now) {
    return new Row(
        customerId(),
        row.version + 1,
        now,
        balance,
        held,
        used,
        earned,
        settledAt,
        settledPoints,
        nextExpiryAt,
        nextExpiryPoints,
        standing,
        negative);
  }
}
