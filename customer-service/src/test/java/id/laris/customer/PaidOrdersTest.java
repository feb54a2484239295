package id.laris.customer;

import static id.laris.customer.Purse.byCard;
import static id.laris.customer.Purse.byCustomer;
import static id.laris.customer.Purse.newOrder;
import static id.laris.customer.Purse.order;
import static id.laris.customer.Purse.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.background.Background;
import id.laris.common.db.Reads;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.GiftCard.Status;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The payments of an order that use a balance follow its events. */
@CustomerTest
class PaidOrdersTest {

  private static final Payment.Status CAPTURED = Payment.Status.CAPTURED;
  private static final Payment.Status VOIDED = Payment.Status.VOIDED;

  @Autowired TestCalls calls;
  @Autowired FakeSales sales;
  @Autowired Background background;
  @Autowired Reads reads;
  @Autowired JdbcClient jdbc;

  private UUID tenantId;
  private Purse purse;
  private String card;
  private String orderId;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    purse = new Purse(calls.as(tenantId));
    card = purse.card(500);
    orderId = newOrder();
  }

  @Test
  void completedItTakesThePaymentOnceHoweverOftenThatIsTold() {
    BalanceHold hold = byCard(card, 500);
    purse.hold(orderId, 1, hold);

    happened("OrderCompleted", order(orderId, payment(hold, CAPTURED)));
    happened("OrderCompleted", order(orderId, payment(hold, CAPTURED)));
    nothingIsLeftToDo();

    assertThat(purse.read(card))
        .returns(Status.USED, GiftCard::getStatus)
        .returns(0L, read -> read.getBalance().getAmount())
        .returns(0L, read -> read.getHeld().getAmount());
    assertThat(purse.entries(card))
        .first()
        .returns(BalanceEntry.Kind.SPEND, BalanceEntry::getKind)
        .returns(-500L, entry -> entry.getAmount().getAmount())
        .returns(orderId, BalanceEntry::getOrderId)
        .returns(hold.getPaymentId(), BalanceEntry::getPaymentId)
        .returns(false, BalanceEntry::getFlagged)
        .returns("", BalanceEntry::getRecordedBy);
    assertThat(purse.entries(card)).hasSize(2);
    purse.isRight(card);
  }

  @Test
  void completedItGivesBackWhateverElseIsHeldForIt() {
    BalanceHold paid = byCard(card, 100);
    BalanceHold other = byCard(card, 200);
    purse.hold(orderId, 1, paid, other);

    happened("OrderCompleted", order(orderId, payment(paid, CAPTURED), payment(other, VOIDED)));
    nothingIsLeftToDo();

    assertThat(purse.read(card))
        .returns(400L, read -> read.getBalance().getAmount())
        .returns(0L, read -> read.getHeld().getAmount());
    Refusal.of(() -> purse.hold(orderId, 2, byCard(card, 1))).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void voidedItGivesEverythingBackAndHoldsNothingLater() {
    BalanceHold hold = byCard(card, 300);
    purse.hold(orderId, 1, hold);

    happened("OrderVoided", order(orderId, payment(hold, VOIDED)));
    happened("OrderVoided", order(orderId, payment(hold, VOIDED)));
    nothingIsLeftToDo();

    assertThat(purse.read(card).getAvailable().getAmount()).isEqualTo(500);
    Refusal.of(() -> purse.hold(orderId, 2, hold)).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void aVoidedPaymentGivesBackWhatWasHeldForIt() {
    BalanceHold one = byCard(card, 100);
    BalanceHold other = byCard(card, 200);
    purse.hold(orderId, 1, one, other);

    happened("OrderPaymentVoided", order(orderId, payment(one, VOIDED), payment(other, CAPTURED)));
    nothingIsLeftToDo();

    assertThat(purse.read(card).getHeld().getAmount()).isEqualTo(200);
  }

  @Test
  void whatAVoidedPaymentHadTakenIsGivenBackOnce() {
    BalanceHold hold = byCard(card, 500);
    happened("OrderCompleted", order(orderId, payment(hold, CAPTURED)));
    happened("OrderPaymentVoided", order(orderId, payment(hold, VOIDED)));
    happened("OrderPaymentVoided", order(orderId, payment(hold, VOIDED)));
    happened("OrderCompleted", order(orderId, payment(hold, CAPTURED)));
    nothingIsLeftToDo();

    assertThat(purse.read(card))
        .returns(Status.ACTIVE, GiftCard::getStatus)
        .returns(500L, read -> read.getBalance().getAmount());
    assertThat(purse.entries(card))
        .extracting(BalanceEntry::getKind)
        .containsExactly(
            BalanceEntry.Kind.REFUND, BalanceEntry.Kind.SPEND, BalanceEntry.Kind.ISSUE);
    purse.isRight(card);
  }

  @Test
  void completedWithoutAHoldItIsBookedAllTheSameAndFlagged() {
    BalanceHold hold = byCard(card, 700);
    String other = newOrder();
    purse.hold(other, 1, byCard(card, 100));

    happened("OrderCompleted", order(orderId, payment(hold, CAPTURED)));
    nothingIsLeftToDo();

    assertThat(purse.read(card))
        .returns(-200L, read -> read.getBalance().getAmount())
        .returns(100L, read -> read.getHeld().getAmount());
    assertThat(purse.entries(card).getFirst().getFlagged()).isTrue();
    Refusal.of(() -> purse.hold(newOrder(), 1, byCard(card, 1)))
        .has(Reason.INSUFFICIENT_BALANCE)
        .with("available", 0);
    purse.release(other, 1);
    purse.isRight(card);
  }

  @Test
  void storeCreditAndAccountsAreTakenToo() {
    String customer = purse.customer();
    purse.credit(customer, 300);
    purse.limit(customer, 1_000);
    BalanceHold credit = byCustomer(Kind.STORE_CREDIT, customer, 300);
    BalanceHold account = byCustomer(Kind.ACCOUNT, customer, 400);
    purse.hold(orderId, 1, credit, account);
    BalanceHold late = byCustomer(Kind.ACCOUNT, customer, 800);
    Order.Builder unheld = order(newOrder(), payment(late, CAPTURED)).setCustomerId(customer);

    happened(
        "OrderCompleted",
        order(orderId, payment(credit, CAPTURED), payment(account, CAPTURED))
            .setCustomerId(customer));
    happened("OrderCompleted", unheld);
    nothingIsLeftToDo();

    assertThat(purse.balance(customer, Kind.STORE_CREDIT).getBalance().getAmount()).isZero();
    assertThat(purse.balance(customer, Kind.ACCOUNT))
        .returns(-1_200L, balance -> balance.getBalance().getAmount())
        .returns(-200L, balance -> balance.getAvailable().getAmount());
    assertThat(purse.entries(request -> request.setKind(Kind.ACCOUNT).setCustomerId(customer)))
        .extracting(BalanceEntry::getFlagged)
        .containsExactly(true, false);
  }

  @Test
  void aPaymentByACardOrCustomerThatIsNotKnownHindersNothing() {
    happened("OrderCompleted", order(newOrder(), payment(byCard(newOrder(), 1), CAPTURED)));
    happened(
        "OrderCompleted",
        order(newOrder(), payment(byCustomer(Kind.STORE_CREDIT, newOrder(), 1), CAPTURED))
            .setCustomerId(newOrder()));
    happened(
        "OrderCompleted",
        order(newOrder(), payment(byCustomer(Kind.ACCOUNT, newOrder(), 1), CAPTURED)));
    nothingIsLeftToDo();

    assertThat(purse.read(card).getBalance().getAmount()).isEqualTo(500);
  }

  @Test
  void aTipIsTakenFromTheCardToo() {
    BalanceHold hold = byCard(card, 450);
    purse.hold(orderId, 1, hold);
    Payment.Builder payment = payment(hold, CAPTURED);
    payment.setAmount(payment.getAmount().toBuilder().setAmount(400));
    payment.setTip(payment.getAmount().toBuilder().setAmount(50));

    happened("OrderCompleted", order(orderId, payment));
    nothingIsLeftToDo();

    assertThat(purse.read(card).getBalance().getAmount()).isEqualTo(50);
  }

  private void happened(String type, Order.Builder order) {
    sales.happened(tenantId, type, order.build());
  }

  /** An event behind all others was applied, so those were; none was put aside. */
  private void nothingIsLeftToDo() {
    String last = purse.card(1);
    happened("OrderCompleted", order(newOrder(), payment(byCard(last, 1), CAPTURED)));
    await().until(() -> purse.read(last).getStatus() == Status.USED);
    long parked =
        background.call(
            tenantId,
            CustomerModule.SERVICE,
            "Test",
            () ->
                reads.run(
                    () ->
                        jdbc.sql("select count(*) from customer.parked_event")
                            .query(Long.class)
                            .single()));
    assertThat(parked).isZero();
  }
}
