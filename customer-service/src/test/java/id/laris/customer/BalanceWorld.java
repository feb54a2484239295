package id.laris.customer;

import static id.laris.customer.Purse.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import id.laris.common.background.Background;
import id.laris.common.db.EventType;
import id.laris.common.db.Writes;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.customer.order.OrderFollower;
import id.laris.events.types.SalesEvents;
import id.laris.pos.v1.Balance;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.GetBalanceRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment.Status;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A tenant with a card, store credit and an account, whose orders hold, take and give back; and
 * next to it the plain arithmetic of what must be left.
 */
final class BalanceWorld {

  private static final long BEGIN = 1_000;

  private final UUID tenantId = UUID.randomUUID();
  private final Background background;
  private final Writes writes;
  private final JdbcClient jdbc;
  private final List<OrderFollower> followers;
  private final Purse purse;
  private final String customer;
  private final String card;
  private final Map<Kind, Expected> expected = new EnumMap<>(Kind.class);
  private final List<Sale> sales = new ArrayList<>();

  /** The expected state of a balance. */
  private static final class Expected {
    private final long limit;
    private long amount;
    private long held;

    Expected(long amount, long limit) {
      this.amount = amount;
      this.limit = limit;
    }

    long available() {
      return amount + limit - held;
    }
  }

  /** An order, as sales knows it. */
  private static final class Sale {
    private final String orderId = Purse.newOrder();
    private final List<BalanceHold> captured = new ArrayList<>();
    private final List<BalanceHold> voided = new ArrayList<>();
    private long revision;
    private boolean isCompleted;
    private boolean isVoided;

    boolean hasEnded() {
      return isCompleted || isVoided;
    }
  }

  BalanceWorld(
      TestCalls calls,
      Background background,
      Writes writes,
      JdbcClient jdbc,
      List<OrderFollower> followers,
      int orders) {
    this.background = background;
    this.writes = writes;
    this.jdbc = jdbc;
    this.followers = followers;
    this.purse = new Purse(calls.as(tenantId));
    customer = purse.customer();
    card = purse.card(BEGIN);
    purse.credit(customer, BEGIN);
    purse.limit(customer, BEGIN);
    expected.put(Kind.GIFT_CARD, new Expected(BEGIN, 0));
    expected.put(Kind.STORE_CREDIT, new Expected(BEGIN, 0));
    expected.put(Kind.ACCOUNT, new Expected(0, BEGIN));
    for (int i = 0; i < orders; i++) {
      sales.add(new Sale());
    }
  }

  /** An order adds a payment, or cannot. */
  void pays(int number, Kind kind, long amount) {
    Sale sale = sales.get(number);
    if (sale.hasEnded()) {
      crashes(number, kind, amount);
      return;
    }
    BalanceHold payment = newPayment(kind, amount);
    boolean fits = amount <= balance(kind).available();

    assertThat(attempt(sale, payment)).as("%s of %d", kind, amount).isEqualTo(fits);

    if (fits) {
      sale.captured.add(payment);
      balance(kind).held += amount;
    } else {
      giveUp(sale);
    }
  }

  /** Sales holds for a payment, and crashes before it stores it: it gives up later. */
  void crashes(int number, Kind kind, long amount) {
    Sale sale = sales.get(number);
    boolean _ = attempt(sale, newPayment(kind, amount));
    giveUp(sale);
  }

  /** The giving up of an attempt comes before the attempt itself. */
  void givesUpFirst(int number, Kind kind, long amount) {
    Sale sale = sales.get(number);
    sale.revision++;
    giveUp(sale);
    sale.revision--;
    assertThat(attempt(sale, newPayment(kind, amount))).isFalse();
  }

  void voidsPayment(int number) {
    Sale sale = sales.get(number);
    if (!sale.hasEnded() && !sale.captured.isEmpty()) {
      BalanceHold payment = sale.captured.removeFirst();
      sale.voided.add(payment);
      balance(payment.getKind()).held -= payment.getAmount();
      happens(SalesEvents.ORDER_PAYMENT_VOIDED, sale);
    }
  }

  /** An order completes; completed already, the event comes once more. */
  void completes(int number) {
    Sale sale = sales.get(number);
    if (sale.isVoided) {
      return;
    }
    if (!sale.isCompleted) {
      sale.isCompleted = true;
      for (BalanceHold payment : sale.captured) {
        balance(payment.getKind()).held -= payment.getAmount();
        balance(payment.getKind()).amount -= payment.getAmount();
      }
    }
    happens(SalesEvents.ORDER_COMPLETED, sale);
  }

  void isVoided(int number) {
    Sale sale = sales.get(number);
    if (!sale.hasEnded()) {
      sale.isVoided = true;
      sale.captured.forEach(payment -> balance(payment.getKind()).held -= payment.getAmount());
      sale.voided.addAll(sale.captured);
      sale.captured.clear();
      happens(SalesEvents.ORDER_VOIDED, sale);
      happens(SalesEvents.ORDER_VOIDED, sale);
    }
  }

  /** A till that was offline sold something, and held nothing. */
  void soldOffline(Kind kind, long amount) {
    Sale sale = new Sale();
    sale.captured.add(newPayment(kind, amount));
    balance(kind).amount -= amount;
    happens(SalesEvents.ORDER_COMPLETED, sale);
    happens(SalesEvents.ORDER_COMPLETED, sale);
  }

  void isGivenCredit(long amount) {
    purse.credit(customer, amount);
    balance(Kind.STORE_CREDIT).amount += amount;
  }

  private boolean attempt(Sale sale, BalanceHold payment) {
    sale.revision++;
    List<BalanceHold> all = new ArrayList<>(sale.captured);
    all.add(payment);
    try {
      var first = purse.hold(sale.orderId, sale.revision, all.toArray(BalanceHold[]::new));
      var again = purse.hold(sale.orderId, sale.revision, all.toArray(BalanceHold[]::new));
      assertThat(again).isEqualTo(first);
      return true;
    } catch (StatusRuntimeException e) {
      assertThat(Refusal.of(e).reason())
          .isIn(
              Reason.INSUFFICIENT_BALANCE.name(),
              Reason.CREDIT_LIMIT_EXCEEDED.name(),
              Reason.ILLEGAL_STATE_TRANSITION.name());
      return false;
    }
  }

  private void giveUp(Sale sale) {
    purse.release(sale.orderId, sale.revision, sale.captured.toArray(BalanceHold[]::new));
  }

  private BalanceHold newPayment(Kind kind, long amount) {
    return kind == Kind.GIFT_CARD
        ? Purse.byCard(card, amount)
        : Purse.byCustomer(kind, customer, amount);
  }

  private void happens(EventType<Order> type, Sale sale) {
    Order.Builder order = Purse.order(sale.orderId).setCustomerId(customer);
    sale.captured.forEach(hold -> order.addPayments(payment(hold, Status.CAPTURED)));
    sale.voided.forEach(hold -> order.addPayments(payment(hold, Status.VOIDED)));
    Event event =
        Event.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setType(type.name())
            .setAggregateId(sale.orderId)
            .setOccurredAt(Protos.timestamp(FakeClock.START))
            .setPayload(Any.pack(order.build()))
            .build();
    background.run(
        tenantId,
        CustomerModule.SERVICE,
        "customer.orders",
        () -> {
          var _ =
              writes.run(
                  () -> {
                    followers.forEach(follower -> follower.follow(List.of(event)));
                    return event;
                  });
        });
  }

  private Expected balance(Kind kind) {
    return Optional.ofNullable(expected.get(kind)).orElseThrow();
  }

  /** Everything is as the arithmetic says, and the ledgers say the same. */
  void isRight() {
    for (Kind kind : expected.keySet()) {
      Balance stored = stored(kind);
      assertThat(stored.getBalance().getAmount()).as("%s", kind).isEqualTo(balance(kind).amount);
      assertThat(stored.getHeld().getAmount()).as("held of %s", kind).isEqualTo(balance(kind).held);
      assertThat(stored.getAvailable().getAmount()).isEqualTo(balance(kind).available());
    }
    background.run(
        tenantId,
        CustomerModule.SERVICE,
        "Test",
        () -> {
          List<String> wrong = writes.run(this::contradictions);
          assertThat(wrong).isEmpty();
        });
  }

  private Balance stored(Kind kind) {
    GetBalanceRequest.Builder request =
        GetBalanceRequest.newBuilder().setKind(kind).setCurrency(Purse.CURRENCY);
    return purse
        .stub
        .getBalance(
            (kind == Kind.GIFT_CARD ? request.setGiftCardId(card) : request.setCustomerId(customer))
                .build())
        .getBalance();
  }

  /** The balances that are not the sums of their entries and holds. */
  private List<String> contradictions() {
    return jdbc.sql(
            """
            select balance::text from customer.balance
            where amount <> (select coalesce(sum(entry.amount), 0) from customer.balance_entry entry where entry.balance_id = balance.id)
               or held <> (select coalesce(sum(hold.amount), 0) from customer.balance_hold hold where hold.balance_id = balance.id)
               or last_entry <> (select count(*) from customer.balance_entry entry where entry.balance_id = balance.id)
               or overdrawn <> (kind <> 'ACCOUNT' and amount < held)
            union all
            select entry::text from (
              select *, sum(amount) over (partition by balance_id order by number) as total,
                row_number() over (partition by balance_id order by number) as place
              from customer.balance_entry) entry
            where balance_after <> total or number <> place
            """)
        .query((row, number) -> row.getString(1))
        .list();
  }
}
