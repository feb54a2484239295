package id.laris.sales.returns;

import id.laris.common.Ids;
import id.laris.common.db.Conditions;
import id.laris.common.db.Direction;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.GetReturnRequest;
import id.laris.pos.v1.GetReturnResponse;
import id.laris.pos.v1.ListReturnsRequest;
import id.laris.pos.v1.ListReturnsResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads returns. */
@Component
public class ReturnQueries {

  private final Returns returns;
  private final Reads reads;

  ReturnQueries(Returns returns, Reads reads) {
    this.returns = returns;
    this.reads = reads;
  }

  public GetReturnResponse get(GetReturnRequest request) {
    return reads.run(
        () ->
            GetReturnResponse.newBuilder()
                .setSalesReturn(ReturnProtos.toProto(returns.get(Ids.parse(request.getReturnId()))))
                .build());
  }

  /**
   * Lists returns by their age: the oldest first, or the newest. Ids that clients make do not grow
   * with age.
   */
  public ListReturnsResponse list(ListReturnsRequest request) {
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
                    "(r.created_at, r.id) %s (:tokenTime, :tokenId)"
                        .formatted(direction.comparison()),
                    "tokenTime",
                    returns.findCreatedAt(last).orElseThrow(Errors::invalidPageToken))
                .with("tokenId", last);
          }
          List<Return> found =
              returns.list(
                  conditions,
                  "order by %s limit %d"
                      .formatted(direction.orderBy("r.created_at", "r.id"), size + 1));
          Page<Return> page = Page.of(found, size, Return::id, direction);
          return ListReturnsResponse.newBuilder()
              .addAllSalesReturns(page.map(ReturnProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  private static Conditions conditions(ListReturnsRequest request) {
    Conditions conditions = Returns.inTenant();
    if (!request.getOrderId().isEmpty()) {
      conditions.add("r.order_id = :order", "order", Ids.parse(request.getOrderId()));
    }
    if (!request.getLocationId().isEmpty()) {
      conditions.add("r.location_id = :location", "location", Ids.parse(request.getLocationId()));
    }
    if (request.hasFrom()) {
      conditions.addTime(
          "r.created_at >= :from", "from", Protos.instant("from", request.getFrom()));
    }
    if (request.hasTo()) {
      conditions.addTime("r.created_at < :to", "to", Protos.instant("to", request.getTo()));
    }
    return conditions;
  }
}
