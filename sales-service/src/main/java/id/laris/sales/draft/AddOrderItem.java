package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddOrderItemResponse;
import id.laris.sales.order.ItemRequest;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.staff.Staff;
import org.springframework.stereotype.Component;

/**
 * Adds a line to a DRAFT, and prices the order again. Other lines that cannot be sold any more do
 * not prevent that; FinalizeOrder names them.
 *
 * <p>Errors: NOT_FOUND; ITEM_INACTIVE, PRICE_NOT_SET, MODIFIER_SELECTION_INVALID of the new line;
 * NOT_FOUND, ITEM_INACTIVE of its employee; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED;
 * VERSION_CONFLICT; ALREADY_EXISTS where the line's id is taken by another.
 */
@Component
public class AddOrderItem {

  private final Drafts drafts;
  private final Staff staff;

  AddOrderItem(Drafts drafts, Staff staff) {
    this.drafts = drafts;
    this.staff = staff;
  }

  public AddOrderItemResponse run(AddOrderItemRequest request) {
    ItemRequest wanted = ItemRequest.from(request);
    return drafts.change(
        request,
        AddOrderItemResponse.parser(),
        Ids.parse(request.getOrderId()),
        order -> {
          boolean added = order.hasItem(wanted.id());
          order.requireVersion(added, request.hasVersion(), request.getVersion());
          if (!added) {
            staff.requireEmployee("employee_id", wanted.employeeId());
          }
          return order.addItem(wanted);
        },
        draft ->
            draft.refuseProblemsOf(
                wanted.id(), field -> field.isEmpty() ? wanted.goodsField() : field),
        order ->
            AddOrderItemResponse.newBuilder()
                .setOrder(OrderProtos.toProto(order))
                .setItem(OrderProtos.toProto(order.item(wanted.id()), order.currency()))
                .build());
  }
}
