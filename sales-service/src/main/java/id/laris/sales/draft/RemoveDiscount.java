package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.pos.v1.RemoveDiscountRequest;
import id.laris.pos.v1.RemoveDiscountResponse;
import id.laris.sales.order.OrderProtos;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Removes a discount from a DRAFT, and prices the order again.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED; VERSION_CONFLICT.
 */
@Component
public class RemoveDiscount {

  private final Drafts drafts;

  RemoveDiscount(Drafts drafts) {
    this.drafts = drafts;
  }

  public RemoveDiscountResponse run(RemoveDiscountRequest request) {
    UUID discountId = Ids.parse(request.getDiscountId());
    return drafts.change(
        request,
        RemoveDiscountResponse.parser(),
        Ids.parse(request.getOrderId()),
        order -> {
          order.requireVersion(request.hasVersion(), request.getVersion());
          return order.removeDiscount(discountId);
        },
        draft -> {},
        order -> RemoveDiscountResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build());
  }
}
