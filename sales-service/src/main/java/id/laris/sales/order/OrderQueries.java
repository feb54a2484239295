package id.laris.sales.order;

import id.laris.common.Ids;
import id.laris.common.db.Direction;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.GetOrderResponse;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.Order.Status;
import org.springframework.stereotype.Component;

/** Reads orders. */
@Component
public class OrderQueries {

  private final Orders orders;
  private final Reads reads;

  OrderQueries(Orders orders, Reads reads) {
    this.orders = orders;
    this.reads = reads;
  }

  public GetOrderResponse get(GetOrderRequest request) {
    return reads.run(
        () ->
            GetOrderResponse.newBuilder()
                .setOrder(OrderProtos.toProto(orders.get(Ids.parse(request.getOrderId()))))
                .build());
  }

  public ListOrdersResponse list(ListOrdersRequest request) {
    return reads.run(
        () -> {
          Page<Order> page =
              Page.findByAge(
                  orders,
                  request.getPagination(),
                  Direction.of(request.getDescending()),
                  filter(request));
          return ListOrdersResponse.newBuilder()
              .addAllOrders(page.map(OrderProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  private static Filter<Order> filter(ListOrdersRequest request) {
    Filter<Order> filter = Filter.all();
    if (request.getStatus() != Status.STATUS_UNSPECIFIED) {
      // The status is in the text of the statement, because the best plan for the few OPEN orders
      // is a bad one for the COMPLETED ones.
      filter.and(
          (row, cb) ->
              cb.equal(row.get("lifecycle").get("status"), cb.literal(request.getStatus())));
    }
    return filter
        .equal("details.locationId", Ids.parseOrNull(request.getLocationId()))
        .equal("details.customerId", Ids.parseOrNull(request.getCustomerId()))
        .equal("details.employeeId", Ids.parseOrNull(request.getEmployeeId()))
        .atLeast("createdAt", request.hasFrom() ? Protos.instant("from", request.getFrom()) : null)
        .before("createdAt", request.hasTo() ? Protos.instant("to", request.getTo()) : null);
  }
}
