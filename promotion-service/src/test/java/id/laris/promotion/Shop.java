package id.laris.promotion;

import com.google.protobuf.Any;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import id.laris.common.auth.ServiceKey;
import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.events.EventConsumer;
import id.laris.pos.v1.Coupon;
import id.laris.pos.v1.CreateCouponRequest;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.EvaluatePromotionsRequest;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.FindOffersRequest;
import id.laris.pos.v1.FindOffersResponse;
import id.laris.pos.v1.GetPromotionStatisticsRequest;
import id.laris.pos.v1.GetPromotionStatisticsResponse;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.PercentOff;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.pos.v1.PromotionServiceGrpc.PromotionServiceBlockingStub;
import id.laris.pos.v1.PromotionUsage;
import id.laris.pos.v1.ReleaseUsageRequest;
import id.laris.pos.v1.ReserveUsageRequest;
import id.laris.pos.v1.ReturnChange;
import id.laris.pos.v1.UpdatePromotionRequest;
import id.laris.pos.v1.UsageReservation;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant with promotions, and sales that asks for them. */
final class Shop {

  /** The parts of the process that a shop needs. */
  record Parts(
      TestCalls calls,
      FakeClock clock,
      ServiceKey serviceKey,
      Background background,
      Writes writes,
      JdbcClient jdbc,
      List<EventConsumer> consumers,
      Jobs jobs) {}

  final UUID tenantId = UUID.randomUUID();
  final PromotionServiceBlockingStub staff;

  /** The service sales, which calls for this tenant. */
  final PromotionServiceBlockingStub sales;

  private final Parts parts;

  Shop(Parts parts) {
    this.parts = parts;
    this.staff = PromotionServiceGrpc.newBlockingStub(parts.calls.as(tenantId));
    this.sales =
        PromotionServiceGrpc.newBlockingStub(
            parts.calls.with(parts.serviceKey.credentials(tenantId)));
  }

  static Money rupiah(long amount) {
    return Protos.money(amount, "IDR");
  }

  /** Ten percent off the order, in rupiah. */
  static PromotionRules.Builder tenPercent() {
    return PromotionRules.newBuilder()
        .setCurrency("IDR")
        .setBenefit(
            PromotionBenefit.newBuilder()
                .setPercentOff(PercentOff.newBuilder().setPercentPpm(100_000)))
        .setStackingClass(StackingClass.ORDER);
  }

  static PromotionRules.Builder withCoupon() {
    return tenPercent()
        .addConditions(
            PromotionCondition.newBuilder()
                .setCoupon(PromotionCondition.CouponEntered.getDefaultInstance()));
  }

  Promotion promotion(PromotionRules.Builder rules) {
    return promotion(rules, request -> request);
  }

  Promotion promotion(
      PromotionRules.Builder rules, UnaryOperator<CreatePromotionRequest.Builder> more) {
    return staff
        .createPromotion(
            more.apply(
                    CreatePromotionRequest.newBuilder()
                        .setName("Happy hour")
                        .setState(Promotion.State.ACTIVE)
                        .setRules(rules))
                .build())
        .getPromotion();
  }

  Promotion limited(UnaryOperator<PromotionLimits.Builder> limits) {
    return promotion(
        tenPercent(), request -> request.setLimits(limits.apply(PromotionLimits.newBuilder())));
  }

  Promotion update(Promotion promotion, String... paths) {
    return staff
        .updatePromotion(
            UpdatePromotionRequest.newBuilder()
                .setPromotion(promotion)
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
                .build())
        .getPromotion();
  }

  /** A cart with one tea at 1,000.00 rupiah, priced by these versions or by the active ones. */
  EvaluatePromotionsResponse evaluate(List<EvaluatePromotionsRequest.Version> versions) {
    return staff.evaluatePromotions(
        EvaluatePromotionsRequest.newBuilder()
            .setCart(
                PromotionCart.newBuilder()
                    .setCurrency("IDR")
                    .addLines(
                        PromotionCart.Line.newBuilder()
                            .setId("tea")
                            .setProductId(UUID.randomUUID().toString())
                            .setQuantity(1)
                            .setGross(100_000)))
            .addAllVersions(versions)
            .build());
  }

  Coupon coupon(Promotion promotion, String code, UnaryOperator<CreateCouponRequest.Builder> more) {
    return staff
        .createCoupon(
            more.apply(
                    CreateCouponRequest.newBuilder()
                        .setPromotionId(promotion.getId())
                        .setCode(code))
                .build())
        .getCoupon();
  }

  FindOffersResponse offers(UnaryOperator<FindOffersRequest.Builder> more) {
    return sales.findOffers(more.apply(FindOffersRequest.newBuilder()).build());
  }

  /** The offer of the only promotion. */
  PromotionOffer offer(UnaryOperator<FindOffersRequest.Builder> more) {
    return offers(more).getOffersList().stream().findFirst().orElseThrow();
  }

  static PromotionUsage use(Promotion promotion, long amount) {
    return PromotionUsage.newBuilder()
        .setPromotionId(promotion.getId())
        .setPromotionVersion(promotion.getVersion())
        .setAmount(amount)
        .build();
  }

  static PromotionUsage use(Promotion promotion, Coupon coupon, long amount) {
    return use(promotion, amount).toBuilder().setCouponId(coupon.getId()).build();
  }

  UsageReservation reserve(String orderId, long revision, PromotionUsage... usages) {
    return reserve(orderId, revision, request -> request, usages);
  }

  UsageReservation reserve(
      String orderId,
      long revision,
      UnaryOperator<ReserveUsageRequest.Builder> more,
      PromotionUsage... usages) {
    return sales
        .reserveUsage(
            more.apply(
                    ReserveUsageRequest.newBuilder()
                        .setOrderId(orderId)
                        .setRevision(revision)
                        .setCurrency("IDR")
                        .addAllUsages(List.of(usages)))
                .build())
        .getReservation();
  }

  UsageReservation release(String orderId, long revision) {
    return sales
        .releaseUsage(
            ReleaseUsageRequest.newBuilder().setOrderId(orderId).setRevision(revision).build())
        .getReservation();
  }

  GetPromotionStatisticsResponse statistics(Promotion promotion) {
    return staff.getPromotionStatistics(
        GetPromotionStatisticsRequest.newBuilder().setPromotionId(promotion.getId()).build());
  }

  /** An order with promotions, of a total of Rp 900. */
  static Order.Builder order(String orderId, long revision) {
    return Order.newBuilder()
        .setId(orderId)
        .setCurrency("IDR")
        .setPromotionRevision(revision)
        .setTotal(rupiah(90_000));
  }

  /** Applies events as the consumer of orders gets them. */
  void happened(String type, Order.Builder... orders) {
    hears("promotion.orders", type, Stream.of(orders).map(Order.Builder::build).toList());
  }

  /** Goods came back of an order, of which this is left. */
  void returned(Order.Builder remaining) {
    hears(
        "promotion.orders",
        "ReturnCreated",
        List.of(ReturnChange.newBuilder().setRemaining(remaining).build()));
  }

  /** A customer was merged into another. */
  void merged(String customerId, String into) {
    hears(
        "promotion.customers",
        "CustomerMerged",
        List.of(Customer.newBuilder().setId(customerId).setMergedInto(into).build()));
  }

  private void hears(String consumerName, String type, List<? extends Message> payloads) {
    EventConsumer consumer =
        parts.consumers.stream()
            .filter(one -> one.name().equals(consumerName))
            .findFirst()
            .orElseThrow();
    List<Event> events =
        payloads.stream()
            .map(
                payload ->
                    Event.newBuilder()
                        .setId(UUID.randomUUID().toString())
                        .setType(type)
                        .setPayload(Any.pack(payload))
                        .build())
            .filter(consumer::concerns)
            .toList();
    if (!events.isEmpty()) {
      boolean _ =
          inTenant(
              () -> {
                consumer.apply(events);
                return true;
              });
    }
  }

  <R> R inTenant(Supplier<R> work) {
    return parts.background.call(
        tenantId, PromotionModule.SERVICE, "test", () -> parts.writes.run(work));
  }

  /** Runs a job, if it says that there may be work. */
  void run(String job) {
    parts.jobs.run(tenantId, job);
  }

  /** The types of the tenant's events, in their order. */
  List<String> events() {
    return inTenant(
        () ->
            parts
                .jdbc
                .sql("select type from promotion.outbox order by number")
                .query(String.class)
                .list());
  }
}
