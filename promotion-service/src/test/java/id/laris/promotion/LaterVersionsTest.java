package id.laris.promotion;

import static id.laris.promotion.Shop.tenPercent;
import static id.laris.promotion.Shop.withCoupon;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.CheckCouponRequest;
import id.laris.pos.v1.EvaluatePromotionsRequest.Version;
import id.laris.pos.v1.GetPromotionRequest;
import id.laris.pos.v1.Promotion;
import id.laris.pos.v1.PromotionLimits;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionResult.Reason;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A promotion that a later version has stored does not apply here, holds no other up, and loses
 * nothing when something else of it is changed.
 */
@PromotionTest
class LaterVersionsTest {

  @Autowired Shop.Parts parts;

  private Shop shop;

  @BeforeEach
  void newShop() {
    shop = new Shop(parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"weather\": \"RAIN\"}",
        "{\"stackingClass\": \"WEATHER\"}",
        "{\"combinesWith\": [\"WEATHER\"]}",
        "{\"conditions\": [{\"weather\": {}}]}",
        "{\"conditions\": [{\"orderTypes\": {\"orderTypes\": [\"DRONE\"]}}]}",
        "{\"benefit\": {\"umbrella\": {}}}"
      })
  void isNotActiveHereAndHoldsNoOtherUp(String later) {
    Promotion promotion = shop.promotion(tenPercent());
    Promotion other = shop.promotion(tenPercent());
    storedByALaterVersion("promotion", "id", promotion, "rules", later);
    storedByALaterVersion("promotion_version", "promotion_id", promotion, "rules", later);

    assertThat(shop.offers(request -> request).getOffersList())
        .filteredOn(offer -> offer.getObstacle() == Reason.NOT_ACTIVE)
        .extracting(PromotionOffer::getPromotionId)
        .containsExactly(promotion.getId());
    assertThat(evaluate(List.of())).containsExactly(other.getId());
    assertThat(evaluate(List.of(version(promotion), version(other))))
        .containsExactly(other.getId());
  }

  @Test
  void aLimitThatIsNotKnownHereIsNotExceeded() {
    Promotion promotion = shop.limited(limits -> limits.setMaxUses(5));
    storedByALaterVersion("promotion", "id", promotion, "limits", "{\"maxUsesPerWeek\": \"1\"}");

    assertThat(shop.offer(request -> request).getObstacle()).isEqualTo(Reason.NOT_ACTIVE);
    assertThat(evaluate(List.of())).isEmpty();
  }

  @Test
  void itsCouponSaysThatItIsNotActive() {
    Promotion promotion = shop.promotion(withCoupon());
    shop.coupon(promotion, "RAIN", coupon -> coupon);
    storedByALaterVersion("promotion", "id", promotion, "rules", "{\"weather\": \"RAIN\"}");

    assertThat(
            shop.staff
                .checkCoupon(CheckCouponRequest.newBuilder().setCode("RAIN").build())
                .getObstacle())
        .isEqualTo(Reason.NOT_ACTIVE);
    assertThat(shop.offer(request -> request.addCouponCodes("RAIN")).getObstacle())
        .isEqualTo(Reason.NOT_ACTIVE);
  }

  @Test
  void aChangeOfSomethingElseLosesNothing() {
    Promotion promotion = shop.promotion(tenPercent());
    storedByALaterVersion(
        "promotion",
        "id",
        promotion,
        "rules",
        "{\"weather\": \"RAIN\", \"conditions\": [{\"minimum\": {\"weight\": 5}}]}");
    Promotion read =
        shop.staff
            .getPromotion(
                GetPromotionRequest.newBuilder().setPromotionId(promotion.getId()).build())
            .getPromotion();

    Promotion paused =
        shop.update(
            read.toBuilder()
                .setState(Promotion.State.PAUSED)
                .setLimits(PromotionLimits.newBuilder().setMaxUses(5))
                .build(),
            "state");

    assertThat(stored("promotion", "id", promotion, paused.getVersion())).contains("RAIN");
    assertThat(stored("promotion_version", "promotion_id", promotion, paused.getVersion()))
        .contains("RAIN");
  }

  private void storedByALaterVersion(
      String table, String id, Promotion promotion, String column, String json) {
    int _ =
        shop.inTenant(
            () ->
                parts
                    .jdbc()
                    .sql(
                        "update promotion.%s set %s = %s || ?::jsonb where %s = ?"
                            .formatted(table, column, column, id))
                    .params(json, UUID.fromString(promotion.getId()))
                    .update());
  }

  private String stored(String table, String id, Promotion promotion, int version) {
    return shop.inTenant(
        () ->
            parts
                .jdbc()
                .sql(
                    "select rules::text from promotion.%s where %s = ? and version = ?"
                        .formatted(table, id))
                .params(UUID.fromString(promotion.getId()), version)
                .query(String.class)
                .single());
  }

  private static Version version(Promotion promotion) {
    return Version.newBuilder()
        .setPromotionId(promotion.getId())
        .setPromotionVersion(promotion.getVersion())
        .build();
  }

  /** The promotions that apply to a cart. */
  private List<String> evaluate(List<Version> versions) {
    return shop.evaluate(versions).getPromotionsList().stream()
        .filter(PromotionResult::getApplied)
        .map(PromotionResult::getPromotionId)
        .toList();
  }
}
