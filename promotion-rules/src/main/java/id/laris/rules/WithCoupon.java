package id.laris.rules;

import id.laris.pos.v1.CouponOffer;
import id.laris.pos.v1.PromotionResult.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A coupon of the promotion was entered, and can be used. */
record WithCoupon(String promotionId) implements Condition {
  @Override
  public @Nullable Refusal refusal(Sale sale) {
    Optional<CouponOffer> coupon = coupon(sale, promotionId);
    if (coupon.isEmpty()) {
      return new Refusal(Reason.COUPON_MISSING, "Enter a coupon of the promotion.");
    }
    return isUsable(coupon.get()) ? null : Refusal.of(coupon.get().getObstacle());
  }

  /** The first of the promotion's coupons that can be used, or else the first of them. */
  static Optional<CouponOffer> coupon(Sale sale, String promotionId) {
    List<CouponOffer> own =
        sale.coupons().stream()
            .filter(coupon -> coupon.getPromotionId().equals(promotionId))
            .toList();
    return own.stream().filter(WithCoupon::isUsable).findFirst().or(() -> own.stream().findFirst());
  }

  static boolean isUsable(CouponOffer coupon) {
    return coupon.getObstacle() == Reason.REASON_UNSPECIFIED;
  }
}
