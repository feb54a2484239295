package id.laris.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.ChargeItem;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.ChargeResponse;
import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.Change;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.simulator.MidtransSimulator;
import id.laris.simulator.Operation;
import id.laris.simulator.SimulatorControl;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

@PaymentTest
class ChargeTest {

  @Autowired Merchants merchants;
  @Autowired MidtransSimulator simulator;

  private SimulatorControl midtrans;
  private Merchant merchant;

  @BeforeEach
  void openShop() {
    midtrans = simulator.control();
    merchant = merchants.only();
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"METHOD_UNSPECIFIED", "UNRECOGNIZED", "CARD"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyMethodShowsWhatTheCustomerNeeds(Method method) {
    PaymentTransaction charged = merchant.charge(method);

    assertThat(charged.getState()).isEqualTo(State.PENDING);
    assertThat(charged.getGatewayTransactionId()).isNotEmpty();
    assertThat(charged.getInstructions().hasExpiresAt()).isTrue();
    PaymentInstructions shown = charged.getInstructions();
    switch (method) {
      case QRIS -> {
        assertThat(shown.getQrString()).isNotEmpty();
        assertThat(shown.getQrImageUrl()).startsWith("http");
      }
      case GOPAY -> {
        assertThat(shown.getQrImageUrl()).startsWith("http");
        assertThat(shown.getDeeplinkUrl()).isNotEmpty();
      }
      case SHOPEEPAY -> assertThat(shown.getDeeplinkUrl()).isNotEmpty();
      case MANDIRI_BILL -> {
        assertThat(shown.getBillKey()).isNotEmpty();
        assertThat(shown.getBillerCode()).isNotEmpty();
      }
      case INDOMARET, ALFAMART -> assertThat(shown.getPaymentCode()).isNotEmpty();
      default -> {
        assertThat(shown.getVaNumber()).isNotEmpty();
        assertThat(shown.getBank()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Method.class,
      names = {"METHOD_UNSPECIFIED", "UNRECOGNIZED"},
      mode = EnumSource.Mode.EXCLUDE)
  void everyMethodIsPaidOnceTheCustomerHasPaid(Method method) {
    PaymentTransaction paid = merchant.paid(method);

    assertThat(paid.getState()).isEqualTo(State.PAID);
    assertThat(paid.hasPaidAt()).isTrue();
  }

  @Test
  void everyChangeIsKeptWithItsCause() {
    PaymentTransaction paid = merchant.paid(Method.QRIS);

    assertThat(paid.getChangesList())
        .extracting(Change::getFrom, Change::getTo, Change::getCause)
        .containsExactly(
            tuple(State.STATE_UNSPECIFIED, State.CREATED, Cause.CHARGE),
            tuple(State.CREATED, State.PENDING, Cause.CHARGE),
            tuple(State.PENDING, State.PAID, Cause.WEBHOOK));
  }

  @Test
  void aCardIsPaidAtOnceOrWaitsForItsBank() {
    PaymentTransaction accepted = merchant.charge(Method.CARD);
    PaymentTransaction waiting =
        merchant.charge(Merchant.request(Method.CARD).setCardToken("tok-3ds"));
    PaymentTransaction suspected =
        merchant.charge(Merchant.request(Method.CARD).setCardToken("tok-challenge"));
    PaymentTransaction denied =
        merchant.charge(Merchant.request(Method.CARD).setCardToken("tok-deny"));

    assertThat(accepted.getState()).isEqualTo(State.PAID);
    assertThat(accepted.getMaskedCard()).isNotEmpty();
    assertThat(waiting.getState()).isEqualTo(State.PENDING);
    assertThat(waiting.getInstructions().getRedirectUrl()).startsWith("http");
    assertThat(suspected.getState()).isEqualTo(State.CHALLENGED);
    assertThat(denied.getState()).isEqualTo(State.DENIED);
  }

  @Test
  void aTokenThatTheGatewayDoesNotKnowIsRefusedAndStaysSo() {
    ChargeRequest.Builder request = Merchant.request(Method.CARD).setCardToken("tok-nonsense");

    Refusal.of(() -> merchant.charge(request)).has(Reason.PAYMENT_FAILED);
    Refusal.of(() -> merchant.charge(request)).has(Reason.PAYMENT_FAILED);

    assertThat(merchant.get(request.getId()).getState()).isEqualTo(State.FAILED);
    assertThat(midtrans.calls(Operation.CHARGE)).isEqualTo(1);
  }

  @Test
  void fiftyChargesWithOneKeyAreOneTransactionAtTheGateway() {
    ChargeRequest request = Merchant.request(Method.QRIS).clearId().build();

    List<PaymentTransaction> charged =
        Parallel.successes(Parallel.times(50, number -> merchant.payments().charge(request)))
            .stream()
            .map(ChargeResponse::getTransaction)
            .toList();

    assertThat(charged).hasSize(50);
    assertThat(charged)
        .extracting(PaymentTransaction::getId)
        .containsOnly(charged.getFirst().getId());
    assertThat(charged)
        .extracting(transaction -> transaction.getInstructions().getQrString())
        .containsOnly(charged.getFirst().getInstructions().getQrString());
    assertThat(midtrans.transactions()).hasSize(1);
    assertThat(midtrans.calls(Operation.CHARGE)).isEqualTo(1);
  }

  @Test
  void theMetadataKeyIsAsGoodAsTheField() {
    UUID key = UUID.randomUUID();
    ChargeRequest request = Merchant.request(Method.QRIS).clearId().clearIdempotencyKey().build();

    ChargeResponse first = merchant.payments(key).charge(request);
    ChargeResponse second = merchant.payments(key).charge(request);
    ChargeResponse byField =
        merchant.payments().charge(request.toBuilder().setIdempotencyKey(key.toString()).build());

    assertThat(second).isEqualTo(first);
    assertThat(byField.getTransaction().getId()).isEqualTo(first.getTransaction().getId());
    assertThat(midtrans.transactions()).hasSize(1);
  }

  @Test
  void aKeyOfAnotherChargeIsRefused() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS).clearId();
    merchant.charge(request);

    Refusal.of(() -> merchant.charge(request.setAmount(2 * Merchant.AMOUNT)))
        .has(Reason.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void anIdOfAnotherChargeIsRefused() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS).clearIdempotencyKey();
    PaymentTransaction charged = merchant.charge(request);

    assertThat(merchant.charge(request).getId()).isEqualTo(charged.getId());
    Refusal.of(() -> merchant.charge(request.setAmount(2 * Merchant.AMOUNT)))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void anIdThatAnotherTenantHasMadeTooIsNoObstacle() {
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);
    Merchant neighbour = merchants.open();

    PaymentTransaction ours = merchant.charge(request);
    PaymentTransaction theirs = neighbour.charge(request);
    midtrans.pay(theirs.getGatewayOrderId());
    merchant.awaitNotifications();

    assertThat(theirs.getId()).isEqualTo(ours.getId());
    assertThat(theirs.getGatewayOrderId()).isNotEqualTo(ours.getGatewayOrderId());
    assertThat(neighbour.get(theirs.getId()).getState()).isEqualTo(State.PAID);
    assertThat(merchant.get(ours.getId()).getState()).isEqualTo(State.PENDING);
  }

  @Test
  void twoKeysThatDisagreeAreRefused() {
    Refusal.of(
            () ->
                merchant.payments(UUID.randomUUID()).charge(Merchant.request(Method.QRIS).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("idempotency_key");
  }

  @Test
  void senAreRefusedBeforeAnyCall() {
    Refusal.of(() -> merchant.charge(Merchant.request(Method.QRIS).setAmount(3_910)))
        .has(Reason.AMOUNT_NOT_WHOLE_RUPIAH)
        .naming("amount");
    Refusal.of(
            () ->
                merchant.charge(
                    Merchant.request(Method.QRIS)
                        .addItems(item("Tea", Merchant.AMOUNT - 50, 1))
                        .addItems(item("Rounding", 50, 1))))
        .has(Reason.AMOUNT_NOT_WHOLE_RUPIAH);

    assertThat(midtrans.calls(Operation.ANY)).isZero();
  }

  @Test
  void itemsMustSumToTheAmount() {
    Refusal.of(
            () ->
                merchant.charge(
                    Merchant.request(Method.QRIS).addItems(item("Tea", Merchant.AMOUNT - 100, 1))))
        .has(Reason.VALIDATION_FAILED)
        .naming("items");
    PaymentTransaction charged =
        merchant.charge(
            Merchant.request(Method.QRIS)
                .addItems(item("Tea", 1_500_000, 2))
                .addItems(item("Discount", -500_000, 1)));

    assertThat(charged.getState()).isEqualTo(State.PENDING);
  }

  @Test
  void otherCurrenciesAndCardsWithoutATokenAreRefused() {
    Refusal.of(() -> merchant.charge(Merchant.request(Method.QRIS).setCurrency("USD")))
        .has(Reason.CURRENCY_MISMATCH);
    Refusal.of(() -> merchant.charge(Merchant.request(Method.CARD).clearCardToken()))
        .has(Reason.VALIDATION_FAILED)
        .naming("card_token");
  }

  @Test
  void withoutAnAccountNothingIsWritten() {
    Merchant stranger = merchants.withoutAccount();
    ChargeRequest.Builder request = Merchant.request(Method.QRIS);

    Refusal.of(() -> stranger.charge(request)).has(Reason.GATEWAY_NOT_CONFIGURED);
    Refusal.of(() -> stranger.get(request.getId())).has(Reason.NOT_FOUND);
  }

  @Test
  void theGatewaySeesTheAmountInRupiah() {
    PaymentTransaction charged = merchant.charge(Method.QRIS);

    assertThat(merchant.atGateway(charged).grossAmount()).isEqualTo(25_000);
  }

  private static ChargeItem item(String name, long price, int quantity) {
    return ChargeItem.newBuilder().setName(name).setPrice(price).setQuantity(quantity).build();
  }
}
