package id.laris.suite;

import id.laris.pos.Service;
import id.laris.testkit.SqlStatements.Executed;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;

/**
 * The plan of a statement in a few words, as the role that serves calls gets it in the tenant. A
 * table may be small in the test and big in a shop, so only the possible use of an index is
 * checked: reading all of a small table is right.
 */
final class PlanShapes {

  /** The tables that the demo data fill. */
  private static final Set<String> BIG =
      Set.of(
          "sales_order",
          "order_item",
          "order_payment",
          "taken_id",
          "product",
          "variant",
          "price",
          "barcode",
          "search_word",
          "search_vocabulary",
          "stock_movement",
          "catalog_change");

  /** The partitions of a month, which are others next month, are one table here. */
  private static final Pattern PARTITION = Pattern.compile("(audit_entry)_(?:\\d{4}_\\d{2}|rest)");

  private static final Pattern INDEX_SCAN =
      Pattern.compile("(?:Index|Index Only) Scan (?:Backward )?using (\\S+) on (\\S+)");
  private static final Pattern BITMAP_SCAN = Pattern.compile("Bitmap Index Scan on (\\S+)");
  private static final Pattern WHOLE_TABLE = Pattern.compile("Seq Scan on (\\S+)");
  private static final Pattern SORT =
      Pattern.compile("->  (?:Incremental )?Sort$|^(?:Incremental )?Sort$");
  private static final Pattern TABLE =
      Pattern.compile(
          "(?:from|join) (?:%s)\\.(\\w+)".formatted(String.join("|", Service.shortNames())));

  private final DataSource dataSource;
  private final UUID tenant;

  PlanShapes(DataSource dataSource, UUID tenant) {
    this.dataSource = dataSource;
    this.tenant = tenant;
  }

  /** Nothing, or the one line of it: which tables by which indexes, and whether it sorts. */
  List<String> of(Executed executed) {
    if (!executed.sql().matches("(?s)\\s*(?:select|with)\\b.*")
        || executed.sql().contains("set_config(")) {
      return List.of();
    }
    try (Connection connection = dataSource.getConnection()) {
      try {
        run(connection, "select set_config('app.tenant_id', '%s', true)".formatted(tenant));
        // Between an index in order, and its bitmap sorted, little decides; words are found by a
        // bitmap only.
        if (!executed.sql().contains("search_vocabulary")) {
          run(connection, "set local enable_bitmapscan = off");
        }
        if (hasSmallTable(executed.sql())) {
          run(connection, "set local enable_seqscan = off");
        }
        return shape(explain(connection, executed));
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(executed.sql(), e);
    }
  }

  private static boolean hasSmallTable(String sql) {
    return TABLE.matcher(sql).results().anyMatch(table -> !BIG.contains(table.group(1)));
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> explain(Connection connection, Executed executed)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("explain (costs off) " + executed.sql())) {
      for (ParameterSetOperation parameter : executed.parameters()) {
        parameter.getMethod().invoke(statement, parameter.getArgs());
      }
      List<String> lines = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          lines.add(PARTITION.matcher(rows.getString(1).strip()).replaceAll("$1"));
        }
      }
      return lines;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(executed.sql(), e);
    }
  }

  private static List<String> shape(List<String> plan) {
    List<String> shape = new ArrayList<>();
    for (String line : plan) {
      Matcher index = INDEX_SCAN.matcher(line);
      Matcher bitmap = BITMAP_SCAN.matcher(line);
      Matcher whole = WHOLE_TABLE.matcher(line);
      if (index.find()) {
        shape.add(index.group(2) + " by " + index.group(1));
      } else if (bitmap.find()) {
        shape.add("by " + bitmap.group(1));
      } else if (whole.find()) {
        shape.add(whole.group(1) + ": the whole table");
      } else if (SORT.matcher(line).find()) {
        shape.add("sorts");
      }
    }
    return shape.isEmpty()
        ? List.of()
        : List.of(shape.stream().distinct().collect(Collectors.joining(", ")));
  }
}
