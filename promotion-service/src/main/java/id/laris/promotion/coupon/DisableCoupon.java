package id.laris.promotion.coupon;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.events.types.PromotionEvents;
import id.laris.pos.v1.DisableCouponRequest;
import id.laris.pos.v1.DisableCouponResponse;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Disables a coupon for good; one that is disabled stays as it is. Orders that are finalized keep
 * it.
 *
 * <p>Errors: NOT_FOUND; VERSION_CONFLICT.
 */
@Component
public class DisableCoupon {

  private final Resource<Coupon, id.laris.pos.v1.Coupon> coupons;
  private final Writes writes;
  private final Clock clock;

  DisableCoupon(Resource<Coupon, id.laris.pos.v1.Coupon> coupons, Writes writes, Clock clock) {
    this.coupons = coupons;
    this.writes = writes;
    this.clock = clock;
  }

  public DisableCouponResponse run(DisableCouponRequest request) {
    return writes.once(
        request,
        DisableCouponResponse.parser(),
        () ->
            DisableCouponResponse.newBuilder()
                .setCoupon(disable(coupons.lock(Ids.parse(request.getCouponId())), request))
                .build());
  }

  private id.laris.pos.v1.Coupon disable(Coupon coupon, DisableCouponRequest request) {
    if (coupon.isDisabled()) {
      return coupons.show(coupon);
    }
    coupon.requireVersion("coupon", request.hasVersion(), request.getVersion());
    coupon.disable(clock.instant());
    return coupons.store(coupon, PromotionEvents.COUPON_DISABLED);
  }
}
