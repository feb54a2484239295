package id.laris.common.db;

import id.laris.common.Caller;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Tells the number of a tenant's last event. Every change of a service adds an event, so what a
 * process remembers of the tenant's rows is right as long as the number is the same.
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
   * The number of the last event of the caller's tenant in the service whose RPC is being handled;
   * 0 before the first. It is one statement outside of any transaction, and every change that was
   * committed before counts.
   */
  public long current() {
    return jdbc.sql("select %s.feed_number(?)".formatted(schemas.current()))
        .param(Caller.current().tenantId())
        .query(Long.class)
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
      // The pool sets it back.
      connection.setAutoCommit(true);
      return connection;
    }
  }
}
