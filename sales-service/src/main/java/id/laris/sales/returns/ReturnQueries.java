package id.laris.sales.returns;

import id.laris.common.Ids;
import id.laris.common.db.Conditions;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.pos.v1.GetReturnRequest;
import id.laris.pos.v1.GetReturnResponse;
import id.laris.pos.v1.ListReturnsRequest;
import id.laris.pos.v1.ListReturnsResponse;
import id.laris.sales.order.ByAge;
import org.springframework.stereotype.Component;

/** Reads returns. */
@Component
public class ReturnQueries {

  private final Returns returns;
  private final Reads reads;
  private final ByAge<Return> byAge;

  ReturnQueries(Returns returns, Reads reads) {
    this.returns = returns;
    this.reads = reads;
    this.byAge = new ByAge<>("r", returns::findCreatedAt, returns::list, Return::id);
  }

  public GetReturnResponse get(GetReturnRequest request) {
    return reads.run(
        () ->
            GetReturnResponse.newBuilder()
                .setSalesReturn(ReturnProtos.toProto(returns.get(Ids.parse(request.getReturnId()))))
                .build());
  }

  /** Lists returns by their age. */
  public ListReturnsResponse list(ListReturnsRequest request) {
    return reads.run(
        () -> {
          Page<Return> page =
              byAge.page(request.getPagination(), request.getDescending(), conditions(request));
          return ListReturnsResponse.newBuilder()
              .addAllSalesReturns(page.map(ReturnProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  private Conditions conditions(ListReturnsRequest request) {
    Conditions conditions = Returns.inTenant();
    if (!request.getOrderId().isEmpty()) {
      conditions.add("r.order_id = :order", "order", Ids.parse(request.getOrderId()));
    }
    if (!request.getLocationId().isEmpty()) {
      conditions.add("r.location_id = :location", "location", Ids.parse(request.getLocationId()));
    }
    byAge.within(
        conditions,
        request.hasFrom() ? request.getFrom() : null,
        request.hasTo() ? request.getTo() : null);
    return conditions;
  }
}
