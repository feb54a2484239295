package id.laris.payment;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.GatewayConfig.QrisAcquirer;
import id.laris.pos.v1.PaymentRefund;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.RefundTransactionRequest;
import id.laris.pos.v1.RefundTransactionResponse;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.simulator.Fault;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorControl;
import id.laris.simulator.WebhookFault;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PaymentTest
class RefundTest {

  private static final long PART = 500_000;

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

  @Test
  void aPartAndThenTheRest() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);

    RefundTransactionResponse part = merchant.refund(paid.getId(), PART, key());
    assertThat(part.getRefund().getState()).isEqualTo(PaymentRefund.State.SUCCEEDED);
    assertThat(part.getTransaction().getState()).isEqualTo(State.PARTIALLY_REFUNDED);
    assertThat(part.getTransaction().getRefunded().getAmount()).isEqualTo(PART);
    RefundTransactionResponse rest = merchant.refund(paid.getId(), 0, key());
    merchant.awaitNotifications();

    assertThat(rest.getTransaction().getState()).isEqualTo(State.REFUNDED);
    assertThat(rest.getTransaction().getRefunded().getAmount()).isEqualTo(Merchant.AMOUNT);
    assertThat(merchant.atGateway(paid).refundedAmount()).isEqualTo(25_000);
    assertThat(merchant.get(paid.getId()).getRefundsCount()).isEqualTo(2);
  }

  @Test
  void theSameKeyIsTheSameRefund() {
    PaymentTransaction paid = merchant.paid(Method.GOPAY);
    String key = key();

    PaymentRefund first = merchant.refund(paid.getId(), PART, key).getRefund();
    PaymentRefund second = merchant.refund(paid.getId(), PART, key).getRefund();

    assertThat(second).isEqualTo(first);
    assertThat(merchant.atGateway(paid).refundedAmount()).isEqualTo(5_000);
    Refusal.of(() -> merchant.refund(paid.getId(), 2 * PART, key)).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void refundsSideBySideAreNeverMoreThanWasPaid() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);

    var outcomes = Parallel.times(8, number -> merchant.refund(paid.getId(), 700_000, key()));
    merchant.awaitNotifications();

    assertThat(Parallel.successes(outcomes)).hasSize(3);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown)
                    .has(Reason.PAYMENT_NOT_REFUNDABLE)
                    .with("refundable", 400_000));
    assertThat(midtrans.calls(Operation.REFUND)).as("what cannot be is not asked for").isEqualTo(3);
    assertThat(merchant.atGateway(paid).refundedAmount()).isEqualTo(21_000);
    assertThat(merchant.get(paid.getId()).getRefunded().getAmount()).isEqualTo(2_100_000);
  }

  @Test
  void oneKeySentSideBySideIsOneRefund() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);
    String key = key();

    var outcomes = Parallel.times(10, number -> merchant.refund(paid.getId(), PART, key));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(merchant.atGateway(paid).refundedAmount()).isEqualTo(5_000);
  }

  @Test
  void whatTheMethodCannotIsRefusedAndNotedByHand() {
    PaymentTransaction paid = merchant.paid(Method.BCA_VA);

    Refusal.of(() -> merchant.refund(paid.getId(), 0, key())).has(Reason.PAYMENT_NOT_REFUNDABLE);
    PaymentTransaction noted = manual(paid, PART).getTransaction();
    assertThat(noted.getState()).isEqualTo(State.PARTIALLY_REFUNDED);
    PaymentTransaction all = manual(paid, 0).getTransaction();

    assertThat(all.getState()).isEqualTo(State.REFUNDED);
    assertThat(all.getRefunds(0).getChannel()).isEqualTo(PaymentRefund.Channel.MANUAL);
    assertThat(midtrans.calls(Operation.REFUND)).isZero();
  }

  @Test
  void whatWasGivenBackByHandStaysSoWhateverTheGatewaySays() {
    PaymentTransaction paid = merchant.paid(Method.BCA_VA);
    manual(paid, 0);

    clock.advance(Duration.ofSeconds(11));

    assertThat(merchant.sync(paid.getId()).getState()).isEqualTo(State.REFUNDED);
  }

  @Test
  void whatGoesInWholeOnlyIsNotRefundedInPart() {
    merchant
        .payments()
        .setGatewayConfig(
            SetGatewayConfigRequest.newBuilder().setQrisAcquirer(QrisAcquirer.SHOPEEPAY).build());
    PaymentTransaction wallet = merchant.paid(Method.SHOPEEPAY);
    PaymentTransaction code = merchant.paid(Method.QRIS);

    Refusal.of(() -> merchant.refund(wallet.getId(), PART, key()))
        .has(Reason.PAYMENT_NOT_REFUNDABLE);
    Refusal.of(() -> merchant.refund(code.getId(), PART, key())).has(Reason.PAYMENT_NOT_REFUNDABLE);

    assertThat(merchant.refund(wallet.getId(), 0, key()).getTransaction().getState())
        .isEqualTo(State.REFUNDED);
    assertThat(merchant.refund(code.getId(), 0, key()).getTransaction().getState())
        .isEqualTo(State.REFUNDED);
  }

  @Test
  void whatIsNotPaidAndMoreThanIsLeftIsRefused() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    Refusal.of(() -> merchant.refund(charged.getId(), 0, key()))
        .has(Reason.PAYMENT_NOT_REFUNDABLE)
        .with("state", "PENDING");
    PaymentTransaction paid = merchant.paid(Method.QRIS);
    Refusal.of(() -> merchant.refund(paid.getId(), Merchant.AMOUNT + 100, key()))
        .has(Reason.PAYMENT_NOT_REFUNDABLE)
        .with("refundable", Merchant.AMOUNT);
    Refusal.of(() -> merchant.refund(paid.getId(), 150, key())).has(Reason.AMOUNT_NOT_WHOLE_RUPIAH);
  }

  @Test
  void whatIsGivenBackTwiceIsShown() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);
    manual(paid, 0);

    midtrans.refundByDashboard(paid.getGatewayOrderId(), 25_000);
    merchant.awaitNotifications();

    PaymentTransaction now = merchant.get(paid.getId());
    assertThat(now.getAttention()).isEqualTo(PaymentTransaction.Attention.OVER_REFUNDED);
    Refusal.of(() -> merchant.refund(paid.getId(), 0, key()))
        .has(Reason.PAYMENT_NOT_REFUNDABLE)
        .with("refundable", 0);
  }

  @Test
  void theAcquirerOfTheChargeDecidesNotTodays() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);
    merchant
        .payments()
        .setGatewayConfig(
            SetGatewayConfigRequest.newBuilder().setQrisAcquirer(QrisAcquirer.SHOPEEPAY).build());

    assertThat(merchant.refund(paid.getId(), PART, key()).getTransaction().getState())
        .isEqualTo(State.PARTIALLY_REFUNDED);
  }

  @Test
  void anIdInCapitalsIsTheSameId() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);
    String key = key();
    String capitals = paid.getId().toUpperCase(Locale.ROOT);

    PaymentRefund first = merchant.refund(capitals, PART, key).getRefund();

    assertThat(merchant.refund(capitals, PART, key).getRefund()).isEqualTo(first);
  }

  @Test
  void aLostAnswerIsFoundOutAndTheMoneyGoesOnce() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);
    midtrans.fault(Fault.COMMIT_THEN_DROP, Operation.REFUND, 1);
    String key = key();

    PaymentRefund asked = merchant.refund(paid.getId(), PART, key).getRefund();
    assertThat(asked.getState()).isEqualTo(PaymentRefund.State.REQUESTED);
    clock.advance(Duration.ofSeconds(6));
    merchant.sweep();
    merchant.awaitNotifications();

    assertThat(merchant.refund(paid.getId(), PART, key).getRefund().getState())
        .isEqualTo(PaymentRefund.State.SUCCEEDED);
    assertThat(merchant.atGateway(paid).refundedAmount()).isEqualTo(5_000);
    assertThat(merchant.get(paid.getId()).getRefundsCount()).isEqualTo(1);
  }

  @Test
  void aDuplicateThatTheGatewayRefusesIsFoundInItsBooks() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);
    midtrans.refuseRefundRepeats(true);
    midtrans.webhookFault(WebhookFault.DROP, 10);
    midtrans.fault(Fault.COMMIT_THEN_DROP, Operation.REFUND, 1);
    String key = key();
    merchant.refund(paid.getId(), PART, key);

    PaymentRefund found = merchant.refund(paid.getId(), PART, key).getRefund();

    assertThat(found.getState()).isEqualTo(PaymentRefund.State.SUCCEEDED);
    assertThat(merchant.atGateway(paid).refundedAmount()).isEqualTo(5_000);
    midtrans.refuseRefundRepeats(false);
  }

  @Test
  void whatTheGatewayRefusesIsSaidAndNothingIsGivenBack() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);
    midtrans.fault(Fault.REFUND_WINDOW_418, Operation.REFUND, 1);
    String key = key();

    Refusal refusal =
        Refusal.of(() -> merchant.refund(paid.getId(), 0, key)).has(Reason.PAYMENT_NOT_REFUNDABLE);
    assertThat(refusal.message()).contains("window");
    Refusal.of(() -> merchant.refund(paid.getId(), 0, key)).has(Reason.PAYMENT_NOT_REFUNDABLE);

    PaymentTransaction now = merchant.get(paid.getId());
    assertThat(now.getState()).isEqualTo(State.PAID);
    assertThat(now.getRefunds(0).getState()).isEqualTo(PaymentRefund.State.FAILED);
    assertThat(merchant.refund(paid.getId(), 0, key()).getTransaction().getState())
        .as("a new key is a new try")
        .isEqualTo(State.REFUNDED);
  }

  @Test
  void aRefundMadeInTheDashboardIsAdopted() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);

    midtrans.refundByDashboard(paid.getGatewayOrderId(), 10_000);
    merchant.awaitNotifications();

    PaymentTransaction now = merchant.get(paid.getId());
    assertThat(now.getState()).isEqualTo(State.PARTIALLY_REFUNDED);
    assertThat(now.getRefunded().getAmount()).isEqualTo(1_000_000);
    Refusal.of(() -> merchant.refund(paid.getId(), Merchant.AMOUNT, key()))
        .has(Reason.PAYMENT_NOT_REFUNDABLE)
        .with("refundable", 1_500_000);
  }

  @Test
  void whileTheGatewayIsDownTheRefundIsNotedAndMadeLater() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);
    midtrans.down(true);
    assertThat(merchant.refund(paid.getId(), 0, key()).getRefund().getState())
        .isEqualTo(PaymentRefund.State.REQUESTED);

    midtrans.down(false);
    merchants.circuitBreaker().reset();
    clock.advance(Duration.ofSeconds(6));
    merchant.sweep();

    assertThat(merchant.get(paid.getId()).getState()).isEqualTo(State.REFUNDED);
  }

  private RefundTransactionResponse manual(PaymentTransaction paid, long amount) {
    return merchant
        .payments()
        .refundTransaction(
            RefundTransactionRequest.newBuilder()
                .setTransactionId(paid.getId())
                .setAmount(amount)
                .setRefundKey(key())
                .setManual(true)
                .build());
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
