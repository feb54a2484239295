package id.laris.demo;

import id.laris.client.DatabaseAccess;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * The database of Laris, as its owner, with the tenant set: the owner too may only see rows of the
 * tenant that is named. In a statement {@code :tenant} stands for it.
 */
final class Database implements AutoCloseable {

  private final Connection connection;
  private final UUID tenant;

  Database(DatabaseAccess access, UUID tenant) {
    this.tenant = tenant;
    try {
      connection = access.connect("laris-demo-data");
      run("select set_config('app.tenant_id', '%s', false)".formatted(tenant));
      run("set synchronous_commit = off");
      run("set work_mem = '128MB'");
    } catch (SQLException e) {
      throw new DemoException(
          "cannot enter the database %s (%s): it is found by POS_DATA_DIR, or by POS_DB_URL, POS_DB_OWNER_USER and POS_DB_OWNER_PASSWORD."
              .formatted(access, e.getMessage()),
          e);
    }
  }

  /** In SQL, an id of that time; the same for the same text. */
  static String idOf(String time, String text) {
    return "(lpad(to_hex((extract(epoch from %1$s) * 1000)::bigint), 12, '0') || '7' || substr(md5(%2$s), 1, 3) || 'a' || substr(md5(%2$s), 4, 15))::uuid"
        .formatted(time, text);
  }

  /** All of it, or nothing. */
  void inTransaction(Work work) {
    try {
      connection.setAutoCommit(false);
      try {
        work.run();
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failed("the transaction", e);
    }
  }

  interface Work {
    void run() throws SQLException;
  }

  void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(withTenant(sql));
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** The one number that the query gives. */
  long number(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(withTenant(sql))) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** The first column of every row, as text. */
  List<String> texts(String sql) {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(withTenant(sql))) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Puts rows of tab-separated columns into the table, as {@code copy} takes them. */
  void copyInto(String table, CharSequence rows) {
    try {
      long _ =
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn("copy " + table + " from stdin", new StringReader(rows.toString()));
    } catch (SQLException | IOException e) {
      throw failed("copy " + table, e);
    }
  }

  /**
   * Inserts rows like those of another table, under the same columns.
   *
   * @param insert the table and its columns
   * @param from the rows, with their columns under the name {@code like_row}
   * @param instead what columns are that are not the same
   */
  void insertLike(String insert, String from, Map<String, String> instead) {
    String columns = insert.substring(insert.indexOf('(') + 1, insert.indexOf(')'));
    String values =
        Arrays.stream(columns.split(",", -1))
            .map(String::strip)
            .map(column -> instead.getOrDefault(column, "like_row." + column))
            .collect(Collectors.joining(", "));
    run("%s select %s from %s".formatted(insert, values, from));
  }

  private String withTenant(String sql) {
    return sql.replace(":tenant", "'" + tenant + "'::uuid");
  }

  private static DemoException failed(String what, Exception e) {
    return new DemoException("the database refused: %s (%s)".formatted(e.getMessage(), what), e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed("closing", e);
    }
  }
}
