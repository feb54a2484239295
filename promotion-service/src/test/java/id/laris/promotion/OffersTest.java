package id.laris.promotion;

import static id.laris.promotion.Shop.rupiah;
import static id.laris.promotion.Shop.tenPercent;
import static id.laris.promotion.Shop.use;
import static id.laris.promotion.Shop.withCoupon;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.DeletePromotionRequest;
import id.laris.pos.v1.FindOffersResponse;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCondition.Birthday;
import id.laris.pos.v1.PromotionCondition.Customers;
import id.laris.pos.v1.PromotionCondition.FirstPurchase;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult.Reason;
import id.laris.pos.v1.PromotionRules;
import id.laris.pos.v1.RestorePromotionRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sales gets every active promotion with its use, and few statements are needed for it. */
@PromotionTest
class OffersTest {

  @Autowired Shop.Parts parts;
  @Autowired FakeCustomers customers;
  @Autowired SqlStatements statements;

  private Shop shop;

  @BeforeEach
  void newShop() {
    shop = new Shop(parts);
  }

  @Test
  void areTheActivePromotionsByPriority() {
    Promotion low = shop.promotion(tenPercent().setPriority(-1));
    Promotion high =
        shop.promotion(
            tenPercent().setPriority(5), request -> request.setReceiptText("Happy hour -10%"));
    Promotion usual = shop.promotion(tenPercent());
    shop.promotion(tenPercent(), request -> request.setState(Promotion.State.DRAFT));

    assertThat(shop.offers(request -> request).getOffersList())
        .containsExactly(
            offer(high, "Happy hour -10%"), offer(usual, "Happy hour"), offer(low, "Happy hour"));
  }

  private static PromotionOffer offer(Promotion promotion, String name) {
    return PromotionOffer.newBuilder()
        .setPromotionId(promotion.getId())
        .setPromotionVersion(promotion.getVersion())
        .setName(name)
        .setRules(promotion.getRules())
        .build();
  }

  @Test
  void sayWhenALimitIsReachedButNotByTheOrderItself() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(1));
    String order = UUID.randomUUID().toString();
    shop.reserve(order, 1, use(promotion, 10));

    assertThat(shop.offer(request -> request).getObstacle()).isEqualTo(Reason.LIMIT_USED_UP);
    assertThat(shop.offer(request -> request.setOrderId(order)).getObstacle())
        .isEqualTo(Reason.REASON_UNSPECIFIED);
    assertThat(
            shop.offer(request -> request.setOrderId(UUID.randomUUID().toString())).getObstacle())
        .isEqualTo(Reason.LIMIT_USED_UP);

    shop.release(order, 1);
    assertThat(shop.offer(request -> request.setOrderId(order)).getObstacle())
        .isEqualTo(Reason.REASON_UNSPECIFIED);
  }

  @Test
  void sayWhatIsLeftOfAnAmount() {
    Promotion promotion = shop.limited(limits -> limits.setMaxAmount(rupiah(1_000)));
    String order = UUID.randomUUID().toString();
    shop.reserve(order, 1, use(promotion, 400));
    shop.reserve(UUID.randomUUID().toString(), 1, use(promotion, 100));

    assertThat(shop.offer(request -> request).getAmountLeft()).isEqualTo(500);
    assertThat(shop.offer(request -> request.setOrderId(order)).getAmountLeft()).isEqualTo(900);

    shop.reserve(UUID.randomUUID().toString(), 1, use(promotion, 500));
    assertThat(shop.offer(request -> request))
        .returns(0L, PromotionOffer::getAmountLeft)
        .returns(Reason.LIMIT_USED_UP, PromotionOffer::getObstacle);
  }

  @Test
  void sayWhenTheCustomerHasUsedThemOrThereIsNone() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUsesPerCustomer(1));
    String siti = UUID.randomUUID().toString();
    shop.reserve(
        UUID.randomUUID().toString(),
        1,
        request -> request.setCustomerId(siti),
        use(promotion, 10));

    assertThat(shop.offer(request -> request).getObstacle()).isEqualTo(Reason.CUSTOMER_MISSING);
    assertThat(shop.offer(request -> request.setCustomerId(siti)).getObstacle())
        .isEqualTo(Reason.CUSTOMER_LIMIT_USED_UP);
    assertThat(
            shop.offer(request -> request.setCustomerId(UUID.randomUUID().toString()))
                .getObstacle())
        .isEqualTo(Reason.REASON_UNSPECIFIED);
  }

  @Test
  void countTheDayByTheZoneOfTheShop() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUsesPerDay(1));
    Instant evening = Instant.parse("2026-01-15T16:59:00Z");
    shop.reserve(
        UUID.randomUUID().toString(),
        1,
        request -> request.setAt(Protos.timestamp(evening)).setTimeZone("Asia/Jakarta"),
        use(promotion, 10));

    assertThat(at(evening, "Asia/Jakarta")).isEqualTo(Reason.LIMIT_USED_UP);
    assertThat(at(evening.plusSeconds(60), "Asia/Jakarta")).isEqualTo(Reason.REASON_UNSPECIFIED);
    assertThat(at(evening.plusSeconds(60), "")).isEqualTo(Reason.LIMIT_USED_UP);
    Refusal.of(() -> at(evening, "Mars")).naming("time_zone");
  }

  private Reason at(Instant at, String timeZone) {
    return shop.offer(request -> request.setAt(Protos.timestamp(at)).setTimeZone(timeZone))
        .getObstacle();
  }

  @Test
  void changeWithEveryChangeOfAPromotionAtOnce() {
    assertThat(shop.offers(request -> request).getOffersList()).isEmpty();
    Promotion promotion = shop.promotion(tenPercent());
    assertThat(shop.offer(request -> request).getPromotionVersion()).isZero();

    Promotion renamed = shop.update(promotion.toBuilder().setName("Other").build(), "name");
    assertThat(shop.offer(request -> request)).isEqualTo(offer(renamed, "Other"));

    shop.update(promotion.toBuilder().setState(Promotion.State.PAUSED).build(), "state");
    assertThat(shop.offers(request -> request).getOffersList()).isEmpty();
    shop.update(promotion.toBuilder().setState(Promotion.State.ACTIVE).build(), "state");
    assertThat(shop.offers(request -> request).getOffersCount()).isOne();

    shop.staff.deletePromotion(
        DeletePromotionRequest.newBuilder().setPromotionId(promotion.getId()).build());
    assertThat(shop.offers(request -> request).getOffersList()).isEmpty();
    shop.staff.restorePromotion(
        RestorePromotionRequest.newBuilder().setPromotionId(promotion.getId()).build());
    assertThat(shop.offers(request -> request).getOffersCount()).isOne();
  }

  @Test
  void askForACustomerOnlyAsFarAsPromotionsDo() {
    String siti = UUID.randomUUID().toString();
    String tier = UUID.randomUUID().toString();
    customers.has(
        Customer.newBuilder()
            .setId(siti)
            .addGroups("wholesale")
            .setBirthday(Date.newBuilder().setMonth(2).setDay(29))
            .build(),
        tier);
    shop.promotion(tenPercent());
    assertThat(ask(siti).hasCustomer()).isFalse();

    shop.promotion(
        asking(PromotionCondition.newBuilder().setCustomers(Customers.getDefaultInstance())));
    assertThat(ask(siti).getCustomer())
        .isEqualTo(PromotionCustomer.newBuilder().setCustomerId(siti).build());
    assertThat(customers.callsAbout(siti)).isEmpty();

    shop.promotion(
        asking(PromotionCondition.newBuilder().setBirthday(Birthday.getDefaultInstance())));
    PromotionCustomer.Builder known =
        PromotionCustomer.newBuilder()
            .setCustomerId(siti)
            .addGroups("wholesale")
            .setBirthday(Date.newBuilder().setMonth(2).setDay(29))
            .setFirstPurchase(true);
    assertThat(ask(siti).getCustomer()).isEqualTo(known.build());
    assertThat(customers.callsAbout(siti)).containsExactly("GetCustomer");

    shop.promotion(
        asking(
            PromotionCondition.newBuilder().setCustomers(Customers.newBuilder().addTierIds(tier))));
    assertThat(ask(siti).getCustomer()).isEqualTo(known.setTierId(tier).build());
    assertThat(customers.callsAbout(siti))
        .containsExactly("GetCustomer", "GetCustomer", "GetLoyaltyAccount");
    assertThat(shop.offers(request -> request).hasCustomer()).isFalse();
  }

  private static PromotionRules.Builder asking(PromotionCondition.Builder condition) {
    return tenPercent().addConditions(condition);
  }

  private FindOffersResponse ask(String customerId) {
    return shop.offers(request -> request.setCustomerId(customerId));
  }

  @Test
  void tellThatNobodyIsKnownWhileCustomerServiceIsSilent() {
    String siti = UUID.randomUUID().toString();
    customers.keepsSilentAbout(siti);
    shop.promotion(
        asking(
            PromotionCondition.newBuilder().setFirstPurchase(FirstPurchase.getDefaultInstance())));

    FindOffersResponse answer = ask(siti);

    assertThat(answer.getOffersCount()).isOne();
    assertThat(answer.getCustomer())
        .isEqualTo(PromotionCustomer.newBuilder().setCustomerId(siti).setUnavailable(true).build());
  }

  @Test
  void doNotFailForACustomerWhoDoesNotExist() {
    String nobody = UUID.randomUUID().toString();
    shop.promotion(
        asking(
            PromotionCondition.newBuilder().setFirstPurchase(FirstPurchase.getDefaultInstance())));

    assertThat(ask(nobody).getCustomer())
        .isEqualTo(PromotionCustomer.newBuilder().setCustomerId(nobody).build());
  }

  @Test
  void takeOneStatementAndOneMoreForLimitsAndOneMoreForCoupons() {
    for (int i = 0; i < 20; i++) {
      shop.promotion(tenPercent());
    }
    shop.offers(request -> request);
    assertThat(statements.during(() -> shop.offers(request -> request))).hasSize(1);

    Promotion limited =
        shop.limited(
            limits ->
                limits
                    .setMaxUses(5)
                    .setMaxUsesPerDay(5)
                    .setMaxUsesPerCustomer(5)
                    .setMaxAmount(rupiah(5)));
    for (int i = 0; i < 20; i++) {
      shop.limited(limits -> limits.setMaxUses(5));
    }
    String customer = UUID.randomUUID().toString();
    String order = UUID.randomUUID().toString();
    shop.reserve(order, 1, request -> request.setCustomerId(customer), use(limited, 1));
    shop.offers(request -> request);
    assertThat(
            statements.during(
                () -> shop.offers(request -> request.setCustomerId(customer).setOrderId(order))))
        .hasSize(2);

    Promotion withCoupon = shop.promotion(withCoupon());
    List<String> codes = List.of("ONE", "TWO", "THREE");
    codes.forEach(code -> shop.coupon(withCoupon, code, request -> request.setMaxUses(3)));
    shop.offers(request -> request);
    assertThat(statements.during(() -> shop.offers(request -> request.addAllCouponCodes(codes))))
        .hasSize(3);
    assertThat(statements.transactions()).isZero();
  }

  @Test
  void areReservedByTheSameStatementsHoweverManyThereAre() {
    Promotion one = shop.limited(limits -> limits.setMaxUses(50));
    Promotion withCoupon = shop.promotion(withCoupon());
    var coupon = shop.coupon(withCoupon, "SAVE", request -> request);
    String order = UUID.randomUUID().toString();

    atMost(6, () -> shop.reserve(order, 1, use(one, 1)));
    atMost(3, () -> shop.reserve(order, 1, use(one, 1)));
    atMost(7, () -> shop.reserve(order, 2, use(one, 1), use(withCoupon, coupon, 1)));
    atMost(5, () -> shop.release(order, 2));
    atMost(7, () -> shop.reserve(order, 3, use(one, 1), use(withCoupon, coupon, 1)));
    atMost(4, () -> shop.happened("OrderCompleted", Shop.order(order, 3)));
  }

  private void atMost(int count, Runnable call) {
    List<String> executed = statements.during(call);
    assertThat(executed).as(String.join("\n", executed)).hasSizeLessThanOrEqualTo(count);
  }
}
