package id.laris.customer.balance;

import id.laris.common.Caller;
import id.laris.customer.records.CustomerRecords;
import id.laris.customer.records.ExportedRecords;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.CustomerExport;
import id.laris.pos.v1.CustomerExport.BalanceHistory;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The gift cards, store credit and accounts of customers, which go with them.
 *
 * <p>Credit of the same currency adds up; of two credit limits the larger one stays. The entries of
 * both are then one ledger, in the order in which they were recorded.
 */
@Component
class BalanceRecords implements CustomerRecords, ExportedRecords {

  private static final int MOST_EXPORTED = 5_000;

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final BalanceQueries queries;

  BalanceRecords(JdbcClient jdbc, Ledger ledger, BalanceQueries queries) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.queries = queries;
  }

  @Override
  public void merge(UUID from, UUID into) {
    List<UUID> ids =
        jdbc.sql(
                """
                select id from customer.balance
                where tenant_id = :tenant and customer_id = any(:customers) and merged_into is null
                """)
            .param("tenant", Caller.current().tenantId())
            .param("customers", new UUID[] {from, into})
            .query((row, number) -> row.getObject("id", UUID.class))
            .list();
    List<Balance> balances = List.copyOf(ledger.lock(ids).all());
    for (Balance balance : balances) {
      if (!from.equals(balance.customerId())) {
        continue;
      }
      balances.stream()
          .filter(other -> into.equals(other.customerId()) && isSame(other, balance))
          .findFirst()
          .ifPresentOrElse(
              other -> {
                moveLedger(balance.id(), other.id());
                other.absorb(balance);
              },
              () -> balance.belongTo(into));
    }
    ledger.store(balances);
  }

  private static boolean isSame(Balance one, Balance other) {
    return one.kind() != Kind.GIFT_CARD
        && one.kind() == other.kind()
        && one.currency().equals(other.currency());
  }

  /**
   * Makes one ledger of two. What an entry says of itself stays; its place and the balance after it
   * are those of the one ledger.
   */
  private void moveLedger(UUID from, UUID into) {
    jdbc.sql(
            """
            update customer.balance_entry entry
            set balance_id = :into, number = placed.number, balance_after = placed.balance_after
            from (
              select id, row_number() over in_order as number, (sum(amount) over in_order)::bigint as balance_after
              from customer.balance_entry where tenant_id = :tenant and balance_id in (:from, :into)
              window in_order as (order by recorded_at, number, id)
            ) placed
            where entry.tenant_id = :tenant and entry.id = placed.id
            """)
        .param("tenant", Caller.current().tenantId())
        .param("from", from)
        .param("into", into)
        .update();
    jdbc.sql(
            """
            update customer.balance_hold set balance_id = :into where tenant_id = :tenant and balance_id = :from
            """)
        .param("tenant", Caller.current().tenantId())
        .param("from", from)
        .param("into", into)
        .update();
  }

  @Override
  public void anonymize(UUID customerId) {
    jdbc.sql(
            """
            update customer.balance_entry set reason = '', reference = ''
            where tenant_id = :tenant and (reason <> '' or reference <> '')
              and balance_id in (select id from customer.balance where tenant_id = :tenant and customer_id = :customer)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("customer", customerId)
        .update();
    jdbc.sql(
            """
            update customer.balance set notes = '', status_reason = ''
            where tenant_id = :tenant and customer_id = :customer and (notes <> '' or status_reason <> '')
            """)
        .param("tenant", Caller.current().tenantId())
        .param("customer", customerId)
        .update();
  }

  @Override
  public void export(UUID customerId, CustomerExport.Builder document) {
    jdbc.sql(
            """
            select * from customer.balance
            where tenant_id = :tenant and customer_id = :customer and merged_into is null
            order by kind, currency, id
            """)
        .param("tenant", Caller.current().tenantId())
        .param("customer", customerId)
        .query((row, number) -> BalanceRows.read(row))
        .list()
        .forEach(balance -> document.addBalances(history(balance)));
  }

  private BalanceHistory history(Balance balance) {
    List<Entry> newest = queries.newest(balance.id(), Long.MAX_VALUE, MOST_EXPORTED + 1);
    BalanceHistory.Builder history =
        BalanceHistory.newBuilder()
            .setBalance(BalanceProtos.balance(balance))
            .addAllEntries(newest.stream().limit(MOST_EXPORTED).map(Entry::toProto).toList())
            .setHasOlderEntries(newest.size() > MOST_EXPORTED);
    if (balance.kind() == Kind.GIFT_CARD) {
      history.setGiftCard(BalanceProtos.giftCard(balance));
    }
    return history.build();
  }
}
