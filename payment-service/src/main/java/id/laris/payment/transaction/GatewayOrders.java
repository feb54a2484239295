package id.laris.payment.transaction;

import id.laris.common.Caller;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whose a payment at the gateway is: notifications name no tenant. */
@Component
class GatewayOrders {

  private final JdbcClient jdbc;
  private final TransactionTemplate readOnly;

  GatewayOrders(JdbcClient jdbc, PlatformTransactionManager transactionManager) {
    this.jdbc = jdbc;
    this.readOnly = new TransactionTemplate(transactionManager);
    this.readOnly.setReadOnly(true);
  }

  /** The tenant, and the transaction in its books. */
  record Owner(UUID tenantId, UUID transactionId) {}

  /**
   * Notes the transaction's number before the gateway hears of it. Where another tenant has made
   * the same id for one of its own, the number is another.
   */
  void add(Transaction transaction) {
    while (!insert(transaction)) {
      transaction.renumber();
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
