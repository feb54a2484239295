package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.pos.v1.SetOrderDetailsResponse;
import id.laris.sales.location.Locations;
import id.laris.sales.location.OrderLocation;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDetails;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes the circumstances of a sale: location, register, customer, employee, type, table. Details
 * that decide prices change on a DRAFT only, which is then priced again. An order keeps a copy of
 * the location as it is now.
 *
 * <p>Errors: NOT_FOUND; LOCATION_NOT_FOUND; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED;
 * VERSION_CONFLICT.
 */
@Component
public class SetOrderDetails {

  private final Drafts drafts;
  private final Orders orders;
  private final Locations locations;
  private final Writes writes;

  SetOrderDetails(Drafts drafts, Orders orders, Locations locations, Writes writes) {
    this.drafts = drafts;
    this.orders = orders;
    this.locations = locations;
    this.writes = writes;
  }

  public SetOrderDetailsResponse run(SetOrderDetailsRequest request) {
    Set<String> fields = Set.copyOf(Protos.paths(request.getUpdateMask(), OrderDetails.FIELDS));
    return OrderDetails.changesPrices(fields)
        ? drafts.attempt(
            request,
            SetOrderDetailsResponse.parser(),
            Ids.parse(request.getOrderId()),
            () -> changePrices(request, fields))
        : writes.once(
            request,
            SetOrderDetailsResponse.parser(),
            () -> {
              Order order = orders.locked(Ids.parse(request.getOrderId()));
              change(order, request, fields, null);
              orders.update(order);
              return response(order);
            });
  }

  /** Changes details that may change the price of the order. */
  private SetOrderDetailsResponse changePrices(SetOrderDetailsRequest request, Set<String> fields) {
    QuotedDraft draft =
        drafts.quote(
            Ids.parse(request.getOrderId()), order -> change(order, request, fields, null));
    // Asked for after the order was read: a call that was done before needs it no more.
    OrderLocation location =
        fields.contains(OrderDetails.LOCATION)
            ? locations.get(Ids.parseOrNull(request.getLocationId()))
            : null;
    change(draft.order(), request, fields, location);
    return writes.once(
        request,
        SetOrderDetailsResponse.parser(),
        () -> {
          drafts.price(draft);
          drafts.store(draft);
          return response(draft.order());
        });
  }

  private static boolean change(
      Order order,
      SetOrderDetailsRequest request,
      Set<String> fields,
      @Nullable OrderLocation location) {
    order.requireVersion(request.hasVersion(), request.getVersion());
    return order.changeDetails(details(request), fields, location);
  }

  private static OrderDetails details(SetOrderDetailsRequest request) {
    return new OrderDetails(
        Ids.parseOrNull(request.getLocationId()),
        Ids.parseOrNull(request.getRegisterId()),
        Ids.parseOrNull(request.getCustomerId()),
        Ids.parseOrNull(request.getEmployeeId()),
        request.getEmployeeName(),
        request.getOrderType(),
        request.getTable(),
        request.getNotes(),
        request.getExternalReference());
  }

  private static SetOrderDetailsResponse response(Order order) {
    return SetOrderDetailsResponse.newBuilder().setOrder(OrderProtos.toProto(order)).build();
  }
}
