package id.laris.bench.floor;

import id.laris.bench.load.Caller;
import id.laris.bench.load.Load;
import id.laris.bench.load.Plan;
import id.laris.bench.load.Stopwatch;
import id.laris.bench.load.Stopwatch.CallFailedException;
import id.laris.bench.meter.Meters;
import id.laris.bench.shop.Assortment;
import id.laris.bench.shop.Shops.Counter;
import id.laris.client.DatabaseAccess;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
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
public final class StatementFloor {

  /** Values named by how many bytes they have, such as "bytes900": answers, events and hashes. */
  private static final String BYTES = "bytes";

  private static final Map<String, byte[]> ALL_BYTES = new ConcurrentHashMap<>();

  private final DatabaseAccess database;
  private final List<Counter> counters;
  private final List<Script.Transaction> transactions;
  private final String row;

  /**
   * A floor whose statements stand in a file.
   *
   * @param counters whose goods are sold, in turn; nothing else happens in their tenants
   */
  public StatementFloor(DatabaseAccess database, List<Counter> counters, String file) {
    this.database = database;
    this.counters = counters;
    this.transactions = Script.named(file);
    int statements = transactions.stream().mapToInt(one -> one.steps().size()).sum();
    this.row = "%d statements, %d commits".formatted(statements, transactions.size());
  }

  public Load.Measured run(Plan plan) throws Exception {
    return Load.run(plan, () -> new Replay(database.connect(Meters.APPLICATION)));
  }

  /** The values that a replay begins with. */
  static Map<String, Object> values(UUID tenantId, Assortment assortment) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    Map<String, Object> values = new HashMap<>();
    values.put("tenant", tenantId);
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
        ? ALL_BYTES.computeIfAbsent(name, StatementFloor::bytes)
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

  /** One caller, who sends the statements over and over. */
  private final class Replay implements Caller {

    private final Connection connection;
    private int next = ThreadLocalRandom.current().nextInt(counters.size());
    private final Map<Script.Step, PreparedStatement> prepared = new HashMap<>();

    /** Takes the rights of the role that serves calls, and its limits. */
    Replay(Connection connection) throws SQLException {
      this.connection = connection;
      if (!database.serviceRole().isEmpty()) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(
              "set role " + statement.enquoteIdentifier(database.serviceRole(), true));
        }
      }
      connection.setAutoCommit(false);
      for (Script.Transaction transaction : transactions) {
        for (Script.Step step : transaction.steps()) {
          prepared.put(step, connection.prepareStatement(step.sql()));
        }
      }
    }

    @Override
    public void once(Stopwatch stopwatch) throws CallFailedException {
      var _ = stopwatch.time(row, this::replay);
    }

    private boolean replay() throws SQLException {
      Counter counter = counters.get(next);
      next = (next + 1) % counters.size();
      Map<String, Object> values = values(counter.shop().tenantId(), counter.assortment());
      try {
        for (Script.Transaction transaction : transactions) {
          connection.setReadOnly(transaction.readOnly());
          for (Script.Step step : transaction.steps()) {
            send(step, values);
          }
          connection.commit();
        }
        return true;
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      }
    }

    private void send(Script.Step step, Map<String, Object> values) throws SQLException {
      PreparedStatement statement = Objects.requireNonNull(prepared.get(step));
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

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }
}
