package id.laris.bench.floor;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.meter.Meters;
import id.laris.bench.scenario.Assortment;
import id.laris.bench.scenario.Shops;
import id.laris.client.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How fast the database does the statements of a sale with nothing of Laris in between: over plain
 * JDBC, prepared, in as many transactions, durable, bound by row-level security, in tenants of its
 * own in the tables of Laris. The statements stand in a file; a test of the suite keeps it true.
 */
public final class Floor {

  /** Values named by how many bytes they have, such as "bytes900": answers, events and hashes. */
  private static final String BYTES = "bytes";

  private static final Map<String, byte[]> ALL_BYTES = new ConcurrentHashMap<>();

  private final DatabaseAccess database;
  private final List<Assortment> assortments;
  private final List<Script.Transaction> transactions;

  /**
   * A floor whose statements stand in a file.
   *
   * @param assortments whose goods are sold, in turn; nothing else happens in their tenants
   */
  public Floor(DatabaseAccess database, List<Assortment> assortments, String file) {
    this.database = database;
    this.assortments = assortments;
    this.transactions = Script.named(file);
  }

  public Load.Measured run(Plan plan) throws Exception {
    int statements = transactions.stream().mapToInt(one -> one.steps().size()).sum();
    String row = "%d statements, %d commits".formatted(statements, transactions.size());
    return Load.run(
        plan,
        () -> {
          Connection connection = database.connect(Meters.APPLICATION);
          Map<Script.Step, PreparedStatement> prepared = prepare(connection);
          Iterator<Assortment> turns = Shops.inTurn(assortments);
          return Caller.of(
              connection::close,
              stopwatch -> stopwatch.call(row, () -> replay(connection, prepared, turns.next())));
        });
  }

  /** Takes the rights of the role that serves calls, and its limits. */
  private Map<Script.Step, PreparedStatement> prepare(Connection connection) throws SQLException {
    if (!database.serviceRole().isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set role " + statement.enquoteIdentifier(database.serviceRole(), true));
      }
    }
    connection.setAutoCommit(false);
    Map<Script.Step, PreparedStatement> prepared = new HashMap<>();
    for (Script.Transaction transaction : transactions) {
      for (Script.Step step : transaction.steps()) {
        prepared.put(step, connection.prepareStatement(step.sql()));
      }
    }
    return prepared;
  }

  private boolean replay(
      Connection connection, Map<Script.Step, PreparedStatement> prepared, Assortment assortment)
      throws SQLException {
    Map<String, Object> values = values(assortment);
    try {
      for (Script.Transaction transaction : transactions) {
        connection.setAutoCommit(transaction.byItself());
        connection.setReadOnly(transaction.readOnly());
        for (Script.Step step : transaction.steps()) {
          send(step, Objects.requireNonNull(prepared.get(step)), values);
        }
        if (!transaction.byItself()) {
          connection.commit();
        }
      }
      return true;
    } catch (SQLException e) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      throw e;
    }
  }

  private static void send(
      Script.Step step, PreparedStatement statement, Map<String, Object> values)
      throws SQLException {
    int place = 0;
    for (String name : step.values()) {
      statement.setObject(++place, value(values, name));
    }
    boolean rows = statement.execute();
    if (step.keep() == null) {
      return;
    }
    try (ResultSet row = rows ? statement.getResultSet() : null) {
      if (row == null || !row.next()) {
        throw new SQLException("nothing to keep as " + step.keep() + ": " + step.sql());
      }
      values.put(step.keep(), row.getObject(1));
    }
  }

  /**
   * How fast the database commits one row: what the disk gives. The user must be allowed to make a
   * table; each run has one of its own, and drops it at the end.
   */
  public static Load.Measured commits(DatabaseAccess database, Plan plan) throws Exception {
    String table = "laris_bench_floor_" + UUID.randomUUID().toString().replace("-", "");
    String insert = "insert into " + table + " values (1)";
    try (Connection owner = database.connect(Meters.APPLICATION);
        Statement statement = owner.createStatement()) {
      statement.execute("create table " + table + " (number bigint not null)");
      try {
        return Load.run(
            plan,
            () -> {
              Connection connection = database.connect(Meters.APPLICATION);
              PreparedStatement prepared = connection.prepareStatement(insert);
              return Caller.of(
                  connection::close,
                  stopwatch -> stopwatch.call("insert, commit", prepared::executeUpdate));
            });
      } finally {
        statement.execute("drop table " + table);
      }
    }
  }

  /** The values that a replay begins with. */
  static Map<String, Object> values(Assortment assortment) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    Map<String, Object> values = new HashMap<>();
    values.put("tenant", assortment.tenantId());
    values.put("now", now);
    values.put("tomorrow", now.plusDays(1));
    values.put("today", now.toLocalDate());
    for (String number : List.of("1", "2")) {
      Assortment.Goods goods = assortment.any();
      values.put("variant" + number, UUID.fromString(goods.variantId()));
      values.put("product" + number, UUID.fromString(goods.productId()));
    }
    return values;
  }

  /** A value by its name; what has no meaning here is a new id, the same where it comes again. */
  static Object value(Map<String, Object> values, String name) {
    return name.startsWith(BYTES)
        ? ALL_BYTES.computeIfAbsent(name, Floor::bytes)
        : values.computeIfAbsent(name, _ -> newId());
  }

  /** A UUID of version 7, which grows with time as those of Laris do. */
  private static UUID newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (System.currentTimeMillis() << 16) | 0x7000 | random.nextInt(0x1000);
    return new UUID(high, (random.nextLong() >>> 2) | 0x8000000000000000L);
  }

  /** They hardly shrink when they are compressed, as ids do not. */
  private static byte[] bytes(String name) {
    int count = Integer.parseInt(name.substring(BYTES.length()));
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
