package id.laris.sales;

import static id.laris.pos.v1.Payment.Type.CASH;
import static id.laris.pos.v1.Payment.Type.GIFT_CARD;
import static id.laris.pos.v1.Payment.Type.STORE_CREDIT;
import static id.laris.sales.FakeCatalog.idr;
import static id.laris.sales.Goods.back;
import static id.laris.sales.Goods.by;
import static id.laris.sales.Goods.request;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.CreateExchangeRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaymentRefund;
import id.laris.pos.v1.PaymentTransaction.State;
import id.laris.pos.v1.RetryRefundRequest;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SalesReturn.Refund;
import id.laris.pos.v1.SalesReturn.Status;
import id.laris.testkit.Jobs;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Refunds that other services give: each is made once, whatever fails in between. */
@SalesTest
class RefundTest {

  private static final long PRICE = 1_000_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeCustomers customers;
  @Autowired FakePayments payments;
  @Autowired Reach reach;
  @Autowired Jobs jobs;
  @Autowired DatabaseSettings database;

  private Qr qr;
  private UUID tenant;
  private Till till;
  private Goods goods;
  private String tea;

  @BeforeEach
  void newTenant() {
    reach.restore();
    reach.restoreCustomers();
    qr = new Qr(calls, payments, database);
    tenant = qr.tenant();
    till = qr.till();
    goods = new Goods(till);
    tea = catalog.sell("Tea", PRICE);
  }

  @AfterEach
  void behave() {
    payments.behave();
    reach.restore();
    reach.restoreCustomers();
  }

  private void runJob() {
    jobs.run(tenant, "sales.refunds");
  }

  private Order soldByQr(long quantity) {
    Order open = till.open(tea, quantity);
    qr.changeState(qr.ask(open, quantity * PRICE), State.PAID);
    return till.complete(open);
  }

  @Test
  void theGatewayGivesItsMoneyBackAndTheReturnCompletesThen() {
    Order order = soldByQr(3);

    SalesReturn made = goods.give(order, 0, 2);

    assertThat(made.getStatus()).isEqualTo(Status.REFUNDING);
    assertThat(made.hasCompletedAt()).isFalse();
    assertThat(made.getRefunds(0).getStatus()).isEqualTo(Refund.Status.PENDING);
    runJob();
    SalesReturn completed = goods.get(made);
    assertThat(completed.getStatus()).isEqualTo(Status.COMPLETED);
    assertThat(completed.hasCompletedAt()).isTrue();
    assertThat(completed.getRefunds(0).getStatus()).isEqualTo(Refund.Status.DONE);
    PaymentRefund refund = payments.refund(tenant, made.getRefunds(0).getId());
    assertThat(refund.getAmount()).isEqualTo(idr(2 * PRICE));
    assertThat(events(made)).containsExactly("ReturnCreated", "ReturnCompleted");
  }

  private List<String> events(SalesReturn made) {
    return Database.query(
        database,
        "select type from sales.outbox where aggregate_id = '%s' order by number"
            .formatted(made.getId()),
        row -> row.getString("type"));
  }

  @Test
  void aRefundIsAskedForAgainUntilTheGatewayHasDecidedAndMadeOnce() {
    SalesReturn made = goods.give(soldByQr(1), 0, 1);
    payments.beginNextRefundIn(PaymentRefund.State.REQUESTED);

    payments.whileDown(this::runJob);
    assertThat(payments.refunds(tenant)).isEmpty();
    payments.loseNext(Reason.GATEWAY_TIMEOUT);
    runJob();
    assertThat(payments.refunds(tenant)).hasSize(1);
    runJob();
    assertThat(goods.get(made)).isEqualTo(made);
    payments.decideRefunds(tenant, PaymentRefund.State.SUCCEEDED);
    runJob();
    runJob();

    assertThat(goods.get(made).getStatus()).isEqualTo(Status.COMPLETED);
    assertThat(payments.refunds(tenant)).hasSize(1);
    assertThat(events(made)).containsExactly("ReturnCreated", "ReturnCompleted");
  }

  @Test
  void aRefundThatIsRefusedForGoodIsFlaggedAndGivenByHand() {
    SalesReturn made = goods.give(soldByQr(1), 0, 1);
    payments.refuseNext(Reason.PAYMENT_NOT_REFUNDABLE);
    runJob();
    runJob();

    SalesReturn failed = goods.get(made);
    assertThat(failed.getStatus()).isEqualTo(Status.REFUNDING);
    assertThat(failed.getRefunds(0).getStatus()).isEqualTo(Refund.Status.FAILED);
    assertThat(failed.getRefunds(0).getFailure()).isNotEmpty();
    assertThat(payments.refunds(tenant)).isEmpty();
    SalesReturn retried = retry(failed, true);
    Refund byHand = retried.getRefunds(0);
    assertThat(byHand.getStatus()).isEqualTo(Refund.Status.PENDING);
    assertThat(byHand.getByHand()).isTrue();
    Refusal.of(() -> retry(failed, true)).has(Reason.NOT_FOUND);
    Refusal.of(() -> retry(retried, true)).has(Reason.ILLEGAL_STATE_TRANSITION);
    runJob();
    assertThat(goods.get(made).getStatus()).isEqualTo(Status.COMPLETED);
    assertThat(payments.refund(tenant, byHand.getId()).getChannel())
        .isEqualTo(PaymentRefund.Channel.MANUAL);
    assertThat(events(made))
        .containsExactly(
            "ReturnCreated", "ReturnRefundFailed", "ReturnRefundRetried", "ReturnCompleted");
  }

  private SalesReturn retry(SalesReturn made, boolean byHand) {
    return till.sales()
        .retryRefund(
            RetryRefundRequest.newBuilder()
                .setReturnId(made.getId())
                .setRefundId(made.getRefunds(0).getId())
                .setByHand(byHand)
                .build())
        .getSalesReturn();
  }

  @Test
  void aRefundThatTheBankRefusesIsFlaggedToo() {
    SalesReturn made = goods.give(soldByQr(1), 0, 1);
    payments.beginNextRefundIn(PaymentRefund.State.FAILED);
    runJob();

    SalesReturn failed = goods.get(made);
    assertThat(failed.getRefunds(0).getFailure()).isEqualTo("refused by the bank");
    retry(failed, false);
    runJob();
    assertThat(goods.get(made).getStatus()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void aWrongKeyOfTheGatewayIsNoRefusalOfTheRefund() {
    SalesReturn made = goods.give(soldByQr(1), 0, 1);
    payments.refuseNext(Reason.GATEWAY_AUTH_FAILED);
    runJob();

    assertThat(goods.get(made)).isEqualTo(made);
    runJob();
    assertThat(goods.get(made).getStatus()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void moneyThatTheGatewayGaveBackWithoutAReturnIsNotGivenTwice() {
    Order order = soldByQr(2);
    qr.refund(order.getPayments(0), 1_500_000);

    Refusal.of(() -> goods.give(order, 0, 1))
        .has(Reason.PAYMENT_NOT_REFUNDABLE)
        .with("refundable", 500_000);
    SalesReturn made = goods.give(request(order, back(order, 0, 1)).setRestockingFee(500_000));
    runJob();
    qr.publish(payments.transaction(tenant, order.getPayments(0).getId()));
    assertThat(goods.get(made).getStatus()).isEqualTo(Status.COMPLETED);
    Refusal.of(() -> goods.give(order, 0, 1)).has(Reason.PAYMENT_NOT_REFUNDABLE);
  }

  /** The gateway knows nothing of the part of a payment that goods were exchanged for. */
  @Test
  void moneyThatWasExchangedIsNotTakenForMoneyThatTheGatewayGaveBack() {
    Order order = soldByQr(2);
    till.sales()
        .createExchange(
            CreateExchangeRequest.newBuilder()
                .setOrderId(order.getId())
                .addLines(back(order, 0, 1))
                .addItems(NewOrderItem.newBuilder().setVariantId(tea).setQuantity(1))
                .build());

    qr.refund(order.getPayments(0), PRICE);

    Refusal.of(() -> goods.give(order, 0, 1))
        .has(Reason.PAYMENT_NOT_REFUNDABLE)
        .with("refundable", 0);
  }

  @Test
  void aCardGetsItsMoneyBackOnceHoweverOftenItIsAsked() {
    String code =
        "6%015d"
            .formatted(Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 1_000_000_000L));
    String card = customers.balances().issue(code, 2 * PRICE);
    Order open = till.open(tea, 2);
    till.sales().addPayment(Wallet.byCard(open, code, 2 * PRICE).build());
    Order order = till.complete(open);
    customers.balances().apply("OrderCompleted", order);

    SalesReturn made = goods.give(order, 0, 1);

    assertThat(made.getRefunds(0).getPaymentType()).isEqualTo(GIFT_CARD);
    customers.whileDown(this::runJob);
    assertThat(goods.get(made)).isEqualTo(made);
    customers.loseReplies(1);
    runJob();
    runJob();
    runJob();
    assertThat(customers.balances().balance(card)).isEqualTo(PRICE);
    assertThat(goods.get(made).getStatus()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void aCardThatIsNoMoreFlagsItsRefund() {
    String code =
        "6%015d"
            .formatted(Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 1_000_000_000L));
    customers.balances().issue(code, PRICE);
    Order open = till.open(tea, 1);
    till.sales().addPayment(Wallet.byCard(open, code, PRICE).build());
    SalesReturn made = goods.give(till.complete(open), 0, 1);
    customers.balances().lose(code);
    runJob();

    SalesReturn failed = goods.get(made);
    assertThat(failed.getRefunds(0).getStatus()).isEqualTo(Refund.Status.FAILED);
    Refusal.of(() -> retry(failed, true)).has(Reason.VALIDATION_FAILED).naming("by_hand");
  }

  @Test
  void aCustomerGetsStoreCreditInsteadOfCash() {
    String customer = customers.add("Ani");
    Order sold =
        till.sales()
            .checkout(
                Sales.sale(Sales.item(tea, 2))
                    .setCustomerId(customer)
                    .addPayments(Sales.cash(2 * PRICE))
                    .build())
            .getOrder();

    SalesReturn made =
        goods.give(
            request(sold, back(sold, 0, 2))
                .addRefunds(by(STORE_CREDIT, 1_200_000))
                .addRefunds(by(CASH, 800_000)));
    runJob();

    assertThat(made.getRefunds(0).getPaymentId()).isEmpty();
    assertThat(goods.get(made).getStatus()).isEqualTo(Status.COMPLETED);
    assertThat(customers.balances().balance(FakeBalances.name(Kind.STORE_CREDIT, customer)))
        .isEqualTo(1_200_000);
  }
}
