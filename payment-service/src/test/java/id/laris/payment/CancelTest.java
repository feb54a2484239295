package id.laris.payment;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.simulator.Fault;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorControl;
import id.laris.simulator.WebhookFault;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PaymentTest
class CancelTest {

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
  void whatIsNotPaidIsCancelledOnceHoweverOftenItIsAsked() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);

    assertThat(merchant.cancel(charged.getId()).getState()).isEqualTo(State.CANCELLED);
    assertThat(merchant.cancel(charged.getId()).getState()).isEqualTo(State.CANCELLED);

    assertThat(merchant.atGateway(charged).status()).isEqualTo("cancel");
    assertThat(midtrans.calls(Operation.CANCEL)).isEqualTo(1);
  }

  @Test
  void thePaymentThatWasFasterStands() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    midtrans.fault(Fault.PAY_RACING_CANCEL, Operation.CANCEL, 1);

    Refusal.of(() -> merchant.cancel(charged.getId()))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("from", "PAID");

    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.PAID);
    assertThat(merchant.atGateway(charged).status()).isEqualTo("settlement");
  }

  @Test
  void theCancellationThatWasFasterStands() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    midtrans.cancelByMerchant(charged.getGatewayOrderId());

    assertThat(merchant.cancel(charged.getId()).getState()).isEqualTo(State.CANCELLED);
  }

  @RepeatedTest(10)
  void whoeverWinsTheBooksAgreeWithTheGateway() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);

    Parallel.times(
        2,
        number -> {
          if (number == 0) {
            midtrans.pay(charged.getGatewayOrderId());
          } else {
            merchant.cancel(charged.getId());
          }
          return number;
        });
    merchant.awaitNotifications();

    PaymentTransaction now = merchant.get(charged.getId());
    assertThat(now.getGatewayStatus()).isEqualTo(merchant.atGateway(charged).status());
    assertThat(now.getState()).isIn(State.PAID, State.CANCELLED);
  }

  @Test
  void aLostAnswerIsFoundOut() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    midtrans.fault(Fault.COMMIT_THEN_DROP, Operation.CANCEL, 1);

    PaymentTransaction asked = merchant.cancel(charged.getId());
    assertThat(asked.getCancelRequested()).isTrue();
    clock.advance(Duration.ofSeconds(6));
    merchant.sweep();

    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.CANCELLED);
    assertThat(merchant.get(charged.getId()).getCancelRequested()).isFalse();
  }

  @Test
  void whatTheGatewayCouldNotBeToldItIsToldLater() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    midtrans.down(true);

    PaymentTransaction asked = merchant.cancel(charged.getId());
    assertThat(asked.getState()).isEqualTo(State.PENDING);
    assertThat(asked.getCancelRequested()).isTrue();
    midtrans.down(false);
    merchants.circuitBreaker().reset();
    clock.advance(Duration.ofSeconds(6));
    merchant.sweep();

    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.CANCELLED);
  }

  @Test
  void whatMayBeAtTheGatewayIsCancelledThere() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.COMMIT_THEN_DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);

    assertThat(merchant.cancel(request.getId()).getState()).isEqualTo(State.CANCELLED);

    assertThat(midtrans.transaction(request.getId()).status()).isEqualTo("cancel");
  }

  @Test
  void whatNeverCameToTheGatewayIsCancelledHereOnceItCannotCome() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    midtrans.fault(Fault.DROP, Operation.CHARGE, 1);
    Refusal.of(() -> merchant.charge(request)).has(Reason.GATEWAY_TIMEOUT);

    PaymentTransaction asked = merchant.cancel(request.getId());
    assertThat(asked.getState()).isEqualTo(State.UNKNOWN);
    assertThat(asked.getCancelRequested()).isTrue();
    clock.advance(Duration.ofMinutes(3));
    merchant.sweep();

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.CANCELLED);
    assertThat(midtrans.transactions()).isEmpty();
  }

  @Test
  void whatIsPaidIsRefundedInstead() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);

    Refusal.of(() -> merchant.cancel(paid.getId()))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("from", "PAID");
  }

  @Test
  void pastItsTimeAPendingPaymentIsExpiredBySweeping() {
    midtrans.webhookFault(WebhookFault.DROP, 10);
    midtrans.fault(Fault.STUCK_PENDING, Operation.CHARGE, 1);
    PaymentTransaction charged = merchant.charge(Method.QRIS);

    clock.advance(Duration.ofMinutes(16));
    assertThat(merchant.atGateway(charged).status()).isEqualTo("pending");
    merchant.sweep();

    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.EXPIRED);
    assertThat(merchant.atGateway(charged).status()).isEqualTo("expire");
  }

  @Test
  void whatTheGatewayHasForgottenIsShownToSomebody() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    merchant.awaitNotifications();
    midtrans.reset();

    clock.advance(Duration.ofMinutes(16));
    merchant.sweep();

    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.PENDING);
    assertThat(merchant.get(charged.getId()).getAttention())
        .isEqualTo(Attention.MISSING_AT_GATEWAY);
  }

  @Test
  void whatWasPaidWhileTheTenantHadAnotherAccountIsPaidOnceTheOldOneIsBack() {
    String serverKey = Merchant.newServerKey();
    merchant.setServerKey(serverKey);
    midtrans.webhookFault(WebhookFault.DROP, 10);
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    midtrans.pay(charged.getGatewayOrderId());
    merchant.setServerKey(Merchant.newServerKey());

    clock.advance(Duration.ofMinutes(16));
    merchant.sweep();
    assertThat(merchant.get(charged.getId()).getAttention())
        .isEqualTo(Attention.MISSING_AT_GATEWAY);
    merchant.setServerKey(serverKey);
    clock.advance(Duration.ofDays(2));
    merchant.sweep();

    PaymentTransaction paid = merchant.get(charged.getId());
    assertThat(paid.getState()).isEqualTo(State.PAID);
    assertThat(paid.getAttention()).isEqualTo(Attention.ATTENTION_UNSPECIFIED);
  }

  @Test
  void aPaymentOfWhichNothingIsHeardIsFoundBySweeping() {
    midtrans.webhookFault(WebhookFault.DROP, 10);
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    midtrans.pay(charged.getGatewayOrderId());

    clock.advance(Duration.ofSeconds(31));
    merchant.sweep();

    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.PAID);
  }

  @Test
  void aPaymentIsFoundByAskingButNotMoreOftenThanEveryTenSeconds() {
    midtrans.webhookFault(WebhookFault.DROP, 10);
    PaymentTransaction charged = merchant.charge(Method.QRIS);
    midtrans.pay(charged.getGatewayOrderId());

    assertThat(merchant.sync(charged.getId()).getState()).isEqualTo(State.PENDING);
    assertThat(midtrans.calls(Operation.STATUS)).isZero();
    clock.advance(Duration.ofSeconds(10));
    assertThat(merchant.sync(charged.getId()).getState()).isEqualTo(State.PAID);
  }

  @Test
  void aVirtualAccountExpiresAfterADay() {
    PaymentTransaction charged = merchant.charge(Method.BRI_VA);

    clock.advance(Duration.ofHours(25));
    merchant.sweep();

    assertThat(merchant.get(charged.getId()).getState()).isEqualTo(State.EXPIRED);
  }
}
