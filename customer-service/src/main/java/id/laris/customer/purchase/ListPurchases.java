package id.laris.customer.purchase;

import id.laris.common.Ids;
import id.laris.common.db.Conditions;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.customer.profile.Bearers;
import id.laris.pos.v1.ListPurchasesRequest;
import id.laris.pos.v1.ListPurchasesResponse;
import id.laris.pos.v1.Purchase;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lists the purchases of a customer, newest first.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND; INVALID_PAGE_TOKEN for a token that was never given for this
 * customer.
 */
@Component
public class ListPurchases {

  private final Bearers bearers;
  private final JdbcClient jdbc;
  private final Reads reads;

  ListPurchases(Bearers bearers, JdbcClient jdbc, Reads reads) {
    this.bearers = bearers;
    this.jdbc = jdbc;
    this.reads = reads;
  }

  public ListPurchasesResponse run(ListPurchasesRequest request) {
    UUID id = Ids.parse(request.getCustomerId());
    Conditions conditions = new Conditions();
    if (request.hasFrom()) {
      conditions.addTime(
          "completed_at >= :from", "from", Protos.instant("from", request.getFrom()));
    }
    if (request.hasTo()) {
      conditions.addTime("completed_at < :to", "to", Protos.instant("to", request.getTo()));
    }
    String token = request.getPagination().getPageToken();
    int size = Page.size(request.getPagination());
    return reads.run(
        () -> {
          UUID bearer = bearers.of(id);
          if (!token.isEmpty()) {
            UUID last = Page.token(token);
            conditions
                .add(
                    "(completed_at, order_id) < (:lastTime, :lastId)",
                    "lastTime",
                    completedAt(bearer, last))
                .with("lastId", last);
          }
          Page<Purchase> page =
              Page.of(
                  newest(bearer, conditions, size + 1),
                  size,
                  purchase -> Ids.parse(purchase.getOrderId()));
          return ListPurchasesResponse.newBuilder()
              .addAllPurchases(page.items())
              .setPagination(page.pagination())
              .build();
        });
  }

  /** The newest purchases that fulfil the conditions. */
  List<Purchase> newest(UUID customerId, Conditions conditions, int most) {
    conditions.add("customer_id = :customer", "customer", customerId);
    return conditions
        .apply(
            jdbc.sql(
                "select %s from customer.purchase%s order by completed_at desc, order_id desc limit %d"
                    .formatted(PurchaseRow.COLUMNS, conditions.where(), most)))
        .query((row, number) -> PurchaseRow.read(row))
        .list();
  }

  private OffsetDateTime completedAt(UUID customerId, UUID orderId) {
    return jdbc.sql(
            "select completed_at from customer.purchase where order_id = ? and customer_id = ?")
        .params(orderId, customerId)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class))
        .optional()
        .orElseThrow(Errors::invalidPageToken);
  }
}
