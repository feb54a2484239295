package id.laris.sales.draft;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.pos.v1.SetOrderDetailsResponse;
import id.laris.sales.location.Locations;
import id.laris.sales.location.OrderLocation;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDetails;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Changes who sells where, to whom and how. What decides prices changes on a DRAFT only, which is
 * then priced anew. An order keeps the location as it is now.
 *
 * <p>Errors: NOT_FOUND; LOCATION_NOT_FOUND; ILLEGAL_STATE_TRANSITION, ORDER_VOIDED;
 * VERSION_CONFLICT.
 */
@Component
public class SetOrderDetails {

  private final DraftChange drafts;
  private final Orders orders;
  private final Locations locations;
  private final Writes writes;

  SetOrderDetails(DraftChange drafts, Orders orders, Locations locations, Writes writes) {
    this.drafts = drafts;
    this.orders = orders;
    this.locations = locations;
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
          new PriceChange(request, details(request), fields));
    }
    return writes.once(
        request,
        SetOrderDetailsResponse.parser(),
        () -> {
          Order order = orders.locked(orderId);
          order.requireVersion("order", request.hasVersion(), request.getVersion());
          order.changeDetails(details(request), fields, null);
          orders.flush();
          return response(order);
        });
  }

  /** A change after which the order costs something else. */
  private final class PriceChange implements DraftChange.Change<SetOrderDetailsResponse> {

    private final SetOrderDetailsRequest request;
    private final OrderDetails details;
    private final Set<String> fields;

    /** Asked for after the order was looked at: a call that was done before needs it no more. */
    private @Nullable OrderLocation location;

    PriceChange(SetOrderDetailsRequest request, OrderDetails details, Set<String> fields) {
      this.request = request;
      this.details = details;
      this.fields = fields;
    }

    @Override
    public boolean apply(Order order) {
      order.requireVersion("order", request.hasVersion(), request.getVersion());
      return order.changeDetails(details, fields, location);
    }

    @Override
    public void check(Order order, QuoteItemsResponse quote) {
      if (fields.contains(OrderDetails.LOCATION)) {
        location = locations.get(details.locationId());
      }
    }

    @Override
    public SetOrderDetailsResponse respond(Order order) {
      return response(order);
    }
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
