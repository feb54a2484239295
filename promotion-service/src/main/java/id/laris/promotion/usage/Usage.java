package id.laris.promotion.usage;

import id.laris.common.Ids;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.PromotionUsage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A use of a promotion by an order.
 *
 * @param version the version of the promotion that was evaluated
 * @param couponId the coupon that made it apply; null for none
 * @param amount the amount that it takes off, in minor units of the order's currency
 */
record Usage(UUID promotionId, int version, @Nullable UUID couponId, long amount) {

  static Usage of(PromotionUsage usage) {
    return new Usage(
        Ids.parse(usage.getPromotionId()),
        usage.getPromotionVersion(),
        Ids.parseOrNull(usage.getCouponId()),
        usage.getAmount());
  }

  /** The use of a promotion that applies to an order and was not reserved. It has no coupon. */
  static Usage of(PromotionResult applied) {
    return new Usage(
        Ids.parse(applied.getPromotionId()),
        applied.getPromotionVersion(),
        null,
        applied.getAmount().getAmount());
  }

  PromotionUsage toProto() {
    return PromotionUsage.newBuilder()
        .setPromotionId(promotionId.toString())
        .setPromotionVersion(version)
        .setCouponId(Ids.text(couponId))
        .setAmount(amount)
        .build();
  }
}
