package id.laris.customer.reward;

import id.laris.customer.loyalty.Account;
import id.laris.customer.loyalty.LockedAccounts;
import id.laris.customer.loyalty.PointsLedger;
import id.laris.customer.profile.Customer;
import id.laris.customer.profile.Customers;
import id.laris.customer.reward.Reservation.Item;
import id.laris.pos.v1.RewardReservation.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Applies the outcome of orders to the points of their rewards: spent, or given back. Customers,
 * reservations and accounts of a batch are locked one kind after the other, each in order.
 *
 * <p>A completed order has happened, so its points are spent whatever the state of its reservation,
 * and the account is flagged if there are too few. Points that were spent before are not spent
 * again.
 */
@Component
class RewardOutcomes {

  private static final Logger log = LoggerFactory.getLogger(RewardOutcomes.class);
  private static final long BEFORE_ANY_ATTEMPT = 0;

  private final Reservations reservations;
  private final PointsLedger ledger;
  private final Customers customers;
  private final Clock clock;

  RewardOutcomes(Reservations reservations, PointsLedger ledger, Customers customers, Clock clock) {
    this.reservations = reservations;
    this.ledger = ledger;
    this.customers = customers;
    this.clock = clock;
  }

  /** The outcome of an order. */
  sealed interface Outcome {

    UUID orderId();

    /**
     * The order was completed with rewards.
     *
     * @param customerId the customer of the order; null where it names none
     */
    record Spent(UUID orderId, @Nullable UUID customerId, List<Item> items, Instant completedAt)
        implements Outcome {}

    /**
     * The order needs no points any more.
     *
     * @param revision attempts up to this one are released; a newer attempt keeps its points
     */
    record Freed(UUID orderId, long revision) implements Outcome {}
  }

  /**
   * Records the outcomes in this order, in this transaction. Returns the reservations as they are
   * after them, in no order.
   */
  List<Reservation> record(List<? extends Outcome> outcomes) {
    Instant now = clock.instant();
    List<UUID> orderIds = outcomes.stream().map(Outcome::orderId).distinct().toList();
    Map<UUID, Customer> bearers =
        customers.bearers(
            Stream.concat(
                    reservations.customers(orderIds).stream(),
                    outcomes.stream().map(RewardOutcomes::customer).filter(Objects::nonNull))
                .distinct()
                .toList());
    Map<UUID, Reservation> known = lock(orderIds, now);
    LockedAccounts accounts = ledger.lock(holders(bearers, known));
    Map<UUID, Reservation> changed = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      Reservation before = Objects.requireNonNull(known.get(outcome.orderId()));
      Reservation after =
          switch (outcome) {
            case Outcome.Spent spent -> spend(spent, before, bearers, accounts, now);
            case Outcome.Freed freed -> free(freed, before, accounts, now);
          };
      if (!after.equals(before)) {
        known.put(outcome.orderId(), after);
        changed.put(outcome.orderId(), after);
      }
    }
    ledger.store(accounts);
    reservations.update(List.copyOf(changed.values()));
    return List.copyOf(known.values());
  }

  private static @Nullable UUID customer(Outcome outcome) {
    return outcome instanceof Outcome.Spent spent ? spent.customerId() : null;
  }

  /**
   * The reservations of all the orders. If there is none, a row that holds nothing is inserted
   * first, because only an existing row keeps a reservation out that is being made at this moment.
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

  /** The customers whose points the orders spend or hold. */
  private static Set<UUID> holders(Map<UUID, Customer> bearers, Map<UUID, Reservation> known) {
    return Stream.concat(
            bearers.values().stream().map(Customer::id),
            known.values().stream().filter(Reservation::isHeld).map(Reservation::holder))
        .collect(Collectors.toSet());
  }

  private static Reservation spend(
      Outcome.Spent spent,
      Reservation before,
      Map<UUID, Customer> bearers,
      LockedAccounts accounts,
      Instant now) {
    if (before.status() == Status.SPENT) {
      return before;
    }
    Customer bearer = spent.customerId() == null ? null : bearers.get(spent.customerId());
    UUID customerId = bearer == null ? before.customerId() : bearer.id();
    if (customerId == null) {
      log.debug("order {} is of a customer who is not known: it spends no points", spent.orderId());
      return before;
    }
    giveBack(before, accounts);
    Account account = accounts.at(customerId);
    spent.items().stream()
        .collect(
            Collectors.groupingBy(
                Item::rewardId, LinkedHashMap::new, Collectors.summingLong(Item::points)))
        .forEach(
            (rewardId, points) ->
                account.spend(spent.orderId(), rewardId, points, spent.completedAt()));
    return new Reservation(
        spent.orderId(),
        customerId,
        spent.items(),
        Status.SPENT,
        before.revision(),
        before.expiresAt(),
        before.createdAt(),
        now);
  }

  private static Reservation free(
      Outcome.Freed freed, Reservation before, LockedAccounts accounts, Instant now) {
    boolean over = before.status() == Status.SPENT || before.revision() > freed.revision();
    if (over || (!before.isHeld() && before.revision() == freed.revision())) {
      return before;
    }
    giveBack(before, accounts);
    Status ended = before.isHeld() ? Status.RELEASED : before.status();
    return before.ended(ended, freed.revision(), now);
  }

  private static void giveBack(Reservation before, LockedAccounts accounts) {
    if (before.isHeld()) {
      accounts.at(before.holder()).release(before.points());
    }
  }

  /**
   * Creates the reservation of an order that held nothing. With a revision, attempts up to it that
   * still arrive are refused.
   */
  private static Reservation nothing(UUID orderId, Instant now) {
    return new Reservation(
        orderId, null, List.of(), Status.RELEASED, BEFORE_ANY_ATTEMPT, null, now, now);
  }
}
