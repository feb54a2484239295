package id.laris.bench.floor;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.bench.meter.Meters;
import id.laris.client.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * How fast the database commits one row, with nothing of Laris in between: what the disk gives. The
 * user must be allowed to make a table; it is dropped at the end.
 */
public record CommitFloor(DatabaseAccess database) {

  /** Its name in the table. */
  public static final String LABEL = "floor";

  /** As many as those of a sale of six calls, which commits at least once in each. */
  public static final int CALLERS = 8;

  /** Runs with a table of its own, so that runs beside each other do not meet. */
  public Load.Measured run(Plan plan) throws Exception {
    String table = "laris_bench_floor_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection owner = database.connect(Meters.APPLICATION);
        Statement statement = owner.createStatement()) {
      statement.execute("create table " + table + " (number bigint not null)");
      try {
        return Load.run(plan, () -> open(table));
      } finally {
        statement.execute("drop table " + table);
      }
    }
  }

  private Caller open(String table) throws SQLException {
    Connection connection = database.connect(Meters.APPLICATION);
    PreparedStatement insert = connection.prepareStatement("insert into " + table + " values (1)");
    return new Caller() {
      @Override
      public void once(Stopwatch stopwatch) throws CallFailedException {
        var _ = stopwatch.time("insert, commit", insert::executeUpdate);
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }
}
