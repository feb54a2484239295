package id.laris.sales.order;

import static java.util.stream.Collectors.toMap;

import id.laris.common.Caller;
import id.laris.common.db.Conditions;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The orders of the caller's tenant. The lines and payments of a DRAFT or OPEN order are in its
 * row, so that it is read, locked and stored as one row. Those of a closed order are rows of their
 * own, for reports and joins; they are written by the statement that closes the order.
 *
 * <p>Orders are read as JSON whose names are those of the columns, and so are their parts written:
 * a line is the same in the document and in the row. Every method needs a transaction.
 */
@Component
public class Orders {

  private record Outcome(boolean stored, @Nullable String refused) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  Orders(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  public Optional<Order> find(UUID id) {
    return list(inTenant().add("o.id = :id", "id", id), "").stream().findFirst();
  }

  /** Returns the order, or NOT_FOUND. */
  public Order get(UUID id) {
    return find(id).orElseThrow(() -> Errors.notFound(Order.RESOURCE, id));
  }

  /**
   * Returns the orders that meet conditions about {@code o}, which begin with {@link #inTenant}.
   */
  List<Order> list(Conditions conditions, String orderAndLimit) {
    return read(
        conditions.apply(jdbc.sql(OrderSql.SELECT + conditions.where() + " " + orderAndLimit)));
  }

  /** Returns those of the orders that exist. */
  public List<Order> list(Collection<UUID> ids) {
    return list(inTenant().add("o.id = any(:ids)", "ids", ids.toArray(UUID[]::new)), "");
  }

  static Conditions inTenant() {
    return new Conditions().add("o.tenant_id = :tenant", "tenant", tenant());
  }

  /** Returns the version of the order; nothing where there is no such order. */
  public Optional<Integer> findVersion(UUID id) {
    return jdbc.sql("select version from sales.sales_order where tenant_id = ? and id = ?")
        .params(tenant(), id)
        .query(Integer.class)
        .optional();
  }

  /** Returns when the order was created; nothing where there is no such order. */
  Optional<Instant> findCreatedAt(UUID id) {
    return jdbc.sql("select created_at from sales.sales_order where tenant_id = ? and id = ?")
        .params(tenant(), id)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  /** Returns the order, locked until the transaction ends, or NOT_FOUND. */
  public Order locked(UUID id) {
    return lockAll(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> Errors.notFound(Order.RESOURCE, id));
  }

  /**
   * Returns the orders that exist, locked in the order of their ids, as all code does that locks
   * several.
   *
   * <p>The parts of closed orders are read afterwards: a statement that waited for the lock would
   * show the row of a closed order without the parts that closing it has written.
   */
  public List<Order> lockAll(Collection<UUID> ids) {
    List<Order> rows =
        read(
            jdbc.sql(
                    """
                    select to_jsonb(o) from sales.sales_order o where tenant_id = :tenant and id = any(cast(:ids as uuid[]))
                    order by id for no key update
                    """)
                .param("tenant", tenant())
                .param("ids", texts(ids)));
    List<UUID> closed = rows.stream().filter(Order::isClosed).map(Order::id).toList();
    if (closed.isEmpty()) {
      return rows;
    }
    Map<UUID, Order> whole =
        list(inTenant().add("o.id = any(cast(:ids as uuid[]))", "ids", texts(closed)), "").stream()
            .collect(toMap(Order::id, order -> order));
    return rows.stream().map(row -> whole.getOrDefault(row.id(), row)).toList();
  }

  /**
   * Returns some of the orders with a payment whose transaction should be known since this time,
   * the oldest first.
   */
  public List<Order> unheardSince(Instant before, int atMost) {
    return list(
        inTenant().addTime("o.payment_unheard_since < :before", "before", before),
        "order by o.payment_unheard_since limit " + atMost);
  }

  /** Returns whether any order has a payment of this id. */
  public boolean havePayment(UUID paymentId) {
    return jdbc.sql(
            "select exists (select from sales.taken_id where tenant_id = ? and kind = 'PAYMENT' and id = ?)")
        .params(tenant(), paymentId)
        .query(Boolean.class)
        .single();
  }

  /** Stores a new order. */
  public void insert(Order order) {
    store(OrderSql.INSERT, order);
  }

  /**
   * Stores a change of an order.
   *
   * @throws ConcurrentOrderChange where it was changed since it was read
   */
  public void update(Order order) {
    store(OrderSql.UPDATE, order);
  }

  /**
   * Stores a change of an order that does not change its payments. They are left as they are,
   * because what is heard of a transaction may be stored with them and the same version.
   *
   * @throws ConcurrentOrderChange where it was changed since it was read
   */
  public void updateDraft(Order order) {
    store(OrderSql.UPDATE_DRAFT, order);
  }

  private void store(String sql, Order order) {
    int before = order.version();
    order.prepare(clock.instant());
    List<TakenId> taken = order.taken();
    List<TakenId> freed = order.freed();
    StatementSpec statement =
        jdbc.sql(
                sql
                    + (order.isClosed() ? OrderSql.PARTS : "")
                    + (freed.isEmpty() ? "" : OrderSql.FREED)
                    + (taken.isEmpty() ? OrderSql.NONE_TAKEN : OrderSql.TAKEN))
            .params(OrderJson.columns(order, OrderSql.COLUMNS))
            .param("tenant", tenant())
            .param("id", order.id())
            .param("before", before);
    if (order.isClosed()) {
      statement
          .param("lineRows", OrderJson.write(order.items()))
          .param("paymentRows", OrderJson.write(order.payments()));
    }
    if (!freed.isEmpty()) {
      statement
          .param("freedLines", ids(freed, TakenId.Kind.LINE))
          .param("freedPayments", ids(freed, TakenId.Kind.PAYMENT));
    }
    if (!taken.isEmpty()) {
      statement
          .param("takenKinds", taken.stream().map(id -> id.kind().name()).toArray(String[]::new))
          .param("takenIds", texts(taken.stream().map(TakenId::id).toList()));
    }
    Outcome outcome =
        statement
            .query((row, number) -> new Outcome(row.getBoolean("stored"), row.getString("refused")))
            .single();
    if (!outcome.stored) {
      throw ConcurrentOrderChange.of(order.id());
    }
    if (outcome.refused != null) {
      throw taken(TakenId.Kind.valueOf(outcome.refused));
    }
    order.stored();
  }

  /** Clients make the ids of lines and payments, so an id that another order has is their error. */
  private static RuntimeException taken(TakenId.Kind kind) {
    String resource =
        switch (kind) {
          case LINE -> "order item";
          case PAYMENT -> "payment";
          case TRANSACTION ->
              throw new IllegalStateException("the transaction pays a payment of another order");
        };
    return Errors.of(
            Reason.ALREADY_EXISTS,
            "Another order has a %s with this id: use a new id.".formatted(resource))
        .with("resource", resource);
  }

  private static List<Order> read(StatementSpec statement) {
    return statement.query((row, number) -> OrderJson.read(row.getString(1), Order.class)).list();
  }

  private static UUID tenant() {
    return Caller.current().tenantId();
  }

  private static String[] texts(Collection<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }

  private static String[] ids(List<TakenId> ids, TakenId.Kind kind) {
    return texts(ids.stream().filter(id -> id.kind() == kind).map(TakenId::id).toList());
  }
}
