package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.pos.v1.ApplyCouponRequest;
import id.laris.pos.v1.ApplyCouponResponse;
import id.laris.sales.order.OrderProtos;
import org.springframework.stereotype.Component;

/**
 * Enters a coupon on a DRAFT, and prices the order again. A code that does not apply stays on the
 * draft with its reason, and applies as soon as the order fits.
 *
 * <p>Errors: NOT_FOUND; VALIDATION_FAILED where the order has the most coupons that it may have;
 * RATE_LIMITED after too many codes that do not exist; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED;
 * VERSION_CONFLICT.
 */
@Component
public class ApplyCoupon {

  private final Drafts drafts;

  ApplyCoupon(Drafts drafts) {
    this.drafts = drafts;
  }

  public ApplyCouponResponse run(ApplyCouponRequest request) {
    return drafts.change(
        request,
        ApplyCouponResponse.parser(),
        Ids.parse(request.getOrderId()),
        order -> {
          order.requireVersion(
              order.hasCoupon(request.getCode()), request.hasVersion(), request.getVersion());
          return order.addCoupon(request.getCode());
        },
        draft -> {},
        order ->
            ApplyCouponResponse.newBuilder()
                .setOrder(OrderProtos.toProto(order))
                .setCoupon(order.coupon(request.getCode()).toProto())
                .build());
  }
}
