package id.laris.catalog.shape;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets the transactions of a tenant change a shape one after the other: two changes at once could
 * make a cycle that neither sees.
 */
@Component
public class ShapeLock {

  private final JdbcClient jdbc;

  ShapeLock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Waits for the transaction that changes the tenant's shape of this name, and blocks others until
   * the transaction ends.
   */
  public void take(String shape) {
    jdbc.sql(
            "select pg_advisory_xact_lock(hashtextextended(? || current_setting('app.tenant_id'), 0))::text")
        .param(shape)
        .query(String.class)
        .single();
  }
}
