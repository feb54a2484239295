package id.laris.sales;

import static id.laris.sales.FakeCatalog.idr;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Payment.Status;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Payments through the gateway are voided, and the job resolves unknown transactions. */
@SalesTest
class GatewayVoidTest {

  private static final long TOTAL = 1_200_000;
  private static final String JOB = "sales.gateway-payments";

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakePayments payments;
  @Autowired FakeClock clock;
  @Autowired Jobs jobs;
  @Autowired Reach reach;
  @Autowired DatabaseSettings database;

  private Qr qr;
  private Till till;
  private Order open;

  @BeforeEach
  void anOrderOfANewTenant() {
    reach.restore();
    qr = new Qr(calls, payments, database);
    till = qr.till();
    open = till.open(catalog.sell("Tea", TOTAL), 1);
  }

  @AfterEach
  void behave() {
    payments.behave();
    clock.set(FakeClock.START);
  }

  @Test
  void aWaitingPaymentIsVoidedAtOnceAndTheEventNamesItsTransaction() {
    Payment payment = qr.ask(open, TOTAL);

    Order voided = till.voidPayment(open, payment.getId());

    assertThat(voided.getPayments(0).getStatus()).isEqualTo(Status.VOIDED);
    assertThat(voided.getPendingTotal()).isEqualTo(idr(0));
    assertThat(qr.events(open)).endsWith("OrderPaymentVoided");
    assertThat(qr.lastEvent(open).getPayments(0))
        .returns(payment.getTransactionId(), Payment::getTransactionId)
        .returns(Status.VOIDED, Payment::getStatus);
  }

  @Test
  void aCashierGivesUpAPaymentThatNobodyHasPaid() {
    Till cashier = new Till(calls.as(qr.tenant(), "sales.read sales.write"));
    Payment waiting = qr.ask(open, 400_000);
    Payment paid = qr.ask(open, 600_000);
    qr.changeState(paid, State.PAID);

    Refusal.of(() -> cashier.voidPayment(open, paid.getId())).has(Reason.PERMISSION_DENIED);
    Order voided = cashier.voidPayment(open, waiting.getId());

    assertThat(voided.getPaymentsList())
        .extracting(Payment::getStatus)
        .containsExactly(Status.VOIDED, Status.CAPTURED);
  }

  @Test
  void aVoidedOrderTakesItsPaymentsAlongThatWaitOrAreCaptured() {
    Payment paid = qr.ask(open, 400_000);
    qr.changeState(paid, State.PAID);
    Payment expired = qr.ask(open, 300_000);
    qr.changeState(expired, State.EXPIRED);
    Payment waiting = qr.ask(open, 500_000);
    till.pay(open, 300_000);

    Order voided = till.voidOrder(open);

    assertThat(voided.getPaymentsList())
        .extracting(Payment::getStatus)
        .containsExactly(Status.VOIDED, Status.FAILED, Status.VOIDED, Status.VOIDED);
    assertThat(qr.lastEvent(open)).isEqualTo(voided);
    assertThat(voided.getPaymentsList())
        .extracting(Payment::getTransactionId)
        .contains(paid.getTransactionId(), waiting.getTransactionId());
  }

  @Test
  void aPaymentOfACompletedOrderIsNotVoided() {
    Payment payment = qr.askToComplete(open, TOTAL);
    qr.changeState(payment, State.PAID);

    Refusal.of(() -> till.voidPayment(open, payment.getId())).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void voidedWhileItIsAskedForThePaymentServiceHearsWhichTransactionToCancel() {
    payments.beforeNextAnswer(() -> till.voidOrder(open));

    Payment payment = qr.ask(open, TOTAL);

    assertThat(payment.getStatus()).isEqualTo(Status.VOIDED);
    assertThat(qr.events(open))
        .containsExactly(
            "OrderFinalized", "OrderPaymentRequested", "OrderVoided", "OrderPaymentVoided");
    assertThat(qr.lastEvent(open).getPayments(0).getTransactionId())
        .isEqualTo(payments.transaction(qr.tenant(), payment.getId()).getId());
    qr.publish(payments.transaction(qr.tenant(), payment.getId()));
    assertThat(qr.events(open)).as("once").hasSize(4);
  }

  @RepeatedTest(5)
  void askedForWhileTheOrderIsVoidedItIsInTheEndVoidedToo() {
    var outcomes =
        Parallel.times(
            6,
            i -> {
              try {
                return i % 2 == 0
                    ? qr.add(Qr.request(open, 100_000)).getOrder()
                    : till.voidOrder(open);
              } catch (StatusRuntimeException e) {
                Refusal.of(e).has(Reason.ORDER_VOIDED);
                return open;
              }
            });

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(till.get(open).getStatus()).isEqualTo(Order.Status.VOIDED);
    assertThat(till.get(open).getPaymentsList())
        .allMatch(payment -> payment.getStatus() == Status.VOIDED);
    assertThat(qr.lastEvent(open).getPaymentsList())
        .as("those who cancel know every transaction")
        .noneMatch(payment -> payment.getTransactionId().isEmpty());
  }

  @Test
  void anUnknownTransactionIsTakenOverFromThePaymentService() {
    String id = lost(100_000);
    qr.ask(open, 100_000);
    payments.chargedElsewhere(qr.tenant(), open.getId(), id, 200, State.PENDING);
    payments.changeStateSilently(qr.tenant(), id, State.PAID);

    runJobAfter(Duration.ofSeconds(59));
    assertThat(payment(id).getStatus()).as("it may be under way").isEqualTo(Status.PENDING);
    runJobAfter(Duration.ofSeconds(2));

    assertThat(payment(id).getStatus()).isEqualTo(Status.CAPTURED);
    assertThat(qr.events(open)).endsWith("OrderPaymentCaptured");
  }

  @Test
  void whatWaitsThereIsShownHereAndWhatIsUnknownThereIsLookedAtAgain() {
    payments.beginNextIn(State.UNKNOWN);
    String id = lost(TOTAL);

    runJobAfter(Duration.ofMinutes(20));
    assertThat(payment(id).getStatus()).isEqualTo(Status.PENDING);
    assertThat(payment(id).getTransactionId()).isEmpty();
    payments.changeStateSilently(qr.tenant(), id, State.PENDING);
    runJobAfter(Duration.ofSeconds(15));

    assertThat(payment(id).getInstructions().getQrString()).isEqualTo("QR of " + id);
  }

  @Test
  void whatHasNeverReachedThePaymentServiceFailsAfterTenMinutes() {
    String id = UUID.randomUUID().toString();
    payments.whileDown(
        () -> {
          Refusal.of(() -> qr.add(Qr.request(open, TOTAL).setId(id))).has(Reason.GATEWAY_TIMEOUT);
          runJobAfter(Duration.ofMinutes(11));
          assertThat(payment(id).getStatus()).as("nobody can be asked").isEqualTo(Status.PENDING);
        });
    clock.set(FakeClock.START);

    runJobAfter(Duration.ofMinutes(9));
    assertThat(payment(id).getStatus()).isEqualTo(Status.PENDING);
    runJobAfter(Duration.ofMinutes(2));

    assertThat(payment(id).getStatus()).isEqualTo(Status.FAILED);
    assertThat(payment(id).getFailure()).isEqualTo("the charge never reached the payment service");
    assertThat(qr.events(open)).endsWith("OrderPaymentFailed");
    till.pay(open, TOTAL);
    qr.publish(
        payments.chargedElsewhere(qr.tenant(), open.getId(), id, TOTAL, State.PAID).toBuilder()
            .setMethod(Method.QRIS)
            .build());
    assertThat(payment(id).getStatus()).as("it did after all").isEqualTo(Status.FLAGGED);
  }

  @Test
  void theJobFindsThemByAnIndex() {
    assertThat(
            Database.plan(
                database,
                """
                select id from sales.sales_order
                where tenant_id = '%s' and payment_unheard_since < now()
                order by payment_unheard_since limit 1000
                """
                    .formatted(qr.tenant())))
        .contains("sales_order_payment_unheard_since_idx")
        .doesNotContain("Sort");
  }

  /** Requests a payment whose answer is lost. */
  private String lost(long amount) {
    String id = UUID.randomUUID().toString();
    payments.loseNext(Reason.GATEWAY_TIMEOUT);
    Refusal.of(() -> qr.add(Qr.request(open, amount).setId(id))).has(Reason.GATEWAY_TIMEOUT);
    return id;
  }

  private Payment payment(String id) {
    return till.get(open).getPaymentsList().stream()
        .filter(payment -> payment.getId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void runJobAfter(Duration time) {
    clock.advance(time);
    jobs.run(qr.tenant(), JOB);
  }
}
