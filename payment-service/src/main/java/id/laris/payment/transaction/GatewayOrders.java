package id.laris.payment.transaction;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The tenants of the payments at the gateway, whose notifications name none. The database lets this
 * role claim a number for its own tenant, and ask whose one number is; it cannot read the list.
 */
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
    if (!claim(transaction)) {
      transaction.attempt().replaceGatewayOrderId();
      if (!claim(transaction)) {
        throw new IllegalStateException("a new order id is taken: " + transaction.gatewayOrderId());
      }
    }
  }

  private boolean claim(Transaction transaction) {
    return jdbc.sql("select payment.claim_gateway_order(?, ?)")
        .params(transaction.gatewayOrderId(), transaction.id())
        .query(Boolean.class)
        .single();
  }

  Optional<Owner> owner(String gatewayOrderId) {
    return Objects.requireNonNull(
        readOnly.execute(
            status ->
                jdbc.sql("select tenant, transaction_id from payment.owner_of_gateway_order(?)")
                    .param(gatewayOrderId)
                    .query(
                        (row, number) ->
                            new Owner(
                                row.getObject("tenant", UUID.class),
                                row.getObject("transaction_id", UUID.class)))
                    .optional()));
  }
}
