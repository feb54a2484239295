package id.laris.customer.hold;

import id.laris.common.Caller;
import id.laris.customer.hold.HeldOrder.State;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tenant's orders for which something is or was held, and what is held for each. */
@Component
class Holds {

  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batches;
  private final Clock clock;

  Holds(JdbcClient jdbc, NamedParameterJdbcTemplate batches, Clock clock) {
    this.jdbc = jdbc;
    this.batches = batches;
    this.clock = clock;
  }

  HeldOrder lock(UUID orderId) {
    return Objects.requireNonNull(lock(List.of(orderId)).get(orderId));
  }

  /**
   * Locks orders, in the order of their ids. Those of which nothing is known get a row first,
   * because only an existing row can be locked: an attempt that comes later sees it.
   */
  Map<UUID, HeldOrder> lock(Collection<UUID> orderIds) {
    UUID[] ids = orderIds.stream().distinct().toArray(UUID[]::new);
    jdbc.sql(
            """
            insert into customer.held_order (tenant_id, order_id, revision, state, updated_at)
            select :tenant, id, :none, 'OPEN', :now from unnest(:ids) as made (id) order by id
            on conflict (tenant_id, order_id) do nothing
            """)
        .param("tenant", Caller.current().tenantId())
        .param("ids", ids)
        .param("none", HeldOrder.NONE)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    Map<UUID, HeldOrder> locked = new HashMap<>();
    jdbc.sql(
            """
            select order_id, revision, state from customer.held_order
            where tenant_id = :tenant and order_id = any(:ids) order by order_id for update
            """)
        .param("tenant", Caller.current().tenantId())
        .param("ids", ids)
        .query(
            row -> {
              UUID orderId = row.getObject("order_id", UUID.class);
              locked.put(
                  orderId,
                  new HeldOrder(
                      orderId, row.getLong("revision"), State.valueOf(row.getString("state"))));
            });
    return locked;
  }

  /** The holds of orders that are locked. */
  List<Hold> of(Collection<UUID> orderIds) {
    return jdbc.sql(
            """
            select order_id, payment_id, balance_id, amount from customer.balance_hold
            where tenant_id = :tenant and order_id = any(:ids)
            """)
        .param("tenant", Caller.current().tenantId())
        .param("ids", orderIds.toArray(UUID[]::new))
        .query(
            (row, number) ->
                new Hold(
                    row.getObject("order_id", UUID.class),
                    row.getObject("payment_id", UUID.class),
                    row.getObject("balance_id", UUID.class),
                    row.getLong("amount")))
        .list();
  }

  void insert(Collection<Hold> holds) {
    batch(
        """
        insert into customer.balance_hold (tenant_id, order_id, payment_id, balance_id, amount)
        values (:tenant, :order, :payment, :balance, :amount)
        """,
        holds);
  }

  void delete(Collection<Hold> holds) {
    batch(
        """
        delete from customer.balance_hold where tenant_id = :tenant and order_id = :order and payment_id = :payment
        """,
        holds);
  }

  private void batch(String sql, Collection<Hold> holds) {
    if (!holds.isEmpty()) {
      batches.batchUpdate(
          sql,
          holds.stream()
              .map(
                  hold ->
                      new MapSqlParameterSource()
                          .addValue("tenant", Caller.current().tenantId())
                          .addValue("order", hold.orderId())
                          .addValue("payment", hold.paymentId())
                          .addValue("balance", hold.balanceId())
                          .addValue("amount", hold.amount()))
              .toArray(SqlParameterSource[]::new));
    }
  }

  /** Stores those of the orders that were changed. */
  void store(Collection<HeldOrder> orders) {
    List<HeldOrder> changed = orders.stream().filter(HeldOrder::isChanged).toList();
    if (!changed.isEmpty()) {
      batches.batchUpdate(
          """
          update customer.held_order set revision = :revision, state = :state, updated_at = :now
          where tenant_id = :tenant and order_id = :order
          """,
          changed.stream()
              .map(
                  order ->
                      new MapSqlParameterSource()
                          .addValue("tenant", Caller.current().tenantId())
                          .addValue("order", order.orderId())
                          .addValue("revision", order.revision())
                          .addValue("state", order.state().name())
                          .addValue("now", clock.instant().atOffset(ZoneOffset.UTC)))
              .toArray(SqlParameterSource[]::new));
    }
  }
}
