package id.laris.sales.order;

import id.laris.common.Ids;
import id.laris.common.db.Conditions;
import id.laris.common.db.Direction;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.GetOrderResponse;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.Order.Status;
import java.util.List;
import java.util.UUID;
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

  /**
   * Lists orders by their age: the oldest first, or the newest. Ids that clients make do not grow
   * with age.
   */
  public ListOrdersResponse list(ListOrdersRequest request) {
    int size = Page.size(request.getPagination());
    Direction direction = Direction.of(request.getDescending());
    return reads.run(
        () -> {
          Conditions conditions = conditions(request);
          String token = request.getPagination().getPageToken();
          if (!token.isEmpty()) {
            UUID last = direction.last(token);
            conditions
                .addTime(
                    "(o.created_at, o.id) %s (:tokenTime, :tokenId)"
                        .formatted(direction.comparison()),
                    "tokenTime",
                    orders.findCreatedAt(last).orElseThrow(Errors::invalidPageToken))
                .with("tokenId", last);
          }
          List<Order> found =
              orders.list(
                  conditions,
                  "order by %s limit %d"
                      .formatted(direction.orderBy("o.created_at", "o.id"), size + 1));
          Page<Order> page = Page.of(found, size, Order::id, direction);
          return ListOrdersResponse.newBuilder()
              .addAllOrders(page.map(OrderProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  private static Conditions conditions(ListOrdersRequest request) {
    Conditions conditions = Orders.inTenant();
    if (request.getStatus() != Status.STATUS_UNSPECIFIED) {
      // The status is in the text of the statement, because the best plan for the few OPEN orders
      // is a bad one for the COMPLETED ones.
      conditions.add("o.status = '%s'".formatted(request.getStatus().name()));
    }
    addId(conditions, "location_id", request.getLocationId());
    addId(conditions, "customer_id", request.getCustomerId());
    addId(conditions, "employee_id", request.getEmployeeId());
    if (request.hasFrom()) {
      conditions.addTime(
          "o.created_at >= :from", "from", Protos.instant("from", request.getFrom()));
    }
    if (request.hasTo()) {
      conditions.addTime("o.created_at < :to", "to", Protos.instant("to", request.getTo()));
    }
    return conditions;
  }

  private static void addId(Conditions conditions, String column, String id) {
    if (!id.isEmpty()) {
      conditions.add("o.%1$s = :%1$s".formatted(column), column, Ids.parse(id));
    }
  }
}
