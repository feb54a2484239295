package id.laris.sales.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import id.laris.common.Ids;
import id.laris.pos.v1.CouponResult;
import id.laris.pos.v1.PromotionResult;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A coupon that was entered on an order, with its effect when the order was last priced.
 *
 * @param code as it was entered
 * @param promotionId null while the code is not known
 * @param reason null if it applies, and where the order was priced without promotions
 */
public record OrderCoupon(
    String code,
    @JsonProperty("promotion_id") @Nullable UUID promotionId,
    boolean applied,
    PromotionResult.@Nullable Reason reason) {

  /** A coupon whose effect is not known yet. */
  public static OrderCoupon entered(String code) {
    return new OrderCoupon(code, null, false, null);
  }

  /** The coupon with its effect. */
  public static OrderCoupon of(CouponResult result) {
    return new OrderCoupon(
        result.getCode(),
        Ids.parseOrNull(result.getPromotionId()),
        result.getApplied(),
        result.getApplied() ? null : result.getReason());
  }

  /** Returns whether this is the code, in whatever way it is written. */
  public boolean isFor(String otherCode) {
    return plain(code).equals(plain(otherCode));
  }

  /** Capitals, spaces and hyphens do not matter, as in promotion-service. */
  private static String plain(String code) {
    return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
  }

  public CouponResult toProto() {
    CouponResult.Builder proto =
        CouponResult.newBuilder()
            .setCode(code)
            .setPromotionId(Ids.text(promotionId))
            .setApplied(applied);
    if (reason != null) {
      proto.setReason(reason);
    }
    return proto.build();
  }
}
