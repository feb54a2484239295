package id.laris.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Any;
import com.google.protobuf.Timestamp;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentRefund;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.RefundTransactionRequest;
import id.laris.testkit.FakeFeed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Payments that sales voids are reversed at the gateway without further calls. */
@PaymentTest
class VoidedPaymentsTest {

  @Autowired Merchants merchants;
  @Autowired FakeFeed sales;

  private Merchant merchant;

  @BeforeEach
  void openShop() {
    merchant = merchants.only();
  }

  @Test
  void whatWasWaitedForIsCancelled() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);

    voided("OrderPaymentVoided", charged, false);

    awaitState(charged, State.CANCELLED);
    assertThat(merchant.atGateway(charged).status()).isEqualTo("cancel");
  }

  @Test
  void whatWasPaidIsRefundedOnceHoweverOftenItIsTold() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);

    voided("OrderPaymentVoided", paid, true);
    voided("OrderVoided", paid, true);

    awaitState(paid, State.REFUNDED);
    merchant.awaitNotifications();
    assertThat(merchant.get(paid.getId()).getRefundsList())
        .singleElement()
        .returns(PaymentRefund.Channel.GATEWAY, PaymentRefund::getChannel)
        .returns("the customer left", PaymentRefund::getReason);
    assertThat(merchant.atGateway(paid).refundedAmount()).isEqualTo(25_000);
  }

  @Test
  void whatTheGatewayCannotGiveBackIsNotedAsGivenByHand() {
    PaymentTransaction paid = merchant.paid(Method.BCA_VA);

    voided("OrderVoided", paid, true);

    awaitState(paid, State.REFUNDED);
    assertThat(merchant.get(paid.getId()).getRefunds(0).getChannel())
        .isEqualTo(PaymentRefund.Channel.MANUAL);
  }

  @Test
  void theRestOfWhatGoesInWholeOnlyIsNotedAsGivenByHand() {
    PaymentTransaction paid = merchant.paid(Method.SHOPEEPAY);
    var _ =
        merchant
            .payments()
            .refundTransaction(
                RefundTransactionRequest.newBuilder()
                    .setTransactionId(paid.getId())
                    .setAmount(100)
                    .setRefundKey(paid.getId())
                    .setManual(true)
                    .build());

    voided("OrderVoided", paid, true);

    awaitState(paid, State.REFUNDED);
    assertThat(merchant.get(paid.getId()).getRefundsList())
        .extracting(PaymentRefund::getChannel)
        .containsOnly(PaymentRefund.Channel.MANUAL);
  }

  @Test
  void whatWasPaidWhileItWasVoidedIsLeftForSomebodyToDecide() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);
    PaymentTransaction later = merchant.charge(Method.QRIS);

    voided("OrderPaymentVoided", paid, false);
    voided("OrderPaymentVoided", later, false);

    awaitState(later, State.CANCELLED);
    assertThat(merchant.get(paid.getId()).getState()).isEqualTo(State.PAID);
  }

  @Test
  void aPaymentWhoseTransactionSalesNeverHeardOfIsFoundByItsOrder() {
    String paymentId = UUID.randomUUID().toString();
    PaymentTransaction charged =
        merchant.charge(Merchant.request(Method.QRIS).setPaymentId(paymentId));

    happened(
        "OrderVoided",
        order(charged.getOrderId(), Payment.newBuilder().setId(paymentId), false).build());

    awaitState(charged, State.CANCELLED);
  }

  @Test
  void otherPaymentsAreNoneOfItsBusiness() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);

    happened(
        "OrderVoided",
        order(
                UUID.randomUUID().toString(),
                Payment.newBuilder().setId(UUID.randomUUID().toString()),
                true)
            .build());
    voided("OrderVoided", charged, false);

    awaitState(charged, State.CANCELLED);
  }

  private void voided(String type, PaymentTransaction transaction, boolean captured) {
    happened(
        type,
        order(
                transaction.getOrderId(),
                Payment.newBuilder()
                    .setId(
                        UUID.nameUUIDFromBytes(transaction.getId().getBytes(StandardCharsets.UTF_8))
                            .toString())
                    .setTransactionId(transaction.getId()),
                captured)
            .build());
  }

  private static Order.Builder order(String id, Payment.Builder payment, boolean captured) {
    payment.setStatus(Payment.Status.VOIDED).setVoidReason("the customer left");
    if (captured) {
      payment.setCapturedAt(Timestamp.newBuilder().setSeconds(1));
    }
    return Order.newBuilder().setId(id).addPayments(payment);
  }

  private void happened(String type, Order order) {
    sales.happened(
        merchant.tenantId(),
        Event.newBuilder()
            .setType(type)
            .setAggregateType("Order")
            .setAggregateId(order.getId())
            .setPayload(Any.pack(order)));
  }

  private void awaitState(PaymentTransaction transaction, State state) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(merchant.get(transaction.getId()).getState()).isEqualTo(state));
  }
}
