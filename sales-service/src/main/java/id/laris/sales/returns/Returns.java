package id.laris.sales.returns;

import static java.util.stream.Collectors.joining;

import id.laris.common.Caller;
import id.laris.common.db.Conditions;
import id.laris.common.errors.Errors;
import id.laris.sales.order.OrderJson;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The returns of the caller's tenant. Each is one row, which is read and stored as JSON whose names
 * are those of the columns. Every method needs a transaction.
 */
@Component
class Returns {

  private static final Map<String, String> COLUMNS =
      columns(
          """
          version integer, created_at timestamptz, creation_hash text, order_id uuid, status text, return_number text,
          business_date date, location_id uuid, shift_id uuid, customer_id uuid, currency text, notes text, void_reason text, exchange_order_id uuid, lines jsonb, refunds jsonb,
          total bigint, restocking_fee bigint, completed_at timestamptz
          """);

  private static final String SELECT = "select to_jsonb(r) from sales.order_return r";

  private static final String INSERT =
      "insert into sales.order_return (tenant_id, id, %s) values (:tenant, :id, %s)"
          .formatted(
              String.join(", ", COLUMNS.keySet()),
              COLUMNS.entrySet().stream().map(Returns::value).collect(joining(", ")));

  /** The refunds of a return change, and its status; nothing else does. */
  private static final String UPDATE =
      """
      update sales.order_return set version = cast(:version as integer), status = :status,
        refunds = cast(:refunds as jsonb), completed_at = cast(:completed_at as timestamptz)
      where tenant_id = :tenant and id = :id
      """;

  private final JdbcClient jdbc;

  Returns(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private static Map<String, String> columns(String namesAndTypes) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (String column : namesAndTypes.strip().split("\\s*,\\s*", -1)) {
      String[] nameAndType = column.split(" ", -1);
      columns.put(nameAndType[0], nameAndType[1]);
    }
    return columns;
  }

  private static String value(Map.Entry<String, String> column) {
    return "cast(:%s as %s)".formatted(column.getKey(), column.getValue());
  }

  Optional<Return> find(UUID id) {
    return list(inTenant().add("r.id = :id", "id", id), "").stream().findFirst();
  }

  /** Returns the return, or NOT_FOUND. */
  Return get(UUID id) {
    return find(id).orElseThrow(() -> Errors.notFound(Return.RESOURCE, id));
  }

  /** Returns the return, locked until the transaction ends, or NOT_FOUND. */
  Return locked(UUID id) {
    return list(inTenant().add("r.id = :id", "id", id), "for no key update").stream()
        .findFirst()
        .orElseThrow(() -> Errors.notFound(Return.RESOURCE, id));
  }

  /** Returns the returns of an order, the oldest first. */
  List<Return> ofOrder(UUID orderId) {
    return list(
        inTenant().add("r.order_id = :order", "order", orderId), "order by r.created_at, r.id");
  }

  /** Returns some of the returns with refunds that are not done, the oldest first. */
  List<Return> refunding(int atMost) {
    return list(inTenant().add("r.status = 'REFUNDING'"), "order by r.created_at limit " + atMost);
  }

  /**
   * Returns the returns that meet conditions about {@code r}, which begin with {@link #inTenant}.
   */
  List<Return> list(Conditions conditions, String rest) {
    return conditions
        .apply(jdbc.sql(SELECT + conditions.where() + " " + rest))
        .query((row, number) -> OrderJson.read(row.getString(1), Return.class))
        .list();
  }

  static Conditions inTenant() {
    return new Conditions().add("r.tenant_id = :tenant", "tenant", tenant());
  }

  /** Returns the time of a return; nothing where there is no such return. */
  Optional<Instant> findCreatedAt(UUID id) {
    return jdbc.sql("select created_at from sales.order_return where tenant_id = ? and id = ?")
        .params(tenant(), id)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  void insert(Return made) {
    store(INSERT, made);
  }

  void update(Return changed) {
    store(UPDATE, changed);
  }

  private void store(String sql, Return stored) {
    jdbc.sql(sql)
        .params(OrderJson.columns(stored, COLUMNS.keySet()))
        .param("tenant", tenant())
        .param("id", stored.id())
        .update();
  }

  private static UUID tenant() {
    return Caller.current().tenantId();
  }
}
