package id.laris.customer.hold;

import static id.laris.events.types.SalesEvents.ORDER_COMPLETED;
import static id.laris.events.types.SalesEvents.ORDER_PAYMENT_VOIDED;
import static id.laris.events.types.SalesEvents.ORDER_VOIDED;

import id.laris.common.Caller;
import id.laris.common.Uuids;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.customer.balance.Balance;
import id.laris.customer.balance.BalanceProtos;
import id.laris.customer.balance.Cause;
import id.laris.customer.balance.Ledger;
import id.laris.customer.balance.LockedBalances;
import id.laris.customer.order.OrderFollower;
import id.laris.customer.profile.Bearers;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Payment.Status;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Follows the payments of orders that use a balance. A completed order takes what its payments use,
 * each payment once, and gives back whatever else is held for it; a voided one gives back
 * everything; a voided payment what was held for it, or what it had taken.
 *
 * <p>A completed order has happened, so its payments are booked even where nothing is held for
 * them. A payment whose card or customer is not known cannot be booked, and is left out.
 */
@Component
class PaidOrders implements OrderFollower {

  private static final Logger log = LoggerFactory.getLogger(PaidOrders.class);

  private final Holds holds;
  private final Ledger ledger;
  private final Bearers bearers;
  private final JdbcClient jdbc;
  private final Clock clock;

  PaidOrders(Holds holds, Ledger ledger, Bearers bearers, JdbcClient jdbc, Clock clock) {
    this.holds = holds;
    this.ledger = ledger;
    this.bearers = bearers;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** An event of an order that has payments that use a balance. */
  private record News(Event event, UUID orderId, Order order, List<Payment> payments) {

    List<Payment> with(Status status) {
      return payments.stream().filter(payment -> payment.getStatus() == status).toList();
    }
  }

  /** A payment that was booked before: where, and how. */
  private record Booking(UUID paymentId, BalanceEntry.Kind kind) {}

  /**
   * The orders, balances and holds that a batch of events concerns, read and locked at once.
   *
   * @param byPayment what is held, by payment
   * @param takenFrom the balance from which a payment was taken, by payment
   */
  private record Concerned(
      Map<UUID, HeldOrder> orders,
      Map<UUID, Hold> byPayment,
      Map<UUID, UUID> targets,
      Map<UUID, UUID> takenFrom,
      Set<Booking> booked,
      LockedBalances balances,
      List<Hold> ended) {}

  @Override
  public void follow(List<Event> events) {
    List<News> news = events.stream().flatMap(event -> news(event).stream()).toList();
    if (news.isEmpty()) {
      return;
    }
    Concerned concerned = lock(news);
    for (News one : news) {
      if (ORDER_COMPLETED.matches(one.event)) {
        complete(one, concerned);
      } else if (ORDER_VOIDED.matches(one.event)) {
        voided(one, concerned);
      } else {
        one.with(Status.VOIDED).forEach(payment -> giveBack(one, payment, concerned));
      }
    }
    holds.delete(concerned.ended);
    holds.store(concerned.orders.values());
    ledger.store(concerned.balances.all());
  }

  /** Returns nothing for an event that concerns no balance. */
  private static List<News> news(Event event) {
    boolean isMeant =
        ORDER_COMPLETED.matches(event)
            || ORDER_VOIDED.matches(event)
            || ORDER_PAYMENT_VOIDED.matches(event);
    if (!isMeant) {
      return List.of();
    }
    Order order = ORDER_COMPLETED.payloadOf(event);
    List<Payment> payments =
        order.getPaymentsList().stream().filter(BalanceProtos::isOfBalance).toList();
    return payments.isEmpty()
        ? List.of()
        : List.of(new News(event, UUID.fromString(order.getId()), order, payments));
  }

  /** Locks customers, then orders, then balances. */
  private Concerned lock(List<News> news) {
    Map<UUID, UUID> owners =
        bearers.keep(
            news.stream()
                .filter(one -> one.payments.stream().anyMatch(PaidOrders::isOfCustomer))
                .flatMap(one -> Uuids.parse(one.order.getCustomerId()).stream())
                .distinct()
                .toList());
    Map<UUID, HeldOrder> orders = holds.lock(news.stream().map(News::orderId).toList());
    Map<UUID, Hold> byPayment = new HashMap<>();
    holds.of(orders.keySet()).forEach(hold -> byPayment.put(hold.paymentId(), hold));
    Set<Booking> booked = new HashSet<>();
    Map<UUID, UUID> takenFrom = new HashMap<>();
    readBooked(news, booked, takenFrom);
    Map<UUID, UUID> targets = new HashMap<>();
    for (News one : news) {
      for (Payment payment : one.payments) {
        UUID paymentId = UUID.fromString(payment.getId());
        if (payment.getStatus() == Status.CAPTURED
            && ORDER_COMPLETED.matches(one.event)
            && !byPayment.containsKey(paymentId)
            && !takenFrom.containsKey(paymentId)) {
          UUID target = target(one.order, payment, owners);
          if (target != null) {
            targets.put(paymentId, target);
          }
        }
      }
    }
    LockedBalances balances =
        ledger.lock(
            Stream.of(
                    byPayment.values().stream().map(Hold::balanceId),
                    targets.values().stream(),
                    takenFrom.values().stream())
                .flatMap(ids -> ids)
                .toList());
    return new Concerned(
        orders, byPayment, targets, takenFrom, booked, balances, new ArrayList<>());
  }

  private static boolean isOfCustomer(Payment payment) {
    return payment.getPaymentType() != Payment.Type.GIFT_CARD;
  }

  private void readBooked(Collection<News> news, Set<Booking> booked, Map<UUID, UUID> takenFrom) {
    jdbc.sql(
            """
            select payment_id, kind, balance_id from customer.balance_entry
            where tenant_id = :tenant and payment_id = any(:payments)
            """)
        .param("tenant", Caller.current().tenantId())
        .param(
            "payments",
            news.stream()
                .flatMap(one -> one.payments.stream())
                .map(payment -> UUID.fromString(payment.getId()))
                .distinct()
                .toArray(UUID[]::new))
        .query(
            row -> {
              UUID paymentId = row.getObject("payment_id", UUID.class);
              BalanceEntry.Kind kind = BalanceEntry.Kind.valueOf(row.getString("kind"));
              booked.add(new Booking(paymentId, kind));
              takenFrom.put(paymentId, row.getObject("balance_id", UUID.class));
            });
  }

  /** The balance that a payment uses for which nothing is held; null where it is not known. */
  private @Nullable UUID target(Order order, Payment payment, Map<UUID, UUID> owners) {
    if (!isOfCustomer(payment)) {
      return Uuids.parse(payment.getGiftCardId()).orElse(null);
    }
    UUID owner = Uuids.parse(order.getCustomerId()).map(owners::get).orElse(null);
    return owner == null
        ? null
        : ledger.begin(
            owner,
            BalanceProtos.kindOf(payment.getPaymentType()),
            payment.getAmount().getCurrency());
  }

  private void complete(News one, Concerned concerned) {
    one.with(Status.CAPTURED).forEach(payment -> take(one, payment, concerned));
    releaseAll(one, concerned);
  }

  private void voided(News one, Concerned concerned) {
    one.with(Status.VOIDED).forEach(payment -> giveBack(one, payment, concerned));
    releaseAll(one, concerned);
  }

  private void take(News one, Payment payment, Concerned concerned) {
    UUID paymentId = UUID.fromString(payment.getId());
    if (concerned.takenFrom.containsKey(paymentId)) {
      return;
    }
    Hold hold = concerned.byPayment.remove(paymentId);
    UUID balanceId = hold == null ? concerned.targets.get(paymentId) : hold.balanceId();
    Balance balance = concerned.balances.at(balanceId);
    long taken = Amounts.add(payment.getAmount().getAmount(), payment.getTip().getAmount());
    if (balance == null || !balance.currency().equals(payment.getAmount().getCurrency())) {
      log.warn(
          "payment {} of order {} uses a balance that is not known, and is not booked",
          paymentId,
          one.orderId);
      return;
    }
    if (hold != null) {
      concerned.ended.add(hold);
    }
    Cause cause = cause(one, paymentId);
    balance.spend(taken, hold == null ? 0 : hold.amount(), cause);
    concerned.takenFrom.put(paymentId, balance.id());
  }

  /** Gives back what a voided payment holds, or has taken. */
  private void giveBack(News one, Payment payment, Concerned concerned) {
    UUID paymentId = UUID.fromString(payment.getId());
    Hold hold = concerned.byPayment.remove(paymentId);
    if (hold != null) {
      release(hold, concerned);
    }
    Booking refund = new Booking(paymentId, BalanceEntry.Kind.REFUND);
    Balance balance = concerned.balances.at(concerned.takenFrom.get(paymentId));
    if (balance != null && concerned.booked.add(refund)) {
      balance.give(
          refund.kind,
          Amounts.add(payment.getAmount().getAmount(), payment.getTip().getAmount()),
          cause(one, paymentId));
    }
  }

  private void releaseAll(News one, Concerned concerned) {
    List<Hold> left =
        concerned.byPayment.values().stream()
            .filter(hold -> hold.orderId().equals(one.orderId))
            .toList();
    for (Hold hold : left) {
      concerned.byPayment.remove(hold.paymentId());
      release(hold, concerned);
    }
    HeldOrder order = concerned.orders.get(one.orderId);
    if (order != null) {
      order.end();
    }
  }

  private void release(Hold hold, Concerned concerned) {
    Balance balance = concerned.balances.at(hold.balanceId());
    if (balance != null) {
      balance.release(hold.amount(), Cause.now(clock.instant()));
      concerned.ended.add(hold);
    }
  }

  private Cause cause(News one, UUID paymentId) {
    Instant happenedAt =
        one.order.hasCompletedAt()
            ? Protos.instant("completed_at", one.order.getCompletedAt())
            : Protos.instant("occurred_at", one.event.getOccurredAt());
    return Cause.now(clock.instant()).ofOrder(one.orderId, paymentId, happenedAt);
  }
}
