package id.laris.promotion;

import static id.laris.promotion.Shop.use;
import static id.laris.promotion.Shop.withCoupon;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.Coupon;
import id.laris.pos.v1.ListCouponsRequest;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionUsage;
import id.laris.pos.v1.UsageReservation.Status;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The coupons and uses of a customer who is merged belong to the one who stays. */
@PromotionTest
class MergedCustomersTest {

  @Autowired Shop.Parts parts;
  @Autowired FakeClock clock;

  private final String gone = UUID.randomUUID().toString();
  private final String stays = UUID.randomUUID().toString();
  private Shop shop;

  @BeforeEach
  void newShop() {
    shop = new Shop(parts);
  }

  @AfterEach
  void theTimeIsAsBefore() {
    clock.set(FakeClock.START);
  }

  @Test
  void itsCouponsAreThoseOfTheOther() {
    Promotion promotion = shop.promotion(withCoupon());
    Coupon coupon = shop.coupon(promotion, "SITI", request -> request.setCustomerId(gone));
    Coupon other =
        shop.coupon(
            promotion, "BUDI", request -> request.setCustomerId(UUID.randomUUID().toString()));

    shop.merged(gone, stays);

    assertThat(obstacle("SITI", stays)).isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);
    assertThat(obstacle("SITI", gone)).isEqualTo(PromotionResult.Reason.COUPON_OTHER_CUSTOMER);
    assertThat(obstacle("BUDI", stays)).isEqualTo(PromotionResult.Reason.COUPON_OTHER_CUSTOMER);
    assertThat(
            shop.staff
                .listCoupons(ListCouponsRequest.newBuilder().setCustomerId(stays).build())
                .getCouponsList())
        .singleElement()
        .returns(coupon.getId(), Coupon::getId)
        .returns(coupon.getVersion() + 1, Coupon::getVersion);
    assertThat(other.getCustomerId()).isNotEqualTo(stays);
  }

  @Test
  void limitsPerCustomerCountTheSum() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUsesPerCustomer(3));
    Promotion other = shop.promotion(withCoupon());
    Coupon coupon = shop.coupon(other, "TWICE", request -> request.setMaxUsesPerCustomer(2));
    complete(gone, use(promotion, 10), use(other, coupon, 10));
    reserve(gone, use(promotion, 10));
    reserve(stays, use(promotion, 10), use(other, coupon, 10));
    assertThat(obstacle("TWICE", stays)).isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);

    shop.merged(gone, stays);

    Refusal.of(() -> reserve(stays, use(promotion, 10))).has(Reason.PROMOTION_USED_UP);
    assertThat(obstacle("TWICE", stays)).isEqualTo(PromotionResult.Reason.COUPON_USED_UP);
    assertThat(shop.statistics(promotion).getUses()).isEqualTo(3);
    shop.merged(gone, stays);
    assertThat(shop.statistics(promotion).getUses()).isEqualTo(3);
  }

  @Test
  void aUseThatIsGivenBackLaterIsTheOnesWhoStays() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUsesPerCustomer(1));
    String order = reserve(gone, use(promotion, 10));
    shop.merged(gone, stays);
    Refusal.of(() -> reserve(stays, use(promotion, 10))).has(Reason.PROMOTION_USED_UP);

    assertThat(shop.release(order, 1).getStatus()).isEqualTo(Status.RELEASED);

    String again = reserve(stays, use(promotion, 10));
    assertThat(shop.release(again, 1).getStatus()).isEqualTo(Status.RELEASED);
  }

  @Test
  void anOrderThatIsCountedAfterTheMergeMovesToo() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUsesPerCustomer(1));
    shop.merged(gone, stays);
    String late = reserve(gone, use(promotion, 10));
    shop.run("promotion.merged-customers");
    assertThat(offered(stays)).isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);

    clock.advance(Duration.ofMinutes(5));
    shop.run("promotion.merged-customers");

    assertThat(offered(stays)).isEqualTo(PromotionResult.Reason.CUSTOMER_LIMIT_USED_UP);
    shop.release(late, 1);
    assertThat(offered(stays)).isEqualTo(PromotionResult.Reason.REASON_UNSPECIFIED);
  }

  @Test
  void whoIsMergedOnceMoreTakesAllAlong() {
    String last = UUID.randomUUID().toString();
    Promotion promotion = shop.limited(limits -> limits.setMaxUsesPerCustomer(2));
    reserve(gone, use(promotion, 10));
    shop.merged(gone, stays);
    clock.advance(Duration.ofMinutes(4));
    shop.merged(stays, last);
    reserve(gone, use(promotion, 10));

    clock.advance(Duration.ofMinutes(1));
    shop.run("promotion.merged-customers");

    assertThat(offered(last)).isEqualTo(PromotionResult.Reason.CUSTOMER_LIMIT_USED_UP);
  }

  private String reserve(String customerId, PromotionUsage... usages) {
    String order = UUID.randomUUID().toString();
    var _ = shop.reserve(order, 1, request -> request.setCustomerId(customerId), usages);
    return order;
  }

  private void complete(String customerId, PromotionUsage... usages) {
    shop.happened("OrderCompleted", Shop.order(reserve(customerId, usages), 1));
  }

  private PromotionResult.Reason obstacle(String code, String customerId) {
    return shop.offers(request -> request.addCouponCodes(code).setCustomerId(customerId))
        .getCoupons(0)
        .getObstacle();
  }

  /** The obstacle of the only promotion for a customer. */
  private PromotionResult.Reason offered(String customerId) {
    return shop.offer(request -> request.setCustomerId(customerId)).getObstacle();
  }
}
