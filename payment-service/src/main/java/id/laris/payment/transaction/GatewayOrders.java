package id.laris.payment.transaction;

import id.laris.common.Caller;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The tenants of the payments at the gateway, whose notifications name none. */
@Component
class GatewayOrders {

  private final JdbcClient jdbc;
  private final TransactionTemplate readOnly;

  GatewayOrders(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    this.readOnly = new TransactionTemplate(transactionManager);
    this.readOnly.setReadOnly(true);
  }

  /** The tenant, and its transaction. */
  record Owner(UUID tenantId, UUID transactionId) {}

  /**
   * Stores the transaction's order id before the gateway gets it. Where another tenant has made the
   * same id, the transaction gets another order id.
   */
  void add(Transaction transaction) {
    while (!insert(transaction)) {
      transaction.attempt().replaceGatewayOrderId();
    }
  }

  private boolean insert(Transaction transaction) {
    return jdbc.sql(
                """
                insert into payment.gateway_order (gateway_order_id, tenant, transaction_id) values (?, ?, ?)
                on conflict (gateway_order_id) do nothing
                """)
            .params(transaction.gatewayOrderId(), Caller.current().tenantId(), transaction.id())
            .update()
        == 1;
  }

  Optional<Owner> owner(String gatewayOrderId) {
    return Objects.requireNonNull(
        readOnly.execute(
            status ->
                jdbc.sql(
                        "select tenant, transaction_id from payment.gateway_order where gateway_order_id = ?")
                    .param(gatewayOrderId)
                    .query(
                        (row, number) ->
                            new Owner(
                                row.getObject("tenant", UUID.class),
                                row.getObject("transaction_id", UUID.class)))
                    .optional()));
  }
}
