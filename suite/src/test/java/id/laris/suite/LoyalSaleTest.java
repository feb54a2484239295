package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.AdjustPointsRequest;
import id.laris.pos.v1.ApplyRewardRequest;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CheckoutRequest.Tender;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateRewardRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetBalanceRequest;
import id.laris.pos.v1.GetCustomerRequest;
import id.laris.pos.v1.GetGiftCardRequest;
import id.laris.pos.v1.GetLoyaltyAccountRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.IssueGiftCardRequest;
import id.laris.pos.v1.IssueGiftCardResponse;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.LoyaltyProgram.AmountRule;
import id.laris.pos.v1.LoyaltyProgram.Base;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Receipt;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SetCreditLimitRequest;
import id.laris.pos.v1.SetLoyaltyProgramRequest;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.ShowGiftCardCodesRequest;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Parallel.Outcome;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sales to customers with points, gift cards and accounts, through all the services. */
@SuiteWalk
class LoyalSaleTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final long POINTS = 50;
  private static final long COST = 20;
  private static final long OFF = 500_000;

  @Autowired TestCalls calls;
  @Autowired EventsAgain eventsAgain;
  @Autowired SqlStatements statements;

  private final UUID tenant = UUID.randomUUID();
  private Channel channel;
  private CustomerServiceBlockingStub customers;
  private SalesServiceBlockingStub sales;
  private String latte;
  private String siti;
  private String reward;

  @BeforeEach
  void openShop() {
    channel = calls.as(tenant);
    customers = CustomerServiceGrpc.newBlockingStub(channel);
    sales = SalesServiceGrpc.newBlockingStub(channel);
    latte = TinyCatalog.variant(channel);
    siti =
        customers
            .createCustomer(CreateCustomerRequest.newBuilder().setDisplayName("Siti").build())
            .getCustomer()
            .getId();
    var _ =
        customers.setLoyaltyProgram(
            SetLoyaltyProgramRequest.newBuilder()
                .setProgram(
                    LoyaltyProgram.newBuilder()
                        .setActive(true)
                        .setAmountRule(
                            AmountRule.newBuilder()
                                .setBase(Base.NET)
                                .setPointsNumerator(1)
                                .setAmountDenominator(1_000_000)
                                .setCurrency("IDR")))
                .build());
    var _ =
        customers.adjustPoints(
            AdjustPointsRequest.newBuilder()
                .setCustomerId(siti)
                .setPoints(POINTS)
                .setReason("welcome")
                .build());
    reward =
        customers
            .createReward(
                CreateRewardRequest.newBuilder()
                    .setName("Rp 5,000 off")
                    .setPoints(COST)
                    .setAmountOff(Money.newBuilder().setAmount(OFF).setCurrency("IDR"))
                    .build())
            .getReward()
            .getId();
  }

  @Test
  void oneCallSpendsPointsAndACardAndTheSaleEarnsPoints() {
    IssueGiftCardResponse card = issue(3_000_000);
    long total = 2 * TinyCatalog.PRICE - OFF;

    Order order = sales.checkout(withEverything(card.getCode())).getOrder();

    assertThat(order.getCustomerName()).isEqualTo("Siti");
    assertThat(order.getTotal().getAmount()).isEqualTo(total);
    assertThat(order.getPayments(0).getReference()).endsWith(card.getGiftCard().getLastFour());
    assertThat(order.toString()).doesNotContain(card.getCode());
    // Rp 45,000, of which the card paid Rp 30,000: the rest earns a point. The receipt says so at
    // once, whether it is booked or not.
    assertThat(receipt(order))
        .returns(1L, shown -> shown.getPoints().getEarned())
        .returns(COST, shown -> shown.getPoints().getSpent())
        .returns(POINTS - COST + 1, shown -> shown.getPoints().getAvailable())
        .returns(0L, shown -> shown.getBalances(0).getAvailable().getAmount());
    Receipt first = receipt(order);
    awaitPoints(POINTS - COST + 1, 0);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(card(card.getGiftCard().getId()))
                    .returns(GiftCard.Status.USED, GiftCard::getStatus)
                    .returns(0L, one -> one.getBalance().getAmount())
                    .returns(0L, one -> one.getHeld().getAmount()));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        customers
                            .getCustomer(
                                GetCustomerRequest.newBuilder().setCustomerId(siti).build())
                            .getCustomer()
                            .getTotalPurchases())
                    .isEqualTo(1));
    assertThat(receipt(order)).isEqualTo(first);
    eventsAgain.changeNothing(tenant);
  }

  /**
   * All statements of sales, catalog and customers together, without those that begin a transaction
   * and those of consumers. The number is never raised without saying why.
   */
  @Test
  void aSaleWithEverythingKeepsItsBudget() {
    var _ = sales.checkout(withEverything(issue(3_000_000).getCode()));
    CheckoutRequest second = withEverything(issue(3_000_000).getCode());

    List<String> executed =
        statements.during(() -> assertThat(sales.checkout(second).hasOrder()).isTrue()).stream()
            .filter(sql -> !sql.startsWith("select set_config") && !sql.contains("next_events"))
            // Staff only follows the events of a sale without a register.
            .filter(sql -> !sql.contains("staff."))
            .toList();

    assertThat(executed).as(String.join("\n", executed)).hasSizeLessThanOrEqualTo(30);
  }

  /** A reward, a gift card that pays Rp 30,000, and cash. */
  private CheckoutRequest withEverything(String code) {
    return CheckoutRequest.newBuilder()
        .setCustomerId(siti)
        .addItems(NewOrderItem.newBuilder().setVariantId(latte).setQuantity(2))
        .addRewardIds(reward)
        .addPayments(
            Tender.newBuilder()
                .setPaymentType(Payment.Type.GIFT_CARD)
                .setGiftCardCode(code)
                .setAmount(3_000_000))
        .addPayments(
            Tender.newBuilder()
                .setPaymentType(Payment.Type.CASH)
                .setAmount(2 * TinyCatalog.PRICE - OFF - 3_000_000))
        .build();
  }

  @Test
  void aVoidedOrderGivesBackWhatWasHeld() {
    String card = issue(3_000_000).getGiftCard().getId();
    Order order = open(true);
    assertThat(points()).returns(COST, LoyaltyAccount::getHeld);
    var _ = pay(order, card, 1_000_000);
    assertThat(card(card).getHeld().getAmount()).isEqualTo(1_000_000);

    var _ =
        sales.voidOrder(
            VoidOrderRequest.newBuilder().setOrderId(order.getId()).setReason("left").build());

    awaitPoints(POINTS, 0);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(card(card))
                    .returns(3_000_000L, one -> one.getAvailable().getAmount())
                    .returns(0L, one -> one.getHeld().getAmount()));
  }

  @Test
  void twoTillsCannotOverdrawACard() {
    String card = issue(500).getGiftCard().getId();
    Order one = open(false);
    Order other = open(false);

    var outcomes = Parallel.times(2, i -> pay(i == 0 ? one : other, card, 400));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    Outcome<AddPaymentResponse> refused =
        outcomes.stream().filter(Outcome.Failure.class::isInstance).findFirst().orElseThrow();
    Refusal.of(
            () -> {
              throw ((Outcome.Failure<AddPaymentResponse>) refused).thrown();
            })
        .has(Reason.INSUFFICIENT_BALANCE)
        .with("available", 100)
        .with("requested", 400);
  }

  @Test
  void theTabTakesNoMoreThanItsLimit() {
    var _ =
        customers.setCreditLimit(
            SetCreditLimitRequest.newBuilder()
                .setCustomerId(siti)
                .setAmount(TinyCatalog.PRICE)
                .setCurrency("IDR")
                .build());

    var _ = sales.checkout(onTheTab());

    Refusal.of(() -> sales.checkout(onTheTab())).has(Reason.CREDIT_LIMIT_EXCEEDED);
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(
                        customers
                            .getBalance(
                                GetBalanceRequest.newBuilder()
                                    .setCustomerId(siti)
                                    .setKind(BalanceHold.Kind.ACCOUNT)
                                    .setCurrency("IDR")
                                    .build())
                            .getBalance())
                    .returns(-TinyCatalog.PRICE, one -> one.getBalance().getAmount())
                    .returns(0L, one -> one.getHeld().getAmount()));
  }

  @Test
  void aCardThatWasSoldPays() {
    Order sold =
        sales
            .checkout(
                CheckoutRequest.newBuilder()
                    .addItems(NewOrderItem.newBuilder().setVariantId(cardProduct()).setQuantity(1))
                    .addPayments(
                        Tender.newBuilder()
                            .setPaymentType(Payment.Type.CASH)
                            .setAmount(TinyCatalog.PRICE))
                    .build())
            .getOrder();

    String code =
        customers
            .showGiftCardCodes(
                ShowGiftCardCodesRequest.newBuilder().setOrderId(sold.getId()).build())
            .getCards(0)
            .getCode();

    Order paid =
        sales
            .checkout(
                CheckoutRequest.newBuilder()
                    .addItems(NewOrderItem.newBuilder().setVariantId(latte).setQuantity(1))
                    .addPayments(
                        Tender.newBuilder()
                            .setPaymentType(Payment.Type.GIFT_CARD)
                            .setGiftCardCode(code)
                            .setAmount(TinyCatalog.PRICE))
                    .build())
            .getOrder();
    assertThat(paid.getStatus()).isEqualTo(Order.Status.COMPLETED);
  }

  @Test
  void anOrderSellsNoMoreCardsThanAreMadeOfIt() {
    Refusal.of(
            () ->
                sales.checkout(
                    CheckoutRequest.newBuilder()
                        .addItems(
                            NewOrderItem.newBuilder()
                                .setVariantId(cardProduct())
                                .setQuantity(1_001))
                        .addPayments(
                            Tender.newBuilder()
                                .setPaymentType(Payment.Type.CASH)
                                .setAmount(1_001 * TinyCatalog.PRICE))
                        .build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("request");
  }

  private Receipt receipt(Order order) {
    return sales
        .getReceipt(GetReceiptRequest.newBuilder().setOrderId(order.getId()).build())
        .getReceipt();
  }

  private String cardProduct() {
    var catalog = CatalogServiceGrpc.newBlockingStub(channel);
    String product =
        catalog
            .createProduct(
                CreateProductRequest.newBuilder().setName("Card").setGiftCard(true).build())
            .getProduct()
            .getId();
    String variant =
        catalog
            .createVariant(
                CreateVariantRequest.newBuilder().setProductId(product).setName("25").build())
            .getVariant()
            .getId();
    var _ =
        catalog.setPrice(
            SetPriceRequest.newBuilder()
                .setVariantId(variant)
                .setAmount(TinyCatalog.PRICE)
                .setCurrency("IDR")
                .build());
    return variant;
  }

  private CheckoutRequest onTheTab() {
    return CheckoutRequest.newBuilder()
        .setCustomerId(siti)
        .addItems(NewOrderItem.newBuilder().setVariantId(latte).setQuantity(1))
        .addPayments(
            Tender.newBuilder()
                .setPaymentType(Payment.Type.ON_ACCOUNT)
                .setAmount(TinyCatalog.PRICE))
        .build();
  }

  private Order open(boolean rewarded) {
    String id =
        sales
            .createOrder(CreateOrderRequest.newBuilder().setCustomerId(siti).build())
            .getOrder()
            .getId();
    var _ =
        sales.addOrderItem(
            AddOrderItemRequest.newBuilder()
                .setOrderId(id)
                .setVariantId(latte)
                .setQuantity(1)
                .build());
    if (rewarded) {
      var _ =
          sales.applyReward(
              ApplyRewardRequest.newBuilder().setOrderId(id).setRewardId(reward).build());
    }
    return sales.finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(id).build()).getOrder();
  }

  private AddPaymentResponse pay(Order order, String cardId, long amount) {
    return sales.addPayment(
        AddPaymentRequest.newBuilder()
            .setOrderId(order.getId())
            .setPaymentType(Payment.Type.GIFT_CARD)
            .setGiftCardId(cardId)
            .setAmount(amount)
            .build());
  }

  private IssueGiftCardResponse issue(long amount) {
    return customers.issueGiftCard(IssueGiftCardRequest.newBuilder().setAmount(amount).build());
  }

  private GiftCard card(String id) {
    return customers
        .getGiftCard(GetGiftCardRequest.newBuilder().setGiftCardId(id).build())
        .getGiftCard();
  }

  private LoyaltyAccount points() {
    return customers
        .getLoyaltyAccount(GetLoyaltyAccountRequest.newBuilder().setCustomerId(siti).build())
        .getAccount();
  }

  private void awaitPoints(long balance, long held) {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(points())
                    .returns(balance, LoyaltyAccount::getBalance)
                    .returns(held, LoyaltyAccount::getHeld));
  }
}
