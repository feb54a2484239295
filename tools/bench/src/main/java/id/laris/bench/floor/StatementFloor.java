package id.laris.bench.floor;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.load.Tallies;
import id.laris.bench.load.Tallies.CallFailedException;
import id.laris.bench.meter.Database;
import id.laris.bench.shop.Shops;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How fast the database does the statements of a sale with nothing of Laris in between: over plain
 * JDBC, prepared, in as many transactions, durable, bound by row-level security, in tenants of its
 * own in the tables of Laris. The statements stand in a file; a test of the suite keeps it true.
 */
public final class StatementFloor {

  private final Database database;
  private final List<Shops.Counter> counters;
  private final List<Script.Transaction> transactions;
  private final String row;

  /**
   * Of a file.
   *
   * @param counters whose goods are sold, in turn; nothing else happens in their tenants
   */
  public StatementFloor(Database database, List<Shops.Counter> counters, String file) {
    this.database = database;
    this.counters = counters;
    this.transactions = Script.named(file);
    int statements = transactions.stream().mapToInt(one -> one.steps().size()).sum();
    this.row = "%d statements, %d commits".formatted(statements, transactions.size());
  }

  public Load.Measured run(Plan plan) throws Exception {
    return Load.run(plan, () -> new Replay(database.connectAsService()));
  }

  /** One who sends the statements over and over. */
  private final class Replay implements Caller {

    private final Connection connection;
    private int next = ThreadLocalRandom.current().nextInt(counters.size());
    private final Map<Script.Step, PreparedStatement> prepared = new HashMap<>();

    Replay(Connection connection) throws SQLException {
      this.connection = connection;
      connection.setAutoCommit(false);
      for (Script.Transaction transaction : transactions) {
        for (Script.Step step : transaction.steps()) {
          prepared.put(step, connection.prepareStatement(step.sql()));
        }
      }
    }

    @Override
    public void once(Tallies tallies) throws CallFailedException {
      var _ = tallies.time(row, this::replay);
    }

    private boolean replay() throws SQLException {
      Shops.Counter counter = counters.get(next);
      next = (next + 1) % counters.size();
      Facts facts = new Facts(counter.shop().tenantId(), counter.assortment());
      try {
        for (Script.Transaction transaction : transactions) {
          connection.setReadOnly(transaction.readOnly());
          for (Script.Step step : transaction.steps()) {
            send(step, facts);
          }
          connection.commit();
        }
        return true;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }

    private void send(Script.Step step, Facts facts) throws SQLException {
      PreparedStatement statement = Objects.requireNonNull(prepared.get(step));
      int place = 0;
      for (String name : step.values()) {
        statement.setObject(++place, facts.get(name));
      }
      boolean rows = statement.execute();
      if (step.keep() == null) {
        return;
      }
      try (ResultSet row = rows ? statement.getResultSet() : null) {
        if (row == null || !row.next()) {
          throw new SQLException("nothing to keep as " + step.keep() + ": " + step.sql());
        }
        facts.keep(step.keep(), row.getObject(1));
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
