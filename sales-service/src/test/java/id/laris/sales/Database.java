package id.laris.sales;

import id.laris.common.db.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The database as its owner sees it: the rows of every tenant. */
final class Database {

  private Database() {}

  static void execute(DatabaseSettings database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads one row of a result. */
  interface RowReader<R> {
    R read(ResultSet row) throws SQLException;
  }

  static <R> List<R> query(DatabaseSettings database, String sql, RowReader<R> reader) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<R> result = new ArrayList<>();
      while (rows.next()) {
        result.add(reader.read(rows));
      }
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns the plan of Postgres for a query if reading whole tables were expensive, as it is with
   * many rows.
   */
  static String plan(DatabaseSettings database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("set enable_seqscan = off");
      try (ResultSet rows = statement.executeQuery("explain " + sql)) {
        StringBuilder plan = new StringBuilder();
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
        return plan.toString();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect(DatabaseSettings database) throws SQLException {
    return DriverManager.getConnection(
        database.url(), database.ownerUser(), database.ownerPassword());
  }
}
