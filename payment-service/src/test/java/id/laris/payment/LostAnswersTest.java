package id.laris.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.Change;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.simulator.Fault;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorControl;
import id.laris.simulator.Snapshot;
import id.laris.simulator.WebhookFault;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The answer of the gateway was lost: the outcome is found out. */
@PaymentTest
class LostAnswersTest {

  private static final Duration REPLAY_IS_OVER = Duration.ofMinutes(6);

  @Autowired Merchants merchants;
  @Autowired MidtransSimulator simulator;
  @Autowired FakeClock clock;

  private SimulatorControl midtrans;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    midtrans = simulator.control();
    merchant = merchants.only();
  }

  static Stream<Fault> lost() {
    return Stream.of(
        Fault.COMMIT_THEN_DROP,
        Fault.HTML_BODY,
        Fault.EMPTY_BODY,
        Fault.commitThenDelay(Duration.ofSeconds(8)));
  }

  @ParameterizedTest
  @MethodSource("lost")
  void theSameCallAgainGetsTheAnswerThatWasLost(Fault fault) {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(fault, Operation.CHARGE, 1);
    midtrans.webhookFault(WebhookFault.DROP, 1);

    Refusal.of(() -> merchant.charge(request))
        .has(Reason.GATEWAY_TIMEOUT)
        .with("transaction_id", request.getId());
    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.UNKNOWN);
    PaymentTransaction charged = merchant.charge(request);

    assertThat(charged.getState()).isEqualTo(State.PENDING);
    assertThat(charged.getInstructions().getQrString()).isNotEmpty();
    assertThat(charged.getAttempt()).isEqualTo(1);
    assertThat(midtrans.transactions()).hasSize(1);
  }

  @Test
  void whatNeverArrivedIsChargedByTheSameCallAgain() {
    ChargeRequest.Builder request = Merchant.request(Method.BCA_VA);
    midtrans.fault(Fault.DROP, Operation.CHARGE, 1);

    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    assertThat(midtrans.transactions()).isEmpty();

    assertThat(merchant.charge(request).getInstructions().getVaNumber()).isNotEmpty();
    assertThat(midtrans.transactions()).hasSize(1);
  }

  @Test
  void aQrCodeThatIsGoneForGoodIsCancelledAndMadeAnew() {
    ChargeRequest.Builder request = lose(Method.QRIS);
    clock.advance(REPLAY_IS_OVER);

    PaymentTransaction charged = merchant.charge(request);

    assertThat(charged.getState()).isEqualTo(State.PENDING);
    assertThat(charged.getAttempt()).isEqualTo(2);
    assertThat(charged.getGatewayOrderId()).isEqualTo(request.getId() + "-a2");
    assertThat(charged.getInstructions().getQrString()).isNotEmpty();
    assertThat(merchant.attemptsAtGateway(request.getId()))
        .extracting(Snapshot::orderId, Snapshot::status)
        .containsExactlyInAnyOrder(
            tuple(request.getId(), "cancel"), tuple(request.getId() + "-a2", "pending"));
  }

  @Test
  void aChargeWhoseNumberIsTakenIsRepeatedOnceThenCancelledAndMadeAnew() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.ORDER_ID_TAKEN, Operation.CHARGE, 2);
    midtrans.webhookFault(WebhookFault.DROP, 100);

    PaymentTransaction charged = merchant.charge(request);

    assertThat(charged.getState()).isEqualTo(State.PENDING);
    assertThat(charged.getAttempt()).isEqualTo(2);
    assertThat(charged.getInstructions().getQrString()).isNotEmpty();
    assertThat(midtrans.calls(Operation.CHARGE)).isEqualTo(3);
    assertThat(merchant.attemptsAtGateway(request.getId()))
        .extracting(Snapshot::status)
        .containsExactlyInAnyOrder("cancel", "pending");
  }

  /** The answers to a cancellation of a payment that the gateway neither shows nor lets go. */
  static Stream<Fault> cancelling() {
    return Stream.of(
        Fault.STUCK_PENDING, // cancels as it should
        Fault.business("412", "Transaction status cannot be updated."),
        Fault.business("404", "Transaction doesn't exist."),
        Fault.business("201", "Pending"));
  }

  @ParameterizedTest
  @MethodSource("cancelling")
  void aGatewayThatNeverShowsItsPaymentIsAskedAFewTimes(Fault cancelling) {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.ORDER_ID_TAKEN, Operation.CHARGE, 1_000);
    midtrans.fault(cancelling, Operation.CANCEL, 1_000);
    midtrans.webhookFault(WebhookFault.DROP, 100);

    Refusal.of(() -> merchant.charge(request))
        .has(Reason.GATEWAY_TIMEOUT)
        .with("transaction_id", request.getId());

    assertThat(midtrans.calls(Operation.ANY)).isLessThanOrEqualTo(20);
    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.UNKNOWN);
    midtrans.clearFaults();
    assertThat(merchant.charge(request).getInstructions().getQrString()).isNotEmpty();
  }

  @Test
  void noCallBeginsAfterTheCallersDeadline() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.ORDER_ID_TAKEN, Operation.CHARGE, 1_000);
    midtrans.fault(Fault.commitThenDelay(Duration.ofSeconds(2)), Operation.STATUS, 1);
    midtrans.webhookFault(WebhookFault.DROP, 100);

    assertThatThrownBy(
            () ->
                merchant
                    .payments()
                    .withDeadlineAfter(Duration.ofSeconds(1))
                    .charge(request.build()))
        .isInstanceOf(StatusRuntimeException.class);

    await().until(() -> merchant.get(request.getId()).getState(), state -> state == State.UNKNOWN);
    assertThat(midtrans.calls(Operation.CHARGE)).isEqualTo(1);
  }

  @Test
  void theSecondAttemptIsPaidAndFoundByItsNotification() {
    ChargeRequest.Builder request = lose(Method.QRIS);
    clock.advance(REPLAY_IS_OVER);
    PaymentTransaction charged = merchant.charge(request);

    midtrans.pay(charged.getGatewayOrderId());
    merchant.awaitNotifications();

    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.PAID);
  }

  @Test
  void aVirtualAccountIsAdoptedAsItIs() {
    ChargeRequest.Builder request = lose(Method.BNI_VA);
    clock.advance(REPLAY_IS_OVER);

    PaymentTransaction charged = merchant.charge(request);

    assertThat(charged.getAttempt()).isEqualTo(1);
    assertThat(charged.getInstructions().getVaNumber())
        .isEqualTo(merchant.atGateway(charged).code());
    assertThat(midtrans.transactions()).hasSize(1);
  }

  @Test
  void whatTheGatewayDoesNotReplayIsAskedAfterFirst() {
    ChargeRequest.Builder request = lose(Method.PERMATA_VA);

    PaymentTransaction charged = merchant.charge(request);

    assertThat(charged.getState()).isEqualTo(State.PENDING);
    assertThat(charged.getInstructions().getVaNumber()).isNotEmpty();
    assertThat(midtrans.transactions()).hasSize(1);
    assertThat(midtrans.calls(Operation.CHARGE)).isEqualTo(1);
  }

  @Test
  void theSweeperFindsItOutWhereNobodyAsksAgain() {
    ChargeRequest.Builder request = lose(Method.QRIS);

    clock.advance(Duration.ofSeconds(5));
    merchant.sweep();

    PaymentTransaction found = merchant.get(request.getId());
    assertThat(found.getState()).isEqualTo(State.PENDING);
    assertThat(found.getInstructions().getQrString()).isNotEmpty();
    assertThat(found.getChangesList())
        .extracting(Change::getTo, Change::getCause)
        .containsExactly(
            tuple(State.CREATED, Cause.CHARGE),
            tuple(State.UNKNOWN, Cause.CHARGE),
            tuple(State.PENDING, Cause.SWEEP));
  }

  @Test
  void theSweeperAsksAfter5sThen30sThen2minThen10minThen1hThen1dAndCallsSomebody() {
    ChargeRequest.Builder request = lose(Method.PERMATA_VA);
    midtrans.fault(Fault.ERROR_503, Operation.ANY, 1_000);
    midtrans.webhookFault(WebhookFault.DROP, 100);
    Duration[] pauses = {
      Duration.ofSeconds(5),
      Duration.ofSeconds(30),
      Duration.ofMinutes(2),
      Duration.ofMinutes(10),
      Duration.ofHours(1),
      Duration.ofDays(1)
    };
    for (Duration pause : pauses) {
      merchants.circuitBreaker().reset();
      clock.advance(pause.minusSeconds(1));
      long before = midtrans.calls(Operation.STATUS);
      merchant.sweep();
      assertThat(midtrans.calls(Operation.STATUS)).as("before %s", pause).isEqualTo(before);

      clock.advance(Duration.ofSeconds(1));
      merchant.sweep();
      assertThat(midtrans.calls(Operation.STATUS)).as("after %s", pause).isGreaterThan(before);
    }

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.UNKNOWN);
    assertThat(merchant.get(request.getId()).getAttention())
        .isEqualTo(PaymentTransaction.Attention.UNRESOLVED);
  }

  @Test
  void theSweeperMakesNoQrCodeThatNobodyWaitsFor() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);

    clock.advance(Duration.ofMinutes(3));
    merchant.sweep();

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.FAILED);
    assertThat(midtrans.transactions()).isEmpty();
  }

  @Test
  void whatWasAskedForByAnotherAccountIsNotAskedForAgainByThisOne() {
    String serverKey = Merchant.newServerKey();
    merchant.setServerKey(serverKey);
    ChargeRequest.Builder request = lose(Method.QRIS);
    merchant.setServerKey(Merchant.newServerKey());

    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    assertThat(midtrans.transactions()).hasSize(1);
    merchant.setServerKey(serverKey);

    assertThat(merchant.charge(request).getInstructions().getQrString()).isNotEmpty();
    assertThat(midtrans.transactions()).hasSize(1);
  }

  @Test
  void whatNeverArrivedAndNobodyAsksForComesToNothing() {
    ChargeRequest.Builder request = Merchant.request(Method.INDOMARET);
    midtrans.fault(Fault.DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);

    clock.advance(Duration.ofSeconds(5));
    merchant.sweep();
    assertThat(merchant.get(request.getId()).getState())
        .as("it may still be on its way")
        .isEqualTo(State.UNKNOWN);
    clock.advance(Duration.ofMinutes(3));
    merchant.sweep();

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.FAILED);
    Refusal.of(() -> merchant.charge(request)).has(Reason.PAYMENT_FAILED);
    assertThat(midtrans.transactions()).isEmpty();
  }

  @Test
  void whatWasPaidBeforeItsAnswerWasFoundIsPaid() {
    ChargeRequest.Builder request = lose(Method.QRIS);

    midtrans.pay(request.getId());
    merchant.awaitNotifications();

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.PAID);
    assertThat(merchant.charge(request).getState()).isEqualTo(State.PAID);
  }

  @Test
  void theCustomerMayPayWhileALostQrCodeIsCancelled() {
    ChargeRequest.Builder request = lose(Method.QRIS);
    clock.advance(REPLAY_IS_OVER);
    midtrans.fault(Fault.PAY_RACING_CANCEL, Operation.CANCEL, 1);

    PaymentTransaction charged = merchant.charge(request);

    assertThat(charged.getState()).isEqualTo(State.PAID);
    assertThat(charged.getAttempt()).isEqualTo(1);
    assertThat(midtrans.transactions()).hasSize(1);
  }

  @Test
  void aLostCancellationOfALostQrCodeIsNoObstacle() {
    ChargeRequest.Builder request = lose(Method.QRIS);
    clock.advance(REPLAY_IS_OVER);
    midtrans.fault(Fault.COMMIT_THEN_DROP, Operation.CANCEL, 1);

    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    PaymentTransaction charged = merchant.charge(request);

    assertThat(charged.getState()).as("cancelled: make a new charge").isEqualTo(State.CANCELLED);
    assertThat(merchant.attemptsAtGateway(request.getId()))
        .extracting(Snapshot::status)
        .containsExactly("cancel");
  }

  @Test
  void aServerErrorIsRepeatedAtOnce() {
    midtrans.fault(Fault.ERROR_503, Operation.CHARGE, 1);

    assertThat(merchant.charge(Method.QRIS).getState()).isEqualTo(State.PENDING);
    assertThat(midtrans.transactions()).hasSize(1);
  }

  @Test
  void aServerErrorAfterTheWorkWasDoneIsRepeatedAndReplayed() {
    midtrans.fault(Fault.COMMIT_THEN_500, Operation.CHARGE, 1);

    assertThat(merchant.charge(Method.QRIS).getInstructions().getQrString()).isNotEmpty();
    assertThat(midtrans.transactions()).hasSize(1);
  }

  @Test
  void whatTheGatewayDidNotTakeMayBeAskedForAgainUnderTheSameKey() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);

    midtrans.fault(Fault.RATE_LIMIT, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_RATE_LIMITED);
    midtrans.fault(Fault.UNAUTHORIZED_401, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_AUTH_FAILED);

    assertThat(merchant.charge(request).getState()).isEqualTo(State.PENDING);
  }

  @Test
  void aChannelThatIsNotActivatedIsAFailureForGood() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.CHANNEL_402, Operation.CHARGE, 1);

    assertThat(Refusal.of(() -> merchant.charge(request)).has(Reason.PAYMENT_FAILED).message())
        .contains("not activated");

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.FAILED);
  }

  @Test
  void oddAnswersAreUnderstood() {
    for (Fault fault :
        new Fault[] {Fault.CAPITALS, Fault.NO_FRAUD_STATUS, Fault.NUMERIC_STATUS_CODE}) {
      midtrans.fault(fault, Operation.ANY, 1);
      assertThat(merchant.charge(Method.CARD).getState()).isEqualTo(State.PAID);
    }
  }

  /** The gateway has it, and its answer is lost. */
  private ChargeRequest.Builder lose(Method method) {
    ChargeRequest.Builder request = Merchant.request(method);
    midtrans.fault(Fault.COMMIT_THEN_DROP, Operation.CHARGE, 1);
    // The "pending" of the charge would tell, too.
    midtrans.webhookFault(WebhookFault.DROP, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);
    assertThat(midtrans.transactions()).hasSize(1);
    return request;
  }
}
