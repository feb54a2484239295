package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.pos.v1.RemoveCouponRequest;
import id.laris.pos.v1.RemoveCouponResponse;
import id.laris.sales.order.OrderProtos;
import org.springframework.stereotype.Component;

/**
 * Removes a coupon from a DRAFT, and prices the order again.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED; VERSION_CONFLICT.
 */
@Component
public class RemoveCoupon {

  private final Drafts drafts;

  RemoveCoupon(Drafts drafts) {
    this.drafts = drafts;
  }

  public RemoveCouponResponse run(RemoveCouponRequest request) {
    return drafts.change(
        request,
        RemoveCouponResponse.parser(),
        Ids.parse(request.getOrderId()),
        order -> {
          order.requireVersion(request.hasVersion(), request.getVersion());
          return order.removeCoupon(request.getCode());
        },
        draft -> {},
        order -> RemoveCouponResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build());
  }
}
