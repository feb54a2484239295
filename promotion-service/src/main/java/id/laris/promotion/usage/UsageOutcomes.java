package id.laris.promotion.usage;

import id.laris.pos.v1.Order;
import id.laris.pos.v1.UsageReservation.Status;
import id.laris.promotion.counter.Count;
import id.laris.promotion.counter.Counter;
import id.laris.promotion.counter.Counters;
import id.laris.promotion.statistics.CompletedUses;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Applies the outcome of orders to their uses: used, or given back. Reservations of a batch are
 * locked in order, and then counters.
 *
 * <p>A completed order has happened, so its uses count whatever the state of its reservation and
 * the limits are by now. Uses that were counted before are not counted again, and uses of
 * promotions without limits, which nobody reserves, are counted now. A use is given back once all
 * goods are back whose price it made: it counts as if they had not been sold.
 */
@Component
public class UsageOutcomes {

  private static final Logger log = LoggerFactory.getLogger(UsageOutcomes.class);
  private static final long BEFORE_ANY_ATTEMPT = 0;

  private final Reservations reservations;
  private final Counters counters;
  private final CompletedUses completed;
  private final Clock clock;

  UsageOutcomes(
      Reservations reservations, Counters counters, CompletedUses completed, Clock clock) {
    this.reservations = reservations;
    this.counters = counters;
    this.completed = completed;
    this.clock = clock;
  }

  /** The outcome of an order. */
  public sealed interface Outcome {

    UUID orderId();

    /** The attempt that it is about; of others only older ones. */
    long revision();

    /** The order was completed with promotions. */
    record Used(UUID orderId, long revision, Order order) implements Outcome {}

    /** The order needs no uses any more; a newer attempt keeps its own. */
    record Freed(UUID orderId, long revision) implements Outcome {}

    /**
     * Goods of the completed order came back.
     *
     * @param remaining the order without them
     */
    record Returned(UUID orderId, long revision, Order remaining) implements Outcome {}
  }

  /**
   * Records the outcomes in this order, in this transaction. Returns the reservations as they are
   * after them, in no order.
   */
  public List<Reservation> record(List<? extends Outcome> outcomes) {
    Instant now = clock.instant();
    Map<UUID, Reservation> known =
        lock(outcomes.stream().map(Outcome::orderId).distinct().toList(), now);
    Map<UUID, Reservation> changed = new LinkedHashMap<>();
    Map<Counter, Count> changes = Map.of();
    CompletedUses.Sums sums = new CompletedUses.Sums();
    for (Outcome outcome : outcomes) {
      Reservation before = Objects.requireNonNull(known.get(outcome.orderId()));
      Reservation after =
          switch (outcome) {
            case Outcome.Used used -> use(used, before, sums, now);
            case Outcome.Freed freed -> free(freed, before, now);
            case Outcome.Returned returned -> giveBack(returned, before, sums, now);
          };
      if (!after.equals(before)) {
        changes = Count.sum(changes, Count.difference(after.counted(), before.counted()));
        known.put(outcome.orderId(), after);
        changed.put(outcome.orderId(), after);
      }
    }
    reservations.update(List.copyOf(changed.values()));
    counters.add(Count.withoutZeros(changes));
    completed.add(sums);
    return List.copyOf(known.values());
  }

  /**
   * The reservations of all the orders. If there is none, a row without uses is inserted first,
   * because only an existing row keeps a reservation out that is being made at this moment.
   */
  private Map<UUID, Reservation> lock(List<UUID> orderIds, Instant now) {
    Map<UUID, Reservation> known = new LinkedHashMap<>();
    reservations.lock(orderIds).forEach(one -> known.put(one.orderId(), one));
    List<Reservation> missing =
        orderIds.stream()
            .filter(id -> !known.containsKey(id))
            .sorted()
            .map(id -> nothing(id, now))
            .toList();
    if (!missing.isEmpty()) {
      reservations.insert(missing);
      missing.forEach(one -> known.put(one.orderId(), one));
    }
    return known;
  }

  private static Reservation use(
      Outcome.Used used, Reservation before, CompletedUses.Sums sums, Instant now) {
    if (before.status() == Status.USED) {
      return before;
    }
    if (before.usages().isEmpty() && used.revision() > BEFORE_ANY_ATTEMPT) {
      log.warn("order {} was completed with promotions that it never reserved", used.orderId());
    }
    Reservation after = before.completedBy(used.order(), now);
    long total = used.order().getTotal().getAmount();
    after
        .usages()
        .forEach(usage -> sums.add(usage.promotionId(), after.currency(), usage.amount(), total));
    return after;
  }

  /** Gives the uses back that no goods are left of. */
  private static Reservation giveBack(
      Outcome.Returned returned, Reservation before, CompletedUses.Sums sums, Instant now) {
    if (before.status() != Status.USED) {
      return before;
    }
    Reservation after = before.remaining(returned.remaining(), now);
    long total = returned.remaining().getTotal().getAmount();
    before.usages().stream()
        .filter(usage -> !after.usages().contains(usage))
        .forEach(
            usage -> sums.subtract(usage.promotionId(), before.currency(), usage.amount(), total));
    return after;
  }

  private static Reservation free(Outcome.Freed freed, Reservation before, Instant now) {
    boolean over = before.status() == Status.USED || before.revision() > freed.revision();
    if (over || (!before.isReserved() && before.revision() == freed.revision())) {
      return before;
    }
    Status ended = before.isReserved() ? Status.RELEASED : before.status();
    return before.ended(ended, freed.revision(), now);
  }

  /**
   * Creates the reservation of an order that reserved nothing. With a revision, attempts up to it
   * that still arrive are refused.
   */
  private static Reservation nothing(UUID orderId, Instant now) {
    return new Reservation(
        orderId,
        null,
        "",
        LocalDate.ofInstant(now, ZoneOffset.UTC),
        List.of(),
        Status.RELEASED,
        BEFORE_ANY_ATTEMPT,
        null,
        now,
        now);
  }
}
