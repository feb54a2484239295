package id.laris.sales;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Payment.Status;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.TestCalls;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * An order has a random history: payments are requested, paid, expire, are refunded and reversed;
 * answers are lost, events come late and again. When all work has settled, all money that the
 * gateway holds is recorded: it pays the order, is flagged, or is to be refunded.
 */
@SalesTest
class GatewayHistoryTest {

  private static final int HISTORIES = 80;
  private static final int STEPS = 25;
  private static final long TOTAL = 1_000_000;

  /** The errors that a till may get; INTERNAL is not among them. */
  private static final Set<Code> ANSWERS =
      Set.of(Code.ABORTED, Code.FAILED_PRECONDITION, Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED);

  private static final Set<State> WAITING = Set.of(State.PENDING, State.EXPIRED);
  private static final Set<State> PAID = Set.of(State.PAID, State.PARTIALLY_REFUNDED);

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakePayments payments;
  @Autowired FakeClock clock;
  @Autowired Jobs jobs;
  @Autowired Reach reach;
  @Autowired DatabaseSettings database;

  static LongStream seeds() {
    return LongStream.range(0, HISTORIES);
  }

  @AfterEach
  void behave() {
    payments.behave();
    clock.set(FakeClock.START);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whateverHappensTheBooksHaveTheMoneyThatTheGatewayHas(long seed) {
    reach.restore();
    History history = new History(new Random(seed));

    for (int step = 0; step < STEPS; step++) {
      history.step();
    }

    history.settle();
    history.assertBooksAgree();
  }

  private final class History {

    private final Random random;
    private final Qr qr = new Qr(calls, payments, database);
    private final Till till = qr.till();
    private final Order order;
    private final List<PaymentTransaction> unpublished = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();

    History(Random random) {
      this.random = random;
      this.order = till.open(catalog.sell("Tea", TOTAL), 1);
    }

    void step() {
      try {
        switch (random.nextInt(14)) {
          case 0, 1, 2 -> ask(UUID.randomUUID().toString());
          case 3 -> askAgain();
          case 4 -> till.pay(order, Payment.Type.CASH, amount());
          case 5 -> anyPayment().ifPresent(payment -> till.voidPayment(order, payment.getId()));
          case 6 -> maybe(6, () -> till.voidOrder(order));
          case 7 -> till.complete(order);
          case 8, 9 -> changeState(WAITING, State.PAID);
          case 10 -> changeState(Set.of(State.PENDING), State.EXPIRED);
          case 11 -> refund();
          case 12 -> maybe(3, () -> changeState(PAID, State.CHARGED_BACK));
          default -> runJob();
        }
      } catch (StatusRuntimeException e) {
        assertThat(ANSWERS).as(e.getMessage()).contains(e.getStatus().getCode());
      }
      maybe(3, this::publishSome);
    }

    private void maybe(int oneIn, Runnable work) {
      if (random.nextInt(oneIn) == 0) {
        work.run();
      }
    }

    private long amount() {
      return 100 * (1 + random.nextLong(TOTAL / 100));
    }

    private void ask(String id) {
      ids.add(id);
      switch (random.nextInt(6)) {
        case 0 -> payments.loseNext(Reason.GATEWAY_TIMEOUT);
        case 1 -> payments.refuseNext(Reason.CIRCUIT_OPEN);
        case 2 -> payments.beginNextIn(State.UNKNOWN);
        case 3 -> payments.beginNextIn(random.nextBoolean() ? State.PAID : State.DENIED);
        default -> {}
      }
      var request = Qr.request(order, 100 * (1 + new Random(id.hashCode()).nextLong(9_000)));
      request.getGatewayBuilder().setCompleteOrder(id.hashCode() % 2 == 0);
      try {
        qr.add(request.setId(id));
      } finally {
        payments.behave();
      }
    }

    private void askAgain() {
      if (!ids.isEmpty()) {
        ask(ids.get(random.nextInt(ids.size())));
      }
    }

    private Optional<Payment> anyPayment() {
      List<Payment> all = till.get(order).getPaymentsList();
      return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    private List<PaymentTransaction> inState(Set<State> states) {
      return payments.transactions(qr.tenant()).stream()
          .filter(transaction -> states.contains(transaction.getState()))
          .sorted(Comparator.comparing(PaymentTransaction::getPaymentId))
          .toList();
    }

    private void changeState(Set<State> from, State to) {
      List<PaymentTransaction> some = inState(from);
      if (!some.isEmpty()) {
        String id = some.get(random.nextInt(some.size())).getPaymentId();
        unpublished.add(payments.changeStateSilently(qr.tenant(), id, to));
      }
    }

    private void refund() {
      List<PaymentTransaction> some = inState(PAID);
      if (!some.isEmpty()) {
        refund(some.get(random.nextInt(some.size())), random.nextBoolean());
      }
    }

    private void refund(PaymentTransaction transaction, boolean all) {
      long left = transaction.getAmount().getAmount() - transaction.getRefunded().getAmount();
      long part = all || left < 200 ? left : left / 200 * 100;
      unpublished.add(payments.refundSilently(qr.tenant(), transaction.getPaymentId(), part));
    }

    private void runJob() {
      clock.advance(Duration.ofSeconds(61));
      jobs.run(qr.tenant(), "sales.gateway-payments");
    }

    /** Publishes some events that were held back, in their order, and now and then one again. */
    private void publishSome() {
      while (!unpublished.isEmpty() && random.nextInt(3) > 0) {
        PaymentTransaction next = unpublished.removeFirst();
        payments.publish(qr.tenant(), next);
        maybe(3, () -> payments.publish(qr.tenant(), next));
      }
      qr.consumeEvents();
    }

    /** Publishes all events, lets unknown outcomes become known, and runs the job. */
    void settle() {
      unpublished.forEach(transaction -> payments.publish(qr.tenant(), transaction));
      changeState(Set.of(State.UNKNOWN), State.PENDING);
      inState(Set.of(State.UNKNOWN))
          .forEach(
              unknown -> payments.changeState(qr.tenant(), unknown.getPaymentId(), State.EXPIRED));
      qr.consumeEvents();
      clock.advance(Duration.ofMinutes(11));
      jobs.run(qr.tenant(), "sales.gateway-payments");
      qr.consumeEvents();
    }

    void assertBooksAgree() {
      Order books = till.get(order);
      List<Payment> byGateway =
          books.getPaymentsList().stream()
              .filter(payment -> payment.getMethod() == Method.QRIS)
              .toList();
      long held =
          inState(PAID).stream()
              .mapToLong(any -> any.getAmount().getAmount() - any.getRefunded().getAmount())
              .sum();
      assertThat(sum(byGateway, Status.CAPTURED, Status.FLAGGED, Status.VOIDED)).isEqualTo(held);
      assertThat(byGateway)
          .as("what is pending here is pending there")
          .filteredOn(payment -> payment.getStatus() == Status.PENDING)
          .allMatch(
              payment ->
                  payments.transaction(qr.tenant(), payment.getId()).getState() == State.PENDING);
      assertThat(books.getDue().getAmount()).isNotNegative();
      assertThat(books.getDue().getAmount())
          .isGreaterThanOrEqualTo(books.getPendingTotal().getAmount());
      if (books.getStatus() == Order.Status.COMPLETED) {
        assertThat(books.getDue().getAmount()).isZero();
      }
      if (books.getStatus() == Order.Status.VOIDED) {
        assertThat(books.getPaymentsList())
            .extracting(Payment::getStatus)
            .isSubsetOf(Status.VOIDED, Status.FAILED, Status.FLAGGED);
      }
    }

    /** Returns the amount that the order has recorded as held by the gateway. */
    private static long sum(List<Payment> some, Status... statuses) {
      return some.stream()
          .filter(payment -> List.of(statuses).contains(payment.getStatus()))
          .filter(Payment::hasCapturedAt)
          .mapToLong(payment -> payment.getAmount().getAmount() - payment.getRefunded().getAmount())
          .sum();
    }
  }
}
