package id.laris.customer;

import static id.laris.customer.Purse.CURRENCY;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.auth.ServiceKey;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.CancelGiftCardRequest;
import id.laris.pos.v1.RefundBalanceRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Money of returned goods goes back to the balance that paid, once. */
@CustomerTest
class RefundBalanceTest {

  private static final int AT_ONCE = 20;

  @Autowired TestCalls calls;
  @Autowired ServiceKey key;

  private Purse purse;
  private Purse sales;

  @BeforeEach
  void newTenant() {
    UUID tenant = UUID.randomUUID();
    purse = new Purse(calls.as(tenant));
    sales = new Purse(calls.with(key.credentials(tenant)));
  }

  private static RefundBalanceRequest.Builder refund(Kind kind, long amount) {
    return RefundBalanceRequest.newBuilder()
        .setRefundId(UUID.randomUUID().toString())
        .setOrderId(Purse.newOrder())
        .setKind(kind)
        .setAmount(amount)
        .setCurrency(CURRENCY)
        .setReason("Return R-1");
  }

  private long give(RefundBalanceRequest request) {
    return sales.stub.refundBalance(request).getBalance().getAmount();
  }

  @Test
  void aCardGetsItOnceHoweverOftenSalesAsks() {
    String card = purse.card(500);
    RefundBalanceRequest request = refund(Kind.GIFT_CARD, 120).setGiftCardId(card).build();

    List<Long> answers = Parallel.successes(Parallel.times(AT_ONCE, _ -> give(request)));

    assertThat(answers).hasSize(AT_ONCE).containsOnly(620L);
    assertThat(purse.read(card).getBalance().getAmount()).isEqualTo(620);
    assertThat(purse.entries(card))
        .extracting(BalanceEntry::getKind)
        .containsOnlyOnce(BalanceEntry.Kind.REFUND);
    purse.isRight(card);
    Refusal.of(() -> give(request.toBuilder().setAmount(121).build())).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void aCustomerGetsStoreCreditAndOwesLess() {
    String siti = purse.customer();

    assertThat(give(refund(Kind.STORE_CREDIT, 70).setCustomerId(siti).build())).isEqualTo(70);
    assertThat(give(refund(Kind.STORE_CREDIT, 30).setCustomerId(siti).build())).isEqualTo(100);
    assertThat(purse.balance(siti, Kind.STORE_CREDIT).getBalance().getAmount()).isEqualTo(100);
    assertThat(give(refund(Kind.ACCOUNT, 40).setCustomerId(siti).build())).isEqualTo(40);
  }

  @Test
  void aCardThatHasEndedAndAnotherCurrencyAreRefused() {
    String card = purse.card(500);
    RefundBalanceRequest.Builder request = refund(Kind.GIFT_CARD, 120).setGiftCardId(card);

    Refusal.of(() -> give(request.setCurrency("USD").build())).has(Reason.CURRENCY_MISMATCH);
    var _ =
        purse.stub.cancelGiftCard(
            CancelGiftCardRequest.newBuilder().setGiftCardId(card).setReason("lost").build());
    Refusal.of(() -> give(request.setCurrency(CURRENCY).build()))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> give(refund(Kind.GIFT_CARD, 1).build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("gift_card_id");
    Refusal.of(
            () ->
                give(refund(Kind.GIFT_CARD, 1).setGiftCardId(UUID.randomUUID().toString()).build()))
        .has(Reason.NOT_FOUND);
  }

  @Test
  void nobodyButServicesMayAsk() {
    String card = purse.card(500);

    Refusal.of(
            () -> purse.stub.refundBalance(refund(Kind.GIFT_CARD, 120).setGiftCardId(card).build()))
        .has(Reason.PERMISSION_DENIED);
    assertThat(purse.read(card).getBalance().getAmount()).isEqualTo(500);
  }
}
