package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.pos.v1.SetOrderDetailsResponse;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDetails;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Changes who sells where, to whom and how. What decides prices changes on a DRAFT only, which is
 * then priced anew.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED; VERSION_CONFLICT.
 */
@Component
public class SetOrderDetails {

  private final DraftChange drafts;
  private final Orders orders;
  private final Writes writes;

  SetOrderDetails(DraftChange drafts, Orders orders, Writes writes) {
    this.drafts = drafts;
    this.orders = orders;
    this.writes = writes;
  }

  public SetOrderDetailsResponse run(SetOrderDetailsRequest request) {
    UUID orderId = Ids.parse(request.getOrderId());
    Set<String> fields = Set.copyOf(Protos.paths(request.getUpdateMask(), OrderDetails.FIELDS));
    if (OrderDetails.changesPrices(fields)) {
      return drafts.run(
          request,
          SetOrderDetailsResponse.parser(),
          orderId,
          order -> change(order, request, fields),
          SetOrderDetails::response);
    }
    return writes.once(
        request,
        SetOrderDetailsResponse.parser(),
        () -> {
          Order order = orders.locked(orderId);
          change(order, request, fields);
          orders.flush();
          return response(order);
        });
  }

  private static boolean change(Order order, SetOrderDetailsRequest request, Set<String> fields) {
    order.requireVersion("order", request.hasVersion(), request.getVersion());
    return order.changeDetails(details(request), fields);
  }

  private static OrderDetails details(SetOrderDetailsRequest request) {
    return new OrderDetails(
        Ids.parseOrNull(request.getLocationId()),
        Ids.parseOrNull(request.getRegisterId()),
        Ids.parseOrNull(request.getCustomerId()),
        Ids.parseOrNull(request.getEmployeeId()),
        request.getOrderType(),
        request.getTable(),
        request.getNotes(),
        request.getExternalReference());
  }

  private static SetOrderDetailsResponse response(Order order) {
    return SetOrderDetailsResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
  }
}
