package id.laris.promotion;

import static id.laris.promotion.Shop.rupiah;
import static id.laris.promotion.Shop.tenPercent;
import static id.laris.promotion.Shop.use;
import static id.laris.promotion.Shop.withCoupon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.EvaluatePromotionsRequest;
import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionTarget;
import id.laris.testkit.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A cart is told about every active promotion: by its rules, its limits and its coupons. */
@PromotionTest
class EvaluatePromotionsTest {

  @Autowired Shop.Parts parts;
  @Autowired FakeCustomers customers;

  private Shop shop;

  @BeforeEach
  void newShop() {
    shop = new Shop(parts);
  }

  @Test
  void whatAppliesHasItsAmountPerLineAndNothingIsStored() {
    Promotion promotion = shop.promotion(tenPercent());

    EvaluatePromotionsResponse answer = evaluate(cart -> cart);

    PromotionResult result = answer.getPromotions(0);
    assertThat(result.getPromotionId()).isEqualTo(promotion.getId());
    assertThat(result.getApplied()).isTrue();
    assertThat(result.getAmount()).isEqualTo(rupiah(30_000));
    assertThat(result.getLinesList())
        .extracting(PromotionResult.Line::getItemId, line -> line.getAmount().getAmount())
        .containsExactly(tuple("tea", 10_000L), tuple("cake", 20_000L));
    assertThat(answer.getDiscountTotal()).isEqualTo(rupiah(30_000));
    assertThat(answer.getExact()).isTrue();
    assertThat(shop.statistics(promotion).getUses()).isZero();
  }

  /** Each of them is small, and all at once would fill the memory that all tenants share. */
  @Test
  void versionsThatAreTooLargeTogetherAreRefused() {
    List<String> products = Stream.generate(() -> UUID.randomUUID().toString()).limit(500).toList();
    Promotion promotion =
        shop.promotion(
            tenPercent().setTarget(PromotionTarget.newBuilder().addAllProductIds(products)));
    int _ =
        shop.inTenant(
            () ->
                parts
                    .jdbc()
                    .sql(
                        """
                        insert into promotion.promotion_version
                          (tenant_id, promotion_id, version, stored_at, receipt_text, rules, limits)
                        select tenant_id, promotion_id, version + n, stored_at, receipt_text, rules, limits
                        from promotion.promotion_version, generate_series(1, 110) n
                        where promotion_id = ?
                        """)
                    .param(UUID.fromString(promotion.getId()))
                    .update());

    assertThat(shop.evaluate(versions(promotion, 50)).getPromotionsCount()).isEqualTo(50);
    Refusal.of(() -> shop.evaluate(versions(promotion, 110)))
        .has(Reason.VALIDATION_FAILED)
        .naming("versions");
  }

  private static List<EvaluatePromotionsRequest.Version> versions(Promotion promotion, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            version ->
                EvaluatePromotionsRequest.Version.newBuilder()
                    .setPromotionId(promotion.getId())
                    .setPromotionVersion(version)
                    .build())
        .toList();
  }

  @Test
  void aPromotionThatIsUsedUpSaysSo() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(1));
    shop.reserve(UUID.randomUUID().toString(), 1, use(promotion, 10));

    assertThat(evaluate(cart -> cart).getPromotions(0).getReason())
        .isEqualTo(PromotionResult.Reason.LIMIT_USED_UP);
  }

  @Test
  void anAmountThatIsLeftMustBeEnough() {
    Promotion promotion = shop.limited(limits -> limits.setMaxAmount(rupiah(35_000)));
    assertThat(evaluate(cart -> cart).getPromotions(0).getApplied()).isTrue();
    shop.reserve(UUID.randomUUID().toString(), 1, use(promotion, 10_000));

    assertThat(evaluate(cart -> cart).getPromotions(0).getReason())
        .isEqualTo(PromotionResult.Reason.LIMIT_USED_UP);
  }

  @Test
  void aCouponMakesItsPromotionApply() {
    Promotion promotion = shop.promotion(withCoupon());
    shop.coupon(promotion, "WELCOME-10", coupon -> coupon);

    assertThat(evaluate(cart -> cart).getPromotions(0).getReason())
        .isEqualTo(PromotionResult.Reason.COUPON_MISSING);
    EvaluatePromotionsResponse answer = evaluate(cart -> cart.addCouponCodes("welcome 10"));

    assertThat(answer.getPromotions(0).getApplied()).isTrue();
    assertThat(answer.getPromotions(0).getCouponCode()).isEqualTo("WELCOME-10");
    assertThat(answer.getCoupons(0).getApplied()).isTrue();
  }

  @Test
  void idsMeanTheSameInAnyCase() {
    String product = UUID.randomUUID().toString();
    shop.promotion(
        tenPercent()
            .setTarget(
                PromotionTarget.newBuilder().addProductIds(product.toUpperCase(Locale.ROOT))));

    EvaluatePromotionsResponse answer =
        evaluate(
            cart -> {
              cart.getLinesBuilder(0).setProductId(product);
              return cart;
            });
    EvaluatePromotionsResponse inCapitals =
        evaluate(
            cart -> {
              cart.getLinesBuilder(0).setProductId(product.toUpperCase(Locale.ROOT));
              return cart;
            });

    assertThat(answer.getDiscountTotal()).isEqualTo(rupiah(10_000));
    assertThat(inCapitals.getDiscountTotal()).isEqualTo(rupiah(10_000));
  }

  @Test
  void theRulesOfThenSayWhatLinesWouldHaveCost() {
    Promotion first = shop.promotion(tenPercent());
    shop.update(first.toBuilder().setState(Promotion.State.ENDED).build(), "state");

    assertThat(evaluate(cart -> cart).getPromotionsList()).isEmpty();
    EvaluatePromotionsResponse then =
        shop.staff.evaluatePromotions(
            EvaluatePromotionsRequest.newBuilder()
                .setCart(cart())
                .addVersions(
                    EvaluatePromotionsRequest.Version.newBuilder().setPromotionId(first.getId()))
                .build());

    assertThat(then.getDiscountTotal()).isEqualTo(rupiah(30_000));
  }

  @Test
  void theFactsOfThenSayWhoTheCustomerWas() {
    String siti = UUID.randomUUID().toString();
    Promotion members =
        shop.promotion(
            tenPercent()
                .addConditions(
                    PromotionCondition.newBuilder()
                        .setCustomers(PromotionCondition.Customers.newBuilder().addGroups("vip")))
                .addConditions(
                    PromotionCondition.newBuilder()
                        .setBirthday(PromotionCondition.Birthday.newBuilder().setDays(7))));
    PromotionCustomer then =
        PromotionCustomer.newBuilder()
            .setCustomerId(siti.toUpperCase(Locale.ROOT))
            .addGroups("VIP")
            .setBirthdayWithinDays(7)
            .build();

    assertThat(evaluateFor(siti, members, then).getDiscountTotal()).isEqualTo(rupiah(30_000));
    assertThat(
            evaluateFor(siti, members, then.toBuilder().clearBirthdayWithinDays().build())
                .getPromotions(0)
                .getReason())
        .isEqualTo(PromotionResult.Reason.NO_BIRTHDAY);
    assertThat(customers.callsAbout(siti)).isEmpty();
    Refusal.of(() -> evaluateFor(UUID.randomUUID().toString(), members, then))
        .has(Reason.VALIDATION_FAILED)
        .naming("customer.customer_id");
  }

  private EvaluatePromotionsResponse evaluateFor(
      String customerId, Promotion promotion, PromotionCustomer facts) {
    return shop.staff.evaluatePromotions(
        EvaluatePromotionsRequest.newBuilder()
            .setCart(cart().setCustomerId(customerId))
            .setCustomer(facts)
            .addVersions(
                EvaluatePromotionsRequest.Version.newBuilder().setPromotionId(promotion.getId()))
            .build());
  }

  @Test
  void aCartThatCannotBeMeantIsRefused() {
    Refusal.of(() -> evaluate(cart -> cart.setCurrency("ABC")))
        .has(Reason.VALIDATION_FAILED)
        .naming("cart.currency");
    Refusal.of(() -> evaluate(cart -> cart.addLines(cart.getLines(0))))
        .has(Reason.VALIDATION_FAILED)
        .naming("cart.lines[2].id");
    Refusal.of(() -> evaluate(cart -> cart.setTimeZone("Nowhere")))
        .has(Reason.VALIDATION_FAILED)
        .naming("cart.time_zone");
  }

  private EvaluatePromotionsResponse evaluate(UnaryOperator<PromotionCart.Builder> more) {
    return shop.staff.evaluatePromotions(
        EvaluatePromotionsRequest.newBuilder().setCart(more.apply(cart())).build());
  }

  /** Tea for Rp 1,000 and cake for Rp 2,000. */
  private static PromotionCart.Builder cart() {
    return PromotionCart.newBuilder()
        .setCurrency("IDR")
        .addAllLines(List.of(line("tea", 100_000), line("cake", 200_000)));
  }

  private static PromotionCart.Line line(String id, long gross) {
    return PromotionCart.Line.newBuilder()
        .setId(id)
        .setProductId(UUID.randomUUID().toString())
        .setQuantity(1)
        .setGross(gross)
        .build();
  }
}
