package id.laris.customer.purchase;

import id.laris.common.Caller;
import id.laris.common.db.Conditions;
import id.laris.customer.records.CustomerRecords;
import id.laris.customer.records.ExportedRecords;
import id.laris.pos.v1.CustomerExport;
import id.laris.pos.v1.Purchase;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The purchases of customers, where these are merged, forgotten or exported. */
@Component
class PurchaseRecords implements CustomerRecords, ExportedRecords {

  private static final int MOST_EXPORTED = 5_000;

  private static final String MOVE_FIGURES =
      """
      with moved as (
        delete from customer.purchase_figures where customer_id = :from
        returning currency, purchases, spent, first_visit_at, last_visit_at
      )
      insert into customer.purchase_figures as known
        (tenant_id, customer_id, currency, purchases, spent, first_visit_at, last_visit_at)
      select :tenant, :into, currency, purchases, spent, first_visit_at, last_visit_at from moved order by currency
      on conflict (tenant_id, customer_id, currency) do update set
        purchases = known.purchases + excluded.purchases,
        spent = known.spent + excluded.spent,
        first_visit_at = least(known.first_visit_at, excluded.first_visit_at),
        last_visit_at = greatest(known.last_visit_at, excluded.last_visit_at)
      """;

  private final ListPurchases purchases;
  private final JdbcClient jdbc;

  PurchaseRecords(ListPurchases purchases, JdbcClient jdbc) {
    this.purchases = purchases;
    this.jdbc = jdbc;
  }

  @Override
  public void merge(UUID from, UUID into) {
    jdbc.sql("update customer.purchase set customer_id = :into where customer_id = :from")
        .param("from", from)
        .param("into", into)
        .update();
    jdbc.sql(MOVE_FIGURES)
        .param("tenant", Caller.current().tenantId())
        .param("from", from)
        .param("into", into)
        .update();
  }

  /** A purchase tells nothing of the customer but that it was one. */
  @Override
  public void anonymize(UUID customerId) {}

  @Override
  public void export(UUID customerId, CustomerExport.Builder document) {
    List<Purchase> newest = purchases.newest(customerId, new Conditions(), MOST_EXPORTED + 1);
    document
        .addAllPurchases(newest.stream().limit(MOST_EXPORTED).toList())
        .setHasOlderPurchases(newest.size() > MOST_EXPORTED);
  }
}
