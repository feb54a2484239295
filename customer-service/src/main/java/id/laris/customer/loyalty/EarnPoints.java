package id.laris.customer.loyalty;

import static id.laris.events.types.SalesEvents.ORDER_COMPLETED;
import static id.laris.events.types.SalesEvents.RETURN_CREATED;

import id.laris.common.Ids;
import id.laris.common.Uuids;
import id.laris.common.grpc.Protos;
import id.laris.customer.loyalty.Earning.Earned;
import id.laris.customer.loyalty.Entries.Booked;
import id.laris.customer.loyalty.Entry.Sale;
import id.laris.customer.order.OrderFollower;
import id.laris.customer.profile.Customer;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PointEntry.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives customers the points of their completed orders, by the program and the tier as they are
 * when the event comes.
 *
 * <p>An order that was booked before is booked again only in a later version, with the lines that
 * remain of it: the difference to the points that these earn, by the rule of the first time, is
 * taken back. Points that have expired meanwhile are not taken back once more.
 */
@Component
class EarnPoints implements OrderFollower {

  private static final Logger log = LoggerFactory.getLogger(EarnPoints.class);

  private final LoyaltyPrograms programs;
  private final Entries entries;
  private final PointsLedger ledger;
  private final Customers customers;
  private final Clock clock;

  EarnPoints(
      LoyaltyPrograms programs,
      Entries entries,
      PointsLedger ledger,
      Customers customers,
      Clock clock) {
    this.programs = programs;
    this.entries = entries;
    this.ledger = ledger;
    this.customers = customers;
    this.clock = clock;
  }

  /**
   * A completed order of a customer, or what remains of it after a return.
   *
   * @param isRemaining only an order that earned before gives points back
   */
  private record Completed(
      UUID id, UUID customerId, Order order, Instant at, boolean isRemaining) {}

  @Override
  public void follow(List<Event> events) {
    List<Completed> completed = events.stream().flatMap(EarnPoints::completed).toList();
    if (!completed.isEmpty()) {
      LoyaltyProgram program = programs.current();
      if (program.getVersion() > 0) {
        book(completed, program);
      }
    }
  }

  private static Stream<Completed> completed(Event event) {
    boolean isRemaining = RETURN_CREATED.matches(event);
    if (!isRemaining && !ORDER_COMPLETED.matches(event)) {
      return Stream.empty();
    }
    Order order =
        isRemaining
            ? RETURN_CREATED.payloadOf(event).getRemaining()
            : ORDER_COMPLETED.payloadOf(event);
    Instant at =
        order.hasCompletedAt()
            ? Protos.instant("completed_at", order.getCompletedAt())
            : Protos.instant("occurred_at", event.getOccurredAt());
    return Uuids.parse(order.getCustomerId()).stream()
        .map(
            customerId ->
                new Completed(Ids.parse(order.getId()), customerId, order, at, isRemaining));
  }

  private void book(List<Completed> completed, LoyaltyProgram program) {
    Map<UUID, Booked> booked =
        entries.booked(completed.stream().map(Completed::id).distinct().toList());
    List<Completed> concerned =
        completed.stream()
            .filter(one -> booked.containsKey(one.id) || earns(program, one.at))
            .toList();
    if (concerned.isEmpty()) {
      return;
    }
    Map<UUID, Customer> bearers =
        customers.bearers(
            Stream.concat(
                    concerned.stream().map(Completed::customerId),
                    booked.values().stream().map(Booked::customerId))
                .distinct()
                .toList());
    LockedAccounts accounts =
        ledger.lock(bearers.values().stream().map(Customer::id).distinct().toList());
    ledger.reckon(accounts.all(), program);
    Tiers tiers = new Tiers(program);
    accounts.all().forEach(account -> account.stand(tiers, clock.instant()));
    Map<Integer, LoyaltyProgram> rules = rules(booked.values(), program);
    for (Completed one : concerned) {
      Booked before = booked.get(one.id);
      if (before == null && one.isRemaining) {
        continue;
      }
      Customer bearer = bearers.get(before == null ? one.customerId : before.customerId());
      if (bearer == null) {
        log.debug("order {} is of a customer who is not known: it earns nothing", one.id);
        continue;
      }
      Account account = accounts.at(bearer.id());
      Booked after =
          before == null
              ? first(one, account, program, tiers)
              : corrected(one, before, account, program, rules);
      booked.put(one.id, after);
      if (!after.equals(before)) {
        account.stand(tiers, clock.instant());
      }
    }
    ledger.store(accounts, program);
  }

  /** The points that an order earns if it is booked now. */
  static Earned expected(LoyaltyProgram program, long multiplierPpm, Order order, Instant now) {
    Instant completedAt =
        order.hasCompletedAt() ? Protos.instant("order.completed_at", order.getCompletedAt()) : now;
    return earns(program, completedAt) ? Earning.of(program, multiplierPpm, order) : Earned.NOTHING;
  }

  private static boolean earns(LoyaltyProgram program, Instant completedAt) {
    return program.getActive()
        && !completedAt.isBefore(Protos.instant("starts_at", program.getStartsAt()));
  }

  /** The programs by which the orders earned, and the current one. */
  private Map<Integer, LoyaltyProgram> rules(Collection<Booked> booked, LoyaltyProgram current) {
    List<Integer> versions =
        booked.stream()
            .map(one -> one.sale().programVersion())
            .filter(version -> version != current.getVersion())
            .distinct()
            .toList();
    Map<Integer, LoyaltyProgram> rules = programs.versions(versions);
    rules.put(current.getVersion(), current);
    return rules;
  }

  private Booked first(Completed one, Account account, LoyaltyProgram program, Tiers tiers) {
    long multiplierPpm = tiers.multiplierPpm(account.standing().id());
    Earned earned = Earning.of(program, multiplierPpm, one.order);
    Booked booked =
        new Booked(
            account.customerId(),
            earned.points(),
            earned.amount(),
            earned.currency(),
            new Sale(one.order.getVersion(), program.getVersion(), multiplierPpm),
            one.at,
            expiry(program, one.at));
    add(Kind.EARN, one.id, booked, earned.points(), earned.amount(), account, tiers);
    return booked;
  }

  static @Nullable Instant expiry(LoyaltyProgram program, Instant from) {
    return program.getExpiryDays() == 0
        ? null
        : from.plus(Duration.ofDays(program.getExpiryDays()));
  }

  private Booked corrected(
      Completed one,
      Booked before,
      Account account,
      LoyaltyProgram program,
      Map<Integer, LoyaltyProgram> rules) {
    Sale sale = before.sale();
    if (one.order.getVersion() <= sale.orderVersion()) {
      return before;
    }
    Earned remaining =
        Earning.of(
            Objects.requireNonNull(rules.get(sale.programVersion())),
            sale.multiplierPpm(),
            one.order);
    long points = takeable(remaining.points() - before.points(), before, account, program);
    long amount = remaining.amount() - before.amount();
    Booked after =
        new Booked(
            before.customerId(),
            before.points() + points,
            before.amount() + amount,
            before.currency(),
            new Sale(one.order.getVersion(), sale.programVersion(), sale.multiplierPpm()),
            before.completedAt(),
            before.expiresAt());
    add(Kind.RETURN, one.id, after, points, amount, account, new Tiers(program));
    return after;
  }

  private long takeable(long points, Booked before, Account account, LoyaltyProgram program) {
    Instant expiresAt = before.expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
      return 0;
    }
    return program.getAllowNegative()
        ? points
        : Math.max(points, -Math.max(0, account.available()));
  }

  private void add(
      Kind kind,
      UUID orderId,
      Booked booked,
      long points,
      long amount,
      Account account,
      Tiers tiers) {
    Entry entry =
        new Entry(
            Ids.next(),
            account.customerId(),
            kind,
            points,
            amount,
            booked.currency(),
            orderId,
            booked.sale(),
            null,
            "",
            booked.completedAt(),
            booked.expiresAt());
    account.earn(entry);
    account.reach(tiers.counted(entry, clock.instant()));
  }
}
