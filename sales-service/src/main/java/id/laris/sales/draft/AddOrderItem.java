package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddOrderItemResponse;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.sales.order.ItemWanted;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.quote.Problems;
import org.springframework.stereotype.Component;

/**
 * Adds a line to a DRAFT, and prices the order anew. Other lines that cannot be sold any more do
 * not stand in the way; FinalizeOrder names them.
 *
 * <p>Errors: NOT_FOUND; ITEM_INACTIVE, PRICE_NOT_SET, MODIFIER_SELECTION_INVALID of the new line;
 * ILLEGAL_STATE_TRANSITION, ORDER_VOIDED; VERSION_CONFLICT; ALREADY_EXISTS where the line's id is
 * taken by another.
 */
@Component
public class AddOrderItem {

  private final DraftChange drafts;

  AddOrderItem(DraftChange drafts) {
    this.drafts = drafts;
  }

  public AddOrderItemResponse run(AddOrderItemRequest request) {
    ItemWanted wanted = ItemWanted.from(request);
    return drafts.run(
        request,
        AddOrderItemResponse.parser(),
        Ids.parse(request.getOrderId()),
        new DraftChange.Change<>() {
          @Override
          public boolean apply(Order order) {
            order.requireVersion(
                order.hasItem(wanted.id()), request.hasVersion(), request.getVersion());
            return order.addItem(wanted);
          }

          @Override
          public void check(Order order, QuoteItemsResponse quote) {
            int index = order.items().indexOf(order.item(wanted.id()));
            Problems.refuse(
                quote.getProblemsList().stream()
                    .filter(problem -> problem.getItemIndex() == index)
                    .toList());
          }

          @Override
          public AddOrderItemResponse respond(Order order) {
            return AddOrderItemResponse.newBuilder()
                .setOrder(OrderProtos.toProto(order))
                .setItem(OrderProtos.toProto(order.item(wanted.id()), order.currency()))
                .build();
          }
        });
  }
}
