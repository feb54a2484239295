package id.laris.bench.floor;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.load.Tallies;
import id.laris.bench.load.Tallies.CallFailedException;
import id.laris.bench.meter.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * How fast the database commits one row, with nothing of Laris in between: what the disk gives. The
 * user must be allowed to make a table; it is dropped at the end.
 */
public record CommitFloor(Database database) {

  /** Its name in the table. */
  public static final String LABEL = "floor";

  /**
   * One commit in each sale of six calls would be the least; so its callers are those of a sale.
   */
  public static final int CALLERS = 8;

  private static final String TABLE = "laris_bench_floor_";

  /** Runs with a table of its own, so that runs beside each other do not meet. */
  public Load.Measured run(Plan plan) throws Exception {
    String table = TABLE + Integer.toUnsignedString(new Random().nextInt());
    try (Connection owner = database.connect();
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
    Connection connection = database.connect();
    PreparedStatement insert = connection.prepareStatement("insert into " + table + " values (1)");
    return new Caller() {
      @Override
      public void once(Tallies tallies) throws CallFailedException {
        var _ = tallies.time("insert, commit", insert::executeUpdate);
      }

      @Override
      public void close() throws SQLException {
        connection.close();
      }
    };
  }
}
