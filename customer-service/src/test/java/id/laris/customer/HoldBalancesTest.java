package id.laris.customer;

import static id.laris.customer.Purse.byCard;
import static id.laris.customer.Purse.byCode;
import static id.laris.customer.Purse.byCustomer;
import static id.laris.customer.Purse.newOrder;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.FreezeGiftCardRequest;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.HoldBalancesResponse;
import id.laris.pos.v1.HoldBalancesResponse.Held;
import id.laris.pos.v1.IssueGiftCardResponse;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** No order can spend an amount that is held for another. */
@CustomerTest
class HoldBalancesTest {

  @Autowired TestCalls calls;

  private UUID tenantId;
  private Purse purse;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    purse = new Purse(calls.as(tenantId));
  }

  @Test
  void ofTwoTillsThatWantMoreThanIsOnACardOneGetsIt() {
    String card = purse.card(500);

    var outcomes = Parallel.times(2, i -> purse.hold(newOrder(), 1, byCard(card, 400)));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(Parallel.failures(outcomes))
        .singleElement()
        .satisfies(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown)
                    .has(Reason.INSUFFICIENT_BALANCE)
                    .with("requested", 400)
                    .with("available", 100)
                    .with("gift_card_id", card));
    assertThat(purse.read(card).getHeld().getAmount()).isEqualTo(400);
  }

  @Test
  void thirtyTwoTillsNeverOverdrawACard() {
    String card = purse.card(1_000);

    var outcomes = Parallel.times(32, i -> purse.hold(newOrder(), 1, byCard(card, 100)));

    assertThat(Parallel.successes(outcomes)).hasSize(10);
    assertThat(purse.read(card))
        .returns(1_000L, read -> read.getHeld().getAmount())
        .returns(0L, read -> read.getAvailable().getAmount())
        .returns(GiftCard.Status.ACTIVE, GiftCard::getStatus);
  }

  @Test
  void ordersThatUseTheSameTwoCardsDoNotHinderEachOther() {
    String one = purse.card(10_000);
    String other = purse.card(10_000);

    var outcomes =
        Parallel.times(
            32,
            i ->
                i % 2 == 0
                    ? purse.hold(newOrder(), 1, byCard(one, 10), byCard(other, 10))
                    : purse.hold(newOrder(), 1, byCard(other, 10), byCard(one, 10)));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(purse.read(one).getHeld().getAmount()).isEqualTo(320);
    assertThat(purse.read(other).getHeld().getAmount()).isEqualTo(320);
  }

  @Test
  void theSameAgainHoldsNothingTwice() {
    String card = purse.card(500);
    String orderId = newOrder();
    BalanceHold payment = byCard(card, 400);

    HoldBalancesResponse first = purse.hold(orderId, 3, payment);

    assertThat(purse.hold(orderId, 3, payment)).isEqualTo(first);
    assertThat(purse.read(card).getHeld().getAmount()).isEqualTo(400);
    Refusal.of(() -> purse.hold(orderId, 3, byCard(card, 1))).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void aNewerAttemptReplacesWhatAnOlderOneHoldsAndTheOlderOneIsRefused() {
    String card = purse.card(500);
    String other = purse.card(500);
    String orderId = newOrder();
    BalanceHold earlier = byCard(card, 400);
    purse.hold(orderId, 1, earlier);

    purse.hold(orderId, 2, earlier, byCard(other, 300));
    purse.hold(orderId, 3, byCard(other, 200));

    assertThat(purse.read(card).getHeld().getAmount()).isZero();
    assertThat(purse.read(other).getHeld().getAmount()).isEqualTo(200);
    Refusal.of(() -> purse.hold(orderId, 2, earlier)).has(Reason.VERSION_CONFLICT);
  }

  @Test
  void anAttemptThatWasGivenUpHoldsNothingEvenIfItComesLater() {
    String card = purse.card(500);
    String orderId = newOrder();

    purse.release(orderId, 5);

    Refusal.of(() -> purse.hold(orderId, 5, byCard(card, 1))).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> purse.hold(orderId, 4, byCard(card, 1))).has(Reason.VERSION_CONFLICT);
    purse.hold(orderId, 6, byCard(card, 1));
    assertThat(purse.read(card).getHeld().getAmount()).isEqualTo(1);
  }

  @Test
  void givingUpAnAttemptKeepsThePaymentsThatTheOrderHas() {
    String card = purse.card(500);
    String orderId = newOrder();
    BalanceHold earlier = byCard(card, 100);
    BalanceHold later = byCard(card, 200);
    purse.hold(orderId, 1, earlier);
    purse.hold(orderId, 2, earlier, later);

    purse.release(orderId, 2, earlier);
    purse.release(orderId, 2, earlier);

    assertThat(purse.read(card).getHeld().getAmount()).isEqualTo(100);
    purse.hold(orderId, 3, earlier);
    purse.release(orderId, 2);
    assertThat(purse.read(card).getHeld().getAmount()).as("of a newer attempt").isEqualTo(100);
  }

  @Test
  void aRefusedAttemptChangesNothing() {
    String card = purse.card(500);
    String orderId = newOrder();
    BalanceHold earlier = byCard(card, 400);
    purse.hold(orderId, 1, earlier);

    Refusal.of(() -> purse.hold(orderId, 2, earlier, byCard(card, 200)))
        .has(Reason.INSUFFICIENT_BALANCE)
        .with("available", 100);
    Refusal.of(() -> purse.hold(orderId, 2, earlier, byCard(newOrder(), 1))).has(Reason.NOT_FOUND);

    assertThat(purse.read(card).getHeld().getAmount()).isEqualTo(400);
  }

  @Test
  void whatIsHeldAlreadyStaysHeldIfTheCardIsFrozenMeanwhile() {
    String card = purse.card(500);
    String other = purse.card(500);
    String orderId = newOrder();
    BalanceHold earlier = byCard(card, 400);
    purse.hold(orderId, 1, earlier);
    var _ =
        purse.stub.freezeGiftCard(FreezeGiftCardRequest.newBuilder().setGiftCardId(card).build());

    purse.hold(orderId, 2, earlier, byCard(other, 10));

    assertThat(purse.read(card).getHeld().getAmount()).isEqualTo(400);
  }

  @Test
  void aCardIsHeldByItsCode() {
    IssueGiftCardResponse issued = purse.issue(request -> request.setAmount(500));

    Held held = purse.hold(newOrder(), 1, byCode(issued.getCode(), 400)).getHolds(0);

    assertThat(held)
        .returns(issued.getGiftCard().getId(), Held::getGiftCardId)
        .returns(issued.getGiftCard().getLastFour(), Held::getLastFour)
        .returns(100L, one -> one.getAvailable().getAmount());
  }

  @Test
  void storeCreditAndAccountsAreHeldUpToWhatThereIs() {
    String customer = purse.customer();
    Refusal.of(() -> purse.hold(newOrder(), 1, byCustomer(Kind.STORE_CREDIT, customer, 1)))
        .has(Reason.INSUFFICIENT_BALANCE)
        .with("available", 0);
    purse.credit(customer, 300);
    purse.limit(customer, 1_000);

    purse.hold(
        newOrder(),
        1,
        byCustomer(Kind.STORE_CREDIT, customer, 300),
        byCustomer(Kind.ACCOUNT, customer, 900));

    Refusal.of(() -> purse.hold(newOrder(), 1, byCustomer(Kind.ACCOUNT, customer, 200)))
        .has(Reason.CREDIT_LIMIT_EXCEEDED)
        .with("requested", 200)
        .with("available", 100);
    assertThat(purse.balance(customer, Kind.STORE_CREDIT).getAvailable().getAmount()).isZero();
    Refusal.of(() -> purse.hold(newOrder(), 1, byCustomer(Kind.ACCOUNT, newOrder(), 1)))
        .has(Reason.CUSTOMER_NOT_FOUND);
  }

  @Test
  void aCardOfAnotherCurrencyIsRefused() {
    String dollars = purse.issue(request -> request.setCurrency("USD")).getGiftCard().getId();

    Refusal.of(() -> purse.hold(newOrder(), 1, byCard(dollars, 1))).has(Reason.CURRENCY_MISMATCH);
  }

  @Test
  void aCardOfAnotherTenantIsNotFound() {
    IssueGiftCardResponse theirs = new Purse(calls.as(UUID.randomUUID())).issue(request -> request);

    Refusal.of(() -> purse.hold(newOrder(), 1, byCard(theirs.getGiftCard().getId(), 1)))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> purse.hold(newOrder(), 1, byCode(theirs.getCode(), 1))).has(Reason.NOT_FOUND);
  }
}
