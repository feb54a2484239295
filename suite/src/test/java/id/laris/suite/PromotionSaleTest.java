package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.ApplyCouponRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CouponBatch;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.CreateReturnRequest;
import id.laris.pos.v1.EvaluatePromotionsRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GenerateCouponsRequest;
import id.laris.pos.v1.GetPromotionStatisticsRequest;
import id.laris.pos.v1.GetPromotionStatisticsResponse;
import id.laris.pos.v1.ListCouponsRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.pos.v1.PromotionServiceGrpc.PromotionServiceBlockingStub;
import id.laris.pos.v1.ReturnedItem;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.UpdatePromotionRequest;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sales and promotion-service together: limits hold, and finalized orders keep what they have. */
@SuiteWalk
class PromotionSaleTest {

  private static final int ORDERS = 500;

  /** As many as the connections to the database serve at once without refusing any. */
  private static final int TILLS = 50;

  private static final int LIMIT = 100;
  private static final long PRICE = TinyCatalog.PRICE;
  private static final long TENTH = PRICE / 10;

  @Autowired TestCalls calls;
  @Autowired EventsAgain eventsAgain;

  private final UUID tenant = UUID.randomUUID();
  private SalesServiceBlockingStub sales;
  private PromotionServiceBlockingStub promotions;
  private String latte;

  @BeforeEach
  void openShop() {
    Channel channel = calls.as(tenant);
    sales = SalesServiceGrpc.newBlockingStub(channel);
    promotions = PromotionServiceGrpc.newBlockingStub(channel);
    latte = TinyCatalog.variant(channel);
  }

  @Test
  void aLimitHoldsForAllTillsTogether() {
    Promotion promotion = promote(percent(100_000), LIMIT);
    List<Order> drafts = eachTill(number -> draft());

    List<Order> open = eachTill(number -> finalizeOrder(drafts.get(number)));

    assertThat(open.stream().filter(order -> order.getTotal().getAmount() == PRICE - TENTH))
        .hasSize(LIMIT);
    assertThat(open.stream().filter(order -> order.getTotal().getAmount() == PRICE))
        .hasSize(ORDERS - LIMIT)
        .allMatch(
            order -> order.getPromotions(0).getReason() == PromotionResult.Reason.LIMIT_USED_UP);
    assertThat(statistics(promotion).getUses()).isEqualTo(LIMIT);
    assertThat(statistics(promotion).getUsesLeft()).isZero();
  }

  /** Does something for each order, as many at once as there are tills. */
  private static List<Order> eachTill(IntFunction<Order> work) {
    int each = ORDERS / TILLS;
    List<Order> done =
        Parallel.successes(
                Parallel.times(
                    TILLS,
                    till ->
                        IntStream.range(till * each, (till + 1) * each).mapToObj(work).toList()))
            .stream()
            .flatMap(List::stream)
            .toList();
    assertThat(done).hasSize(ORDERS);
    return done;
  }

  @Test
  void usesOfVoidedOrdersAreForOthersAndThoseOfCompletedOnesCount() {
    Promotion promotion = promote(percent(100_000), 1);
    Order first = finalizeOrder(draft());
    assertThat(finalizeOrder(draft()).getTotal().getAmount()).isEqualTo(PRICE);

    var _ =
        sales.voidOrder(
            VoidOrderRequest.newBuilder().setOrderId(first.getId()).setReason("mistake").build());
    eventsAgain.awaitConsumers(tenant);
    Order second = complete(finalizeOrder(draft()));
    eventsAgain.awaitConsumers(tenant);

    assertThat(second.getTotal().getAmount()).isEqualTo(PRICE - TENTH);
    GetPromotionStatisticsResponse figures = statistics(promotion);
    assertThat(figures.getUses()).isOne();
    assertThat(figures.getReserved()).isZero();
    assertThat(figures.getCurrencies(0).getAmountGiven().getAmount()).isEqualTo(TENTH);
    assertThat(figures.getCurrencies(0).getRevenue()).isEqualTo(second.getTotal());
    eventsAgain.changeNothing(tenant);
  }

  @Test
  void theLastUseIsForOthersOnceItsGoodsAreBack() {
    Promotion promotion = promote(percent(100_000), 1);
    Order sold = complete(finalizeOrder(draft()));
    eventsAgain.awaitConsumers(tenant);
    assertThat(statistics(promotion).getUsesLeft()).isZero();

    var _ =
        sales.createReturn(
            CreateReturnRequest.newBuilder()
                .setOrderId(sold.getId())
                .addLines(
                    ReturnedItem.newBuilder()
                        .setItemId(sold.getItems(0).getId())
                        .setQuantity(sold.getItems(0).getQuantity())
                        .setReason(SalesReturn.Reason.CHANGED_MIND)
                        .setRestock(SalesReturn.Restock.GOOD))
                .build());
    eventsAgain.awaitConsumers(tenant);

    assertThat(statistics(promotion).getUses()).isZero();
    assertThat(complete(finalizeOrder(draft())).getTotal().getAmount()).isEqualTo(PRICE - TENTH);
    eventsAgain.awaitConsumers(tenant);
    eventsAgain.changeNothing(tenant);
  }

  @Test
  void whatEndsAfterFinalizingChangesNothing() {
    Promotion promotion = promote(percent(100_000), 10);
    Order open = finalizeOrder(draft());
    Promotion half =
        update(
            promotion.toBuilder()
                .setRules(percent(500_000))
                .setState(Promotion.State.ENDED)
                .build(),
            "rules",
            "state");

    Order completed = complete(open);
    eventsAgain.awaitConsumers(tenant);

    assertThat(half.getState()).isEqualTo(Promotion.State.ENDED);
    assertThat(completed.getPromotionsList()).isEqualTo(open.getPromotionsList());
    assertThat(completed.getTotal().getAmount()).isEqualTo(PRICE - TENTH);
    assertThat(statistics(promotion).getCurrencies(0).getOrders()).isOne();
    assertThat(draft().getPromotionsList()).isEmpty();
  }

  @Test
  void theRulesOfAnOrderCanBeAskedForAfterwards() {
    Promotion promotion = promote(percent(100_000), 10);
    Order completed = complete(finalizeOrder(draft()));
    var _ = update(promotion.toBuilder().setRules(percent(500_000)).build(), "rules");
    OrderItem item = completed.getItems(0);

    long then =
        promotions
            .evaluatePromotions(
                EvaluatePromotionsRequest.newBuilder()
                    .setCart(
                        PromotionCart.newBuilder()
                            .setCurrency("IDR")
                            .setAt(completed.getFinalizedAt())
                            .addLines(
                                PromotionCart.Line.newBuilder()
                                    .setId(item.getId())
                                    .setProductId(item.getProductId())
                                    .setQuantity(item.getQuantity())
                                    .setGross(item.getGross().getAmount())))
                    .addVersions(
                        EvaluatePromotionsRequest.Version.newBuilder()
                            .setPromotionId(completed.getPromotions(0).getPromotionId())
                            .setPromotionVersion(completed.getPromotions(0).getPromotionVersion()))
                    .build())
            .getDiscountTotal()
            .getAmount();

    assertThat(then).isEqualTo(TENTH);
  }

  @Test
  void aCouponOfABatchIsUsedOnce() {
    Promotion promotion =
        promote(
            percent(100_000)
                .addConditions(
                    PromotionCondition.newBuilder()
                        .setCoupon(PromotionCondition.CouponEntered.getDefaultInstance())),
            0);
    String code = batch(promotion);
    Order first = finalizeOrder(apply(draft(), code.toLowerCase(Locale.ROOT)));
    Order second = apply(draft(), code.replace("-", " "));

    assertThat(first.getTotal().getAmount()).isEqualTo(PRICE - TENTH);
    assertThat(second.getCoupons(0).getReason()).isEqualTo(PromotionResult.Reason.COUPON_USED_UP);
    assertThat(second.getPromotions(0).getReason())
        .isEqualTo(PromotionResult.Reason.COUPON_USED_UP);
    assertThat(finalizeOrder(second).getTotal().getAmount()).isEqualTo(PRICE);
  }

  /** Returns a code of a batch, once it is made. */
  private String batch(Promotion promotion) {
    GenerateCouponsRequest request =
        GenerateCouponsRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setPromotionId(promotion.getId())
            .setCount(5)
            .setPrefix("MAY-")
            .build();
    await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () ->
                promotions.generateCoupons(request).getBatch().getState()
                    == CouponBatch.State.DONE);
    return promotions
        .listCoupons(ListCouponsRequest.newBuilder().setPromotionId(promotion.getId()).build())
        .getCoupons(0)
        .getCode();
  }

  private Promotion promote(PromotionRules.Builder rules, long maxUses) {
    CreatePromotionRequest.Builder request =
        CreatePromotionRequest.newBuilder()
            .setName("Ten percent")
            .setState(Promotion.State.ACTIVE)
            .setRules(rules);
    if (maxUses > 0) {
      request.setLimits(PromotionLimits.newBuilder().setMaxUses(maxUses));
    }
    return promotions.createPromotion(request.build()).getPromotion();
  }

  private Promotion update(Promotion promotion, String... paths) {
    return promotions
        .updatePromotion(
            UpdatePromotionRequest.newBuilder()
                .setPromotion(promotion)
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
                .build())
        .getPromotion();
  }

  private static PromotionRules.Builder percent(long ppm) {
    return PromotionRules.newBuilder()
        .setStackingClass(StackingClass.ITEM)
        .setBenefit(
            PromotionBenefit.newBuilder()
                .setPercentOff(PromotionBenefit.PercentOff.newBuilder().setPercentPpm(ppm)));
  }

  private GetPromotionStatisticsResponse statistics(Promotion promotion) {
    return promotions.getPromotionStatistics(
        GetPromotionStatisticsRequest.newBuilder().setPromotionId(promotion.getId()).build());
  }

  private Order draft() {
    String orderId = sales.createOrder(CreateOrderRequest.getDefaultInstance()).getOrder().getId();
    return sales
        .addOrderItem(
            AddOrderItemRequest.newBuilder()
                .setOrderId(orderId)
                .setVariantId(latte)
                .setQuantity(1)
                .build())
        .getOrder();
  }

  private Order apply(Order order, String code) {
    return sales
        .applyCoupon(
            ApplyCouponRequest.newBuilder().setOrderId(order.getId()).setCode(code).build())
        .getOrder();
  }

  private Order finalizeOrder(Order order) {
    return sales
        .finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(order.getId()).build())
        .getOrder();
  }

  private Order complete(Order order) {
    var _ =
        sales.addPayment(
            AddPaymentRequest.newBuilder()
                .setOrderId(order.getId())
                .setPaymentType(Payment.Type.CASH)
                .setAmount(order.getTotal().getAmount())
                .build());
    return sales
        .completeOrder(CompleteOrderRequest.newBuilder().setOrderId(order.getId()).build())
        .getOrder();
  }
}
