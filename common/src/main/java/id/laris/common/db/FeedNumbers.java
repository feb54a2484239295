package id.laris.common.db;

import id.laris.common.Caller;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells the number of a tenant's last event. Every change that adds an event raises it, so what a
 * process remembers of rows that change with events only is right as long as the number is the
 * same.
 */
@Component
public class FeedNumbers {

  private final JdbcClient jdbc;
  private final Schemas schemas;

  FeedNumbers(DataSource dataSource, Schemas schemas) {
    this.jdbc = JdbcClient.create(new WithoutTransaction(dataSource));
    this.schemas = schemas;
  }

  /**
   * A number as a server told it.
   *
   * @param last the number of the last event; 0 before the first
   * @param serverStartedAt tells servers apart: one that took over may have lost what another
   *     committed
   */
  public record FeedNumber(long last, Instant serverStartedAt) {}

  /**
   * The number of the caller's tenant in the service whose RPC is being handled. It is one
   * statement outside of any transaction, and every change that was committed before counts.
   */
  public FeedNumber current() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a transaction does not see its own changes by their number");
    }
    return jdbc.sql(
            "select last, server_started_at from %s.feed_number(?)".formatted(schemas.current()))
        .param(Caller.current().tenantId())
        .query(
            (row, number) ->
                new FeedNumber(row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant()))
        .single();
  }

  /** Connections whose statements are transactions by themselves, and need no commit. */
  private static final class WithoutTransaction extends DelegatingDataSource {

    WithoutTransaction(DataSource pool) {
      super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      try {
        // The pool sets it back.
        connection.setAutoCommit(true);
        return connection;
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
  }
}
