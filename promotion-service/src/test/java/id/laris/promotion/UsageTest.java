package id.laris.promotion;

import static id.laris.promotion.Shop.order;
import static id.laris.promotion.Shop.rupiah;
import static id.laris.promotion.Shop.tenPercent;
import static id.laris.promotion.Shop.use;
import static id.laris.promotion.Shop.withCoupon;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Coupon;
import id.laris.pos.v1.EvaluatePromotionsRequest;
import id.laris.pos.v1.GetPromotionStatisticsResponse;
import id.laris.pos.v1.GetPromotionStatisticsResponse.Currency;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderDiscount;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.ReserveUsageRequest;
import id.laris.pos.v1.UsageReservation;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Parallel.Outcome.Failure;
import id.laris.testkit.Parallel.Outcome.Success;
import id.laris.testkit.Refusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Uses are reserved, counted and given back, and never one more than a limit. */
@PromotionTest
class UsageTest {

  @Autowired Shop.Parts parts;
  @Autowired FakeClock clock;

  private Shop shop;
  private String orderId;

  @BeforeEach
  void newShop() {
    shop = new Shop(parts);
    orderId = newId();
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  @Test
  void ofFiveHundredOrdersAtOnceAsManyGetThePromotionAsMay() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(100));

    List<Parallel.Outcome<UsageReservation>> outcomes =
        Parallel.times(500, i -> reserveAtLast(newId(), promotion));

    assertThat(outcomes).filteredOn(Success.class::isInstance).hasSize(100);
    for (Parallel.Outcome<UsageReservation> outcome : outcomes) {
      if (outcome instanceof Failure<UsageReservation> failure) {
        Refusal.of((StatusRuntimeException) failure.thrown())
            .has(Reason.PROMOTION_USED_UP)
            .with("promotion_id", promotion.getId());
      }
    }
    assertThat(shop.statistics(promotion))
        .returns(100L, GetPromotionStatisticsResponse::getUses)
        .returns(100L, GetPromotionStatisticsResponse::getReserved)
        .returns(0L, GetPromotionStatisticsResponse::getUsesLeft);
  }

  /** Repeats a call that got no connection in time, as sales does. */
  private UsageReservation reserveAtLast(String order, Promotion promotion) {
    while (true) {
      try {
        return shop.reserve(order, 1, use(promotion, 10));
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.UNAVAILABLE) {
          throw e;
        }
      }
    }
  }

  @Test
  void ordersAtOnceThatUseTheSamePromotionsInAnotherOrderDoNotBlockEachOther() {
    Promotion one = shop.limited(limits -> limits.setMaxUses(1_000));
    Promotion other = shop.limited(limits -> limits.setMaxUses(1_000));

    List<Parallel.Outcome<UsageReservation>> outcomes =
        Parallel.times(
            60,
            i ->
                i % 2 == 0
                    ? shop.reserve(newId(), 1, use(one, 10), use(other, 10))
                    : shop.reserve(newId(), 1, use(other, 10), use(one, 10)));

    assertThat(outcomes).allMatch(Success.class::isInstance);
    assertThat(shop.statistics(one).getUses()).isEqualTo(60);
    assertThat(shop.statistics(other).getUses()).isEqualTo(60);
  }

  @Test
  void eachCustomerHasALimitOfItsOwn() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUsesPerCustomer(1));
    String siti = newId();
    shop.reserve(orderId, 1, of(siti), use(promotion, 10));

    Refusal.of(() -> shop.reserve(newId(), 1, of(siti), use(promotion, 10)))
        .has(Reason.PROMOTION_USED_UP);
    Refusal.of(() -> shop.reserve(newId(), 1, use(promotion, 10))).has(Reason.PROMOTION_USED_UP);
    shop.reserve(newId(), 1, of(newId()), use(promotion, 10));

    assertThat(shop.statistics(promotion).getUses()).isEqualTo(2);
  }

  private static UnaryOperator<ReserveUsageRequest.Builder> of(String customerId) {
    return request -> request.setCustomerId(customerId);
  }

  @Test
  void aDayEndsAtMidnightOfTheShop() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUsesPerDay(1));
    Instant beforeMidnight = Instant.parse("2026-01-15T16:59:59Z");
    Instant midnight = Instant.parse("2026-01-15T17:00:00Z");
    shop.reserve(newId(), 1, inJakarta(beforeMidnight), use(promotion, 10));

    Refusal.of(() -> shop.reserve(newId(), 1, inJakarta(beforeMidnight), use(promotion, 10)))
        .has(Reason.PROMOTION_USED_UP);
    shop.reserve(newId(), 1, inJakarta(midnight), use(promotion, 10));
    Refusal.of(
            () ->
                shop.reserve(
                    newId(),
                    1,
                    request -> request.setAt(Protos.timestamp(midnight)),
                    use(promotion, 10)))
        .has(Reason.PROMOTION_USED_UP);
    Refusal.of(
            () ->
                shop.reserve(
                    newId(), 1, request -> request.setTimeZone("Mars"), use(promotion, 10)))
        .naming("time_zone");
  }

  @Test
  void aCartCountsDaysByTheZoneOfLimitsAsOrdersDo() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUsesPerDay(1));
    Instant at = Instant.parse("2026-01-15T16:59:59Z");
    shop.reserve(newId(), 1, inJakarta(at), use(promotion, 10));

    // In Jayapura it is the 16th by now, and the settings are those of Jakarta.
    assertThat(reasonAt(at, "Asia/Jayapura", ""))
        .isNotEqualTo(PromotionResult.Reason.LIMIT_USED_UP);
    assertThat(reasonAt(at, "Asia/Jayapura", "Asia/Jakarta"))
        .isEqualTo(PromotionResult.Reason.LIMIT_USED_UP);
    assertThat(reasonAt(at, "Asia/Jakarta", "Asia/Jayapura"))
        .isNotEqualTo(PromotionResult.Reason.LIMIT_USED_UP);
    Refusal.of(() -> reasonAt(at, "", "Mars"))
        .has(Reason.VALIDATION_FAILED)
        .naming("cart.limits_time_zone");
  }

  /** The answer about the only promotion for an empty cart. */
  private PromotionResult.Reason reasonAt(Instant at, String timeZone, String limitsTimeZone) {
    return shop.staff
        .evaluatePromotions(
            EvaluatePromotionsRequest.newBuilder()
                .setCart(
                    PromotionCart.newBuilder()
                        .setCurrency("IDR")
                        .setAt(Protos.timestamp(at))
                        .setTimeZone(timeZone)
                        .setLimitsTimeZone(limitsTimeZone))
                .build())
        .getPromotions(0)
        .getReason();
  }

  private static UnaryOperator<ReserveUsageRequest.Builder> inJakarta(Instant at) {
    return request -> request.setAt(Protos.timestamp(at)).setTimeZone("Asia/Jakarta");
  }

  @Test
  void noMoreIsGivenAwayThanTheLimitOfTheAmount() {
    Promotion promotion = shop.limited(limits -> limits.setMaxAmount(rupiah(1_000)));
    shop.reserve(orderId, 1, use(promotion, 700));

    Refusal.of(() -> shop.reserve(newId(), 1, use(promotion, 301))).has(Reason.PROMOTION_USED_UP);
    shop.reserve(newId(), 1, use(promotion, 300));
    assertThat(shop.statistics(promotion).getAmountLeft()).isEqualTo(rupiah(0));

    shop.release(orderId, 1);
    assertThat(shop.statistics(promotion).getAmountLeft()).isEqualTo(rupiah(700));
    Refusal.of(
            () ->
                shop.reserve(newId(), 1, request -> request.setCurrency("USD"), use(promotion, 1)))
        .has(Reason.VALIDATION_FAILED)
        .naming("currency");
  }

  @Test
  void allUsesAreReservedOrNoneAndEveryOffenderIsNamed() {
    Promotion free = shop.promotion(tenPercent());
    Promotion one = shop.limited(limits -> limits.setMaxUses(1));
    Promotion other = shop.limited(limits -> limits.setMaxAmount(rupiah(5)));
    Promotion withCoupon = shop.promotion(withCoupon());
    Coupon coupon = shop.coupon(withCoupon, "SAVE", request -> request.setMaxUses(1));
    shop.reserve(newId(), 1, use(one, 10), use(withCoupon, coupon, 10));

    Refusal.of(
            () ->
                shop.reserve(
                    orderId,
                    1,
                    use(free, 10),
                    use(one, 10),
                    use(other, 10),
                    use(withCoupon, coupon, 10)))
        .has(Reason.PROMOTION_USED_UP)
        .with("promotion_id", one.getId() + "," + other.getId())
        .with("coupon_id", coupon.getId())
        .naming("usages[1].promotion_id", "usages[2].promotion_id", "usages[3].coupon_id");

    assertThat(shop.statistics(free).getUses()).isZero();
    Refusal.of(() -> shop.reserve(orderId, 1, use(withCoupon, coupon, 10)))
        .has(Reason.COUPON_NOT_USABLE)
        .with("coupon_id", coupon.getId());
    assertThat(shop.reserve(orderId, 1, use(free, 10)).getStatus())
        .isEqualTo(UsageReservation.Status.RESERVED);
  }

  @Test
  void usesAreOfPromotionsAndCouponsThatExistAndBelongTogether() {
    Promotion promotion = shop.promotion(tenPercent());
    Promotion withCoupon = shop.promotion(withCoupon());
    Coupon coupon = shop.coupon(withCoupon, "SAVE", request -> request);

    Refusal.of(
            () -> shop.reserve(orderId, 1, use(promotion.toBuilder().setId(newId()).build(), 10)))
        .has(Reason.NOT_FOUND);
    Refusal.of(
            () ->
                shop.reserve(
                    orderId, 1, use(withCoupon, coupon.toBuilder().setId(newId()).build(), 10)))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> shop.reserve(orderId, 1, use(promotion, coupon, 10)))
        .naming("usages[0].coupon_id");
    Refusal.of(() -> shop.reserve(orderId, 1, use(promotion, 10), use(promotion, 20)))
        .naming("usages");
    Refusal.of(() -> new Shop(parts).reserve(orderId, 1, use(promotion, 10))).has(Reason.NOT_FOUND);
  }

  @Test
  void theSameRequestAgainReservesNothingTwice() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(1));
    shop.reserve(orderId, 1, use(promotion, 10));
    Instant later = clock.instant().plus(Duration.ofHours(1));

    UsageReservation again =
        shop.reserve(
            orderId,
            1,
            request -> request.setExpiresAt(Protos.timestamp(later)),
            use(promotion, 10));

    assertThat(again)
        .returns(Protos.timestamp(later), UsageReservation::getExpiresAt)
        .returns(List.of(use(promotion, 10)), UsageReservation::getUsagesList);
    assertThat(shop.statistics(promotion).getUses()).isOne();
    Refusal.of(() -> shop.reserve(orderId, 1, use(promotion, 11))).has(Reason.ALREADY_EXISTS);
    Refusal.of(() -> shop.reserve(orderId, 1, of(newId()), use(promotion, 10)))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void theSameRequestManyTimesAtOnceReservesOnce() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(10));

    List<Parallel.Outcome<UsageReservation>> outcomes =
        Parallel.times(20, i -> shop.reserve(orderId, 1, use(promotion, 10)));

    assertThat(outcomes).allMatch(Success.class::isInstance);
    assertThat(shop.statistics(promotion).getUses()).isOne();
  }

  @Test
  void aNewerAttemptReplacesAnOlderOneWhichIsRefusedFromThenOn() {
    Promotion one = shop.limited(limits -> limits.setMaxUses(1));
    Promotion other = shop.limited(limits -> limits.setMaxUses(1));
    shop.reserve(orderId, 1, use(one, 10));

    shop.reserve(orderId, 2, use(one, 20));
    shop.reserve(orderId, 3, use(other, 20));

    assertThat(shop.statistics(one).getUses()).isZero();
    assertThat(shop.statistics(other).getUses()).isOne();
    Refusal.of(() -> shop.reserve(orderId, 2, use(one, 20))).has(Reason.VERSION_CONFLICT);
  }

  @Test
  void whatIsGivenBackCanBeUsedByOthers() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(1));
    shop.reserve(orderId, 2, use(promotion, 10));

    assertThat(shop.release(orderId, 1).getStatus()).isEqualTo(UsageReservation.Status.RESERVED);
    assertThat(shop.release(orderId, 2).getStatus()).isEqualTo(UsageReservation.Status.RELEASED);
    assertThat(shop.release(orderId, 2).getStatus()).isEqualTo(UsageReservation.Status.RELEASED);

    shop.reserve(newId(), 1, use(promotion, 10));
    Refusal.of(() -> shop.reserve(orderId, 2, use(promotion, 10)))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("from", "RELEASED");
  }

  @Test
  void givenUpTheAttemptIsRefusedEvenIfItComesAfterThat() {
    Promotion promotion = shop.promotion(tenPercent());
    shop.release(orderId, 1);

    Refusal.of(() -> shop.reserve(orderId, 1, use(promotion, 10)))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
    shop.reserve(orderId, 2, use(promotion, 10));
    assertThat(shop.statistics(promotion).getUses()).isOne();
  }

  @Test
  void whatIsNotCompletedInTimeIsGivenBack() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(1));
    Instant soon = clock.instant().plus(Duration.ofMinutes(5));
    shop.reserve(
        orderId, 1, request -> request.setExpiresAt(Protos.timestamp(soon)), use(promotion, 10));

    shop.run("promotion.expired-reservations");
    assertThat(shop.statistics(promotion).getUses()).isOne();
    clock.set(soon);
    shop.run("promotion.expired-reservations");

    assertThat(shop.statistics(promotion).getUses()).isZero();
    Refusal.of(() -> shop.reserve(orderId, 1, use(promotion, 10)))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("from", "EXPIRED");
  }

  @Test
  void aCompletedOrderHasUsedThemForGoodHoweverOftenItIsTold() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(2));
    shop.reserve(orderId, 1, use(promotion, 100));

    shop.happened("OrderCompleted", order(orderId, 1));
    shop.happened("OrderCompleted", order(orderId, 1));
    shop.happened("OrderVoided", order(orderId, 1));

    assertThat(shop.statistics(promotion))
        .returns(1L, GetPromotionStatisticsResponse::getUses)
        .returns(0L, GetPromotionStatisticsResponse::getReserved)
        .returns(1L, GetPromotionStatisticsResponse::getUsesLeft)
        .returns(
            List.of(
                Currency.newBuilder()
                    .setOrders(1)
                    .setAmountGiven(rupiah(100))
                    .setRevenue(rupiah(90_000))
                    .build()),
            GetPromotionStatisticsResponse::getCurrenciesList);
    Refusal.of(() -> shop.release(orderId, 1)).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> shop.reserve(orderId, 2, use(promotion, 100)))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("from", "USED");
  }

  @Test
  void aPromotionWithoutLimitsIsCountedWhenTheOrderCompletes() {
    Promotion limited = shop.limited(limits -> limits.setMaxUses(5));
    Promotion free = shop.promotion(tenPercent());
    shop.reserve(orderId, 1, use(limited, 100));
    Order.Builder both =
        order(orderId, 1).addPromotions(applied(limited, 100)).addPromotions(applied(free, 70));
    String other = UUID.randomUUID().toString();
    Order.Builder one = order(other, 0).addPromotions(applied(free, 30));

    shop.happened("OrderCompleted", both, one);
    shop.happened("OrderCompleted", both, one);
    shop.happened("OrderVoided", one);

    assertThat(shop.statistics(limited).getUses()).isOne();
    assertThat(shop.statistics(free))
        .returns(2L, GetPromotionStatisticsResponse::getUses)
        .returns(0L, GetPromotionStatisticsResponse::getReserved)
        .returns(
            List.of(
                Currency.newBuilder()
                    .setOrders(2)
                    .setAmountGiven(rupiah(100))
                    .setRevenue(rupiah(180_000))
                    .build()),
            GetPromotionStatisticsResponse::getCurrenciesList);
  }

  @Test
  void aUseIsGivenBackOnceAllGoodsAreBackThatItReduced() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(1));
    Promotion points = shop.promotion(tenPercent());
    Coupon coupon = shop.coupon(promotion, "BACK1", more -> more);
    shop.reserve(orderId, 1, use(promotion, coupon, 100));
    Order.Builder sold =
        order(orderId, 1)
            .addPromotions(applied(promotion, 100))
            .addPromotions(applied(points, 0))
            .addDiscounts(
                OrderDiscount.newBuilder()
                    .setPromotionId(promotion.getId())
                    .addLines(OrderDiscount.Line.newBuilder().setItemId("cup"))
                    .addLines(OrderDiscount.Line.newBuilder().setItemId("plate")));
    shop.happened("OrderCompleted", withLines(sold, "cup", "plate", "spoon"));

    shop.returned(withLines(sold, "cup", "spoon"));

    assertThat(shop.statistics(promotion).getUses()).isOne();
    Refusal.of(() -> shop.reserve(newId(), 1, use(promotion, 10))).has(Reason.PROMOTION_USED_UP);

    shop.returned(withLines(sold, "spoon"));
    shop.returned(withLines(sold, "spoon"));
    shop.happened("OrderCompleted", withLines(sold, "cup", "plate", "spoon"));

    assertThat(shop.statistics(promotion))
        .returns(0L, GetPromotionStatisticsResponse::getUses)
        .returns(0L, GetPromotionStatisticsResponse::getReserved)
        .returns(0L, GetPromotionStatisticsResponse::getCouponsUsed)
        .returns(
            List.of(Currency.newBuilder().setAmountGiven(rupiah(0)).setRevenue(rupiah(0)).build()),
            GetPromotionStatisticsResponse::getCurrenciesList);
    assertThat(shop.statistics(points).getUses()).as("a spoon is left").isOne();
    shop.returned(withLines(sold));
    assertThat(shop.statistics(points).getUses()).isZero();
    shop.reserve(newId(), 1, use(promotion, coupon, 10));
  }

  private static Order.Builder withLines(Order.Builder order, String... itemIds) {
    Order.Builder with = order.clone().clearItems();
    for (String itemId : itemIds) {
      with.addItems(OrderItem.newBuilder().setId(itemId));
    }
    return with;
  }

  @Test
  void goodsOfAnOrderThatUsedNothingGiveNothingBack() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(1));
    shop.reserve(orderId, 2, use(promotion, 100));

    shop.returned(order(orderId, 1));
    shop.returned(order(newId(), 1));

    assertThat(shop.statistics(promotion).getReserved()).isOne();
  }

  @Test
  void usesThatWereGivenBackAreNotThoseOfTheOrderThatCompletesLater() {
    Promotion limited = shop.limited(limits -> limits.setMaxUses(1));
    Promotion free = shop.promotion(tenPercent());
    shop.reserve(orderId, 1, use(limited, 100));
    shop.happened("OrderReopened", order(orderId, 1));

    shop.happened("OrderCompleted", order(orderId, 0).addPromotions(applied(free, 70)));

    assertThat(shop.statistics(limited).getUses()).isZero();
    assertThat(shop.statistics(limited).getUsesLeft()).isOne();
    assertThat(shop.statistics(free).getUses()).isOne();
  }

  private static PromotionResult applied(Promotion promotion, long amount) {
    return PromotionResult.newBuilder()
        .setPromotionId(promotion.getId())
        .setPromotionVersion(promotion.getVersion())
        .setApplied(true)
        .setAmount(rupiah(amount))
        .build();
  }

  @Test
  void aPromotionThatEndsMeanwhileIsUsedNevertheless() {
    Promotion promotion = shop.promotion(tenPercent());
    shop.reserve(orderId, 1, use(promotion, 100));
    shop.update(promotion.toBuilder().setState(Promotion.State.ENDED).build(), "state");

    shop.happened("OrderCompleted", order(orderId, 1));

    assertThat(shop.statistics(promotion).getCurrencies(0).getOrders()).isOne();
  }

  @Test
  void voidedAndReopenedOrdersGiveTheirUsesBack() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(2));
    String other = newId();
    shop.reserve(orderId, 1, use(promotion, 10));
    shop.reserve(other, 1, use(promotion, 10));

    shop.happened("OrderVoided", order(orderId, 1));
    shop.happened("OrderReopened", order(other, 1));
    shop.happened("OrderReopened", order(other, 1));

    assertThat(shop.statistics(promotion).getUses()).isZero();
    shop.reserve(other, 2, use(promotion, 10));
    // The event of the first attempt comes again, late.
    shop.happened("OrderReopened", order(other, 1));
    assertThat(shop.statistics(promotion).getUses()).isOne();
  }

  @Test
  void aCompletedOrderCountsEvenIfItsReservationHadExpiredAndOthersTookItsPlace() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(1));
    Instant soon = clock.instant().plus(Duration.ofMinutes(5));
    shop.reserve(
        orderId, 1, request -> request.setExpiresAt(Protos.timestamp(soon)), use(promotion, 10));
    clock.set(soon);
    shop.run("promotion.expired-reservations");
    String other = newId();
    shop.reserve(other, 1, use(promotion, 10));

    shop.happened("OrderCompleted", order(orderId, 1), order(other, 1));

    assertThat(shop.statistics(promotion))
        .returns(2L, GetPromotionStatisticsResponse::getUses)
        .returns(0L, GetPromotionStatisticsResponse::getReserved)
        .returns(0L, GetPromotionStatisticsResponse::getUsesLeft);
  }

  @Test
  void anOrderThatNobodyReservedForKeepsLateAttemptsOut() {
    Promotion promotion = shop.promotion(tenPercent());
    shop.happened("OrderCompleted", order(orderId, 1));

    Refusal.of(() -> shop.reserve(orderId, 1, use(promotion, 10)))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
    assertThat(shop.statistics(promotion).getUses()).isZero();
  }

  @Test
  void ordersWithoutPromotionsConcernNobodyHere() {
    shop.happened("OrderCompleted", order(orderId, 0));
    Promotion promotion = shop.promotion(tenPercent());

    assertThat(shop.reserve(orderId, 1, use(promotion, 10)).getStatus())
        .isEqualTo(UsageReservation.Status.RESERVED);
  }
}
