package id.laris.common.db;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs single statements that are transactions by themselves, and so take one round trip. Each
 * calls a function of the database that sets the tenant before it reads, because a row is visible
 * to its own tenant only.
 */
@Component
public class SingleStatements {

  private final JdbcClient jdbc;

  SingleStatements(DataSource dataSource) {
    this.jdbc = JdbcClient.create(new WithoutTransaction(dataSource));
  }

  /** Begins a statement. No transaction may be open. */
  public StatementSpec sql(String sql) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "a statement outside of the transaction would not see its changes");
    }
    return jdbc.sql(sql);
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
