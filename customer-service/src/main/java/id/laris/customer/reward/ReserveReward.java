package id.laris.customer.reward;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.customer.loyalty.LockedAccounts;
import id.laris.customer.loyalty.PointsLedger;
import id.laris.customer.profile.Customers;
import id.laris.customer.reward.Reservation.Item;
import id.laris.pos.v1.ReserveRewardRequest;
import id.laris.pos.v1.ReserveRewardResponse;
import id.laris.pos.v1.RewardReservation.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds the points of an order's rewards: all, or none. Held points cannot be spent otherwise until
 * the order completes or they are given back, or the reservation expires.
 *
 * <p>A reservation is identified by its order. The same request again keeps it as it is, even if
 * the rewards cost something else by now, and sets the new time of its end. Each attempt of the
 * caller has a revision: a newer attempt replaces the reservation of an older one, and an older one
 * that comes late is refused.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND; NOT_FOUND (reward); ITEM_INACTIVE where a reward cannot be used
 * now; INSUFFICIENT_POINTS; ILLEGAL_STATE_TRANSITION where the reservation of this revision has
 * ended; VERSION_CONFLICT where there is a newer one; ALREADY_EXISTS where this revision holds
 * other rewards.
 */
@Component
public class ReserveReward {

  private final Reservations reservations;
  private final Rewards rewards;
  private final PointsLedger ledger;
  private final Customers customers;
  private final Writes writes;
  private final Clock clock;

  ReserveReward(
      Reservations reservations,
      Rewards rewards,
      PointsLedger ledger,
      Customers customers,
      Writes writes,
      Clock clock) {
    this.reservations = reservations;
    this.rewards = rewards;
    this.ledger = ledger;
    this.customers = customers;
    this.writes = writes;
    this.clock = clock;
  }

  public ReserveRewardResponse run(ReserveRewardRequest request) {
    Instant expiresAt = expiry(request, clock.instant());
    return writes.once(
        request,
        ReserveRewardResponse.parser(),
        () ->
            ReserveRewardResponse.newBuilder()
                .setReservation(reserve(request, expiresAt).toProto())
                .build());
  }

  private static @Nullable Instant expiry(ReserveRewardRequest request, Instant now) {
    if (!request.hasExpiresAt()) {
      return null;
    }
    Instant expiry = Protos.instant("expires_at", request.getExpiresAt());
    if (!expiry.isAfter(now)) {
      throw Errors.invalid(
          "expires_at", "must be in the future: the time is now %s".formatted(now));
    }
    return expiry;
  }

  private Reservation reserve(ReserveRewardRequest request, @Nullable Instant expiresAt) {
    UUID orderId = Ids.parse(request.getOrderId());
    UUID customerId = customers.live(Ids.parse(request.getCustomerId())).id();
    customers.bearers(reservations.customers(List.of(orderId)));
    Optional<Reservation> existing = reservations.lock(orderId);
    if (existing.isPresent()) {
      requireNotNewer(existing.get(), request.getRevision());
      if (existing.get().revision() == request.getRevision()) {
        return prolong(existing.get(), customerId, request, expiresAt);
      }
      if (existing.get().status() == Status.SPENT) {
        throw ended(existing.get());
      }
    }
    Instant now = clock.instant();
    Reservation wanted =
        new Reservation(
            orderId,
            customerId,
            priced(Ids.parseAll(request.getRewardIdsList()), now),
            Status.HELD,
            request.getRevision(),
            expiresAt,
            existing.map(Reservation::createdAt).orElse(now),
            now);
    hold(wanted, customerId, existing.filter(Reservation::isHeld));
    if (existing.isPresent()) {
      reservations.update(List.of(wanted));
    } else {
      reservations.insert(List.of(wanted));
    }
    return wanted;
  }

  private Reservation prolong(
      Reservation existing,
      UUID customerId,
      ReserveRewardRequest request,
      @Nullable Instant expiresAt) {
    if (!existing.isHeld()) {
      throw ended(existing);
    }
    if (!customerId.equals(existing.customerId())
        || !existing.rewardIds().equals(Ids.parseAll(request.getRewardIdsList()))) {
      throw Errors.alreadyExists("reward reservation", existing.orderId());
    }
    Reservation prolonged = existing.until(expiresAt, clock.instant());
    reservations.update(List.of(prolonged));
    return prolonged;
  }

  /** The rewards with the points that they cost now. */
  private List<Item> priced(List<UUID> rewardIds, Instant now) {
    Map<UUID, Reward> byId =
        rewards.findByIdIn(Set.copyOf(rewardIds)).stream()
            .filter(reward -> !reward.isDeleted())
            .collect(toMap(Reward::id, identity()));
    return rewardIds.stream()
        .map(
            id -> {
              Reward reward = byId.get(id);
              if (reward == null) {
                throw Errors.notFound("reward", id);
              }
              if (!reward.isUsable(now)) {
                throw Errors.of(
                        Reason.ITEM_INACTIVE,
                        "The reward %s cannot be used now: choose another."
                            .formatted(reward.name()))
                    .with("reward_id", id);
              }
              return new Item(id, reward.points());
            })
        .toList();
  }

  /** Holds the points, after those of the reservation that it replaces were given back. */
  private void hold(Reservation wanted, UUID customerId, Optional<Reservation> replaced) {
    Set<UUID> customerIds = new LinkedHashSet<>(List.of(customerId));
    replaced.ifPresent(old -> customerIds.add(old.holder()));
    LockedAccounts accounts = ledger.lock(customerIds);
    replaced.ifPresent(old -> accounts.at(old.holder()).release(old.points()));
    accounts.at(customerId).hold(wanted.points());
    ledger.store(accounts);
  }

  private static void requireNotNewer(Reservation existing, long revision) {
    if (revision < existing.revision()) {
      throw Errors.of(
              Reason.VERSION_CONFLICT,
              "A newer revision of the reservation for the order %s exists: read the order again."
                  .formatted(existing.orderId()))
          .with("expected", revision)
          .with("actual", existing.revision());
    }
  }

  private static RuntimeException ended(Reservation existing) {
    return Errors.illegalTransition(
        "reward reservation", existing.orderId(), existing.status().name(), Status.HELD.name());
  }
}
