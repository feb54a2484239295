package id.laris.promotion.usage;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.ReserveUsageRequest;
import id.laris.pos.v1.ReserveUsageResponse;
import id.laris.pos.v1.UsageReservation.Status;
import id.laris.promotion.counter.Count;
import id.laris.promotion.counter.Counter;
import id.laris.promotion.counter.Counters;
import id.laris.promotion.counter.Day;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reserves the uses of an order: all, or none. They count until they are given back, or the
 * reservation expires.
 *
 * <p>A reservation is identified by its order. The same request again keeps it as it is, and sets
 * the new time of its end. Each attempt of the caller has a revision: a newer attempt replaces the
 * reservation of an older one, and an older one that comes late is refused.
 *
 * <p>The counters are raised last, and tell then whether a limit is exceeded: they are locked for
 * as short as can be, and nobody else counts in between.
 *
 * <p>Errors: PROMOTION_USED_UP (promotion_id, coupon_id); COUPON_NOT_USABLE (coupon_id); NOT_FOUND;
 * ILLEGAL_STATE_TRANSITION where the reservation of this revision has ended; VERSION_CONFLICT where
 * there is a newer one; ALREADY_EXISTS where this revision has other content.
 */
@Component
public class ReserveUsage {

  private final Reservations reservations;
  private final UsageLimits limits;
  private final Counters counters;
  private final Writes writes;
  private final Clock clock;

  ReserveUsage(
      Reservations reservations,
      UsageLimits limits,
      Counters counters,
      Writes writes,
      Clock clock) {
    this.reservations = reservations;
    this.limits = limits;
    this.counters = counters;
    this.writes = writes;
    this.clock = clock;
  }

  public ReserveUsageResponse run(ReserveUsageRequest request) {
    Instant now = clock.instant();
    Instant at = request.hasAt() ? Protos.instant("at", request.getAt()) : now;
    Reservation wanted = wanted(request, at, now);
    return writes.once(
        request,
        ReserveUsageResponse.parser(),
        () ->
            ReserveUsageResponse.newBuilder()
                .setReservation(reserve(wanted, at).toProto())
                .build());
  }

  private static Reservation wanted(ReserveUsageRequest request, Instant at, Instant now) {
    List<Usage> usages = request.getUsagesList().stream().map(Usage::of).toList();
    if (usages.stream().map(Usage::promotionId).collect(Collectors.toSet()).size()
        < usages.size()) {
      throw Errors.invalid("usages", "must name each promotion once");
    }
    return new Reservation(
        Ids.parse(request.getOrderId()),
        Ids.parseOrNull(request.getCustomerId()),
        Protos.currency("currency", request.getCurrency()),
        Day.of(at, "time_zone", request.getTimeZone()),
        usages,
        Status.RESERVED,
        request.getRevision(),
        expiry(request, now),
        now,
        now);
  }

  private static @Nullable Instant expiry(ReserveUsageRequest request, Instant now) {
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

  private Reservation reserve(Reservation wanted, Instant at) {
    Optional<Reservation> existing = reservations.lock(wanted.orderId());
    if (existing.isPresent()) {
      requireNotNewer(existing.get(), wanted.revision());
      if (existing.get().revision() == wanted.revision()) {
        return prolong(existing.get(), wanted);
      }
      if (existing.get().status() == Status.USED) {
        throw ended(existing.get());
      }
    }
    UsageLimits.Known known = limits.of(wanted);
    Reservation stored = store(wanted, existing);
    Map<Counter, Count> before = existing.map(Reservation::counted).orElse(Map.of());
    Map<Counter, Count> after = counters.add(Count.difference(wanted.counts(), before));
    known.require(wanted, at, Count.difference(after, wanted.counts()));
    return stored;
  }

  private Reservation store(Reservation wanted, Optional<Reservation> existing) {
    if (existing.isEmpty()) {
      reservations.insert(List.of(wanted));
      return wanted;
    }
    Reservation replacing = wanted.createdAt(existing.get().createdAt());
    reservations.update(List.of(replacing));
    return replacing;
  }

  private Reservation prolong(Reservation existing, Reservation wanted) {
    if (!existing.isReserved()) {
      throw ended(existing);
    }
    if (!existing.isFor(wanted)) {
      throw Errors.alreadyExists("usage reservation", existing.orderId());
    }
    Reservation prolonged = existing.until(wanted.expiresAt(), wanted.updatedAt());
    reservations.update(List.of(prolonged));
    return prolonged;
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
        "usage reservation", existing.orderId(), existing.status().name(), Status.RESERVED.name());
  }
}
