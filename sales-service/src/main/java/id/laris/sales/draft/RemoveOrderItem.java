package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.pos.v1.RemoveOrderItemRequest;
import id.laris.pos.v1.RemoveOrderItemResponse;
import id.laris.sales.order.OrderProtos;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Removes a line from a DRAFT, with its discounts, and prices the order again.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED; VERSION_CONFLICT.
 */
@Component
public class RemoveOrderItem {

  private final Drafts drafts;

  RemoveOrderItem(Drafts drafts) {
    this.drafts = drafts;
  }

  public RemoveOrderItemResponse run(RemoveOrderItemRequest request) {
    UUID itemId = Ids.parse(request.getItemId());
    return drafts.change(
        request,
        RemoveOrderItemResponse.parser(),
        Ids.parse(request.getOrderId()),
        order -> {
          order.requireVersion(request.hasVersion(), request.getVersion());
          return order.removeItem(itemId);
        },
        draft -> {},
        order -> RemoveOrderItemResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build());
  }
}
