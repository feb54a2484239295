package id.laris.sales.order;

import id.laris.common.Ids;
import id.laris.common.db.Conditions;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.GetOrderResponse;
import id.laris.pos.v1.ListHeldOrdersRequest;
import id.laris.pos.v1.ListHeldOrdersResponse;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.Order.Status;
import org.springframework.stereotype.Component;

/** Reads orders. */
@Component
public class OrderQueries {

  private final Orders orders;
  private final Reads reads;
  private final ByAge<Order> byAge;

  OrderQueries(Orders orders, Reads reads) {
    this.orders = orders;
    this.reads = reads;
    this.byAge = new ByAge<>("o", orders::findCreatedAt, orders::list, Order::id);
  }

  public GetOrderResponse get(GetOrderRequest request) {
    return reads.run(
        () ->
            GetOrderResponse.newBuilder()
                .setOrder(OrderProtos.toProto(orders.get(Ids.parse(request.getOrderId()))))
                .build());
  }

  /** Lists orders by their age. */
  public ListOrdersResponse list(ListOrdersRequest request) {
    return reads.run(
        () -> {
          Page<Order> page =
              byAge.page(request.getPagination(), request.getDescending(), conditions(request));
          return ListOrdersResponse.newBuilder()
              .addAllOrders(page.map(OrderProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** Lists the orders that were put aside. */
  public ListHeldOrdersResponse listHeld(ListHeldOrdersRequest request) {
    return reads.run(
        () -> {
          Conditions conditions = Orders.inTenant().add("o.held_at is not null");
          addId(conditions, "location_id", request.getLocationId());
          Page<Order> page = byAge.page(request.getPagination(), false, conditions);
          return ListHeldOrdersResponse.newBuilder()
              .addAllOrders(page.map(OrderProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  private Conditions conditions(ListOrdersRequest request) {
    Conditions conditions = Orders.inTenant();
    if (request.getStatus() != Status.STATUS_UNSPECIFIED) {
      // The status is in the text of the statement, because the best plan for the few OPEN orders
      // is a bad one for the COMPLETED ones.
      conditions.add("o.status = '%s'".formatted(request.getStatus().name()));
    }
    addId(conditions, "location_id", request.getLocationId());
    addId(conditions, "customer_id", request.getCustomerId());
    addId(conditions, "employee_id", request.getEmployeeId());
    byAge.within(
        conditions,
        request.hasFrom() ? request.getFrom() : null,
        request.hasTo() ? request.getTo() : null);
    return conditions;
  }

  private static void addId(Conditions conditions, String column, String id) {
    if (!id.isEmpty()) {
      conditions.add("o.%1$s = :%1$s".formatted(column), column, Ids.parse(id));
    }
  }
}
