package id.laris.sales.customer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.events.types.Anonymous;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.SalesServiceGrpc;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes the name of a customer from everything here that has it: its orders, their events that
 * are kept, and the answers that are kept for repeated calls. Numbers, ids and amounts stay.
 *
 * <p>Events and answers are searched by the bytes of the customer's id and number: nobody needs an
 * index of customers there otherwise, and customers are rarely anonymised.
 */
@Component
class CustomerNames {

  private static final int AT_ONCE = 200;

  /** Empty answers by the name of their RPC. */
  private static final Map<String, Message> ANSWERS =
      SalesServiceGrpc.getServiceDescriptor().getMethods().stream()
          .collect(
              toMap(
                  rpc -> Objects.requireNonNull(rpc.getBareMethodName()),
                  rpc ->
                      (Message)
                          Objects.requireNonNull(
                              ((PrototypeMarshaller<?>) rpc.getResponseMarshaller())
                                  .getMessagePrototype())));

  private final OrdersOfCustomer orders;
  private final JdbcClient jdbc;

  CustomerNames(OrdersOfCustomer orders, JdbcClient jdbc) {
    this.orders = orders;
    this.jdbc = jdbc;
  }

  /** The customer, and the numbers that its orders know it by. */
  private record Forgotten(String id, Set<String> numbers) {

    boolean isOf(Order order) {
      return order.getCustomerId().equals(id) || numbers.contains(order.getCustomerNumber());
    }

    /** The bytes by which it is found; what is found may be of another customer. */
    byte[][] traces() {
      return Stream.concat(Stream.of(id), numbers.stream())
          .map(trace -> trace.getBytes(UTF_8))
          .toArray(byte[][]::new);
    }
  }

  private record StoredEvent(long number, Order order) {}

  private record StoredAnswer(String rpc, String key, ByteString response) {}

  /** Removes the name, in the current transaction. */
  void forget(Customer customer) {
    boolean merged = !customer.getMergedInto().isEmpty();
    UUID holder = Ids.parse(merged ? customer.getMergedInto() : customer.getId());
    // Orders of customers that were merged into this one have other numbers.
    Set<String> numbers = new HashSet<>(merged ? Set.of() : orders.numbers(holder));
    if (!customer.getNumber().isEmpty()) {
      numbers.add(customer.getNumber());
    }
    orders.forgetName(holder, numbers);
    Forgotten forgotten = new Forgotten(customer.getId(), numbers);
    forgetInEvents(forgotten);
    forgetInAnswers(forgotten);
  }

  private void forgetInEvents(Forgotten forgotten) {
    long after = 0;
    List<StoredEvent> found;
    do {
      found =
          jdbc.sql(
                  """
                  select number, payload from sales.outbox
                  where tenant_id = :tenant and payload_type = 'pos.v1.Order' and number > :after
                    and exists (select from unnest(:traces) trace where position(trace in payload) > 0)
                  order by number limit :atOnce
                  """)
              .param("tenant", tenant())
              .param("after", after)
              .param("traces", forgotten.traces())
              .param("atOnce", AT_ONCE)
              .query(
                  (row, n) ->
                      new StoredEvent(
                          row.getLong("number"),
                          parse(Order.getDefaultInstance(), bytes(row, "payload"))))
              .list();
      for (StoredEvent event : found) {
        after = event.number;
        if (forgotten.isOf(event.order)) {
          jdbc.sql("update sales.outbox set payload = ? where tenant_id = ? and number = ?")
              .params(Anonymous.order(event.order).toByteArray(), tenant(), after)
              .update();
        }
      }
    } while (found.size() == AT_ONCE);
  }

  private void forgetInAnswers(Forgotten forgotten) {
    jdbc.sql(
            """
            select rpc, key, response from sales.idempotency_key
            where tenant_id = :tenant
              and exists (select from unnest(:traces) trace where position(trace in response) > 0)
            order by rpc, key for update
            """)
        .param("tenant", tenant())
        .param("traces", forgotten.traces())
        .query(
            (row, n) ->
                new StoredAnswer(
                    row.getString("rpc"), row.getString("key"), bytes(row, "response")))
        .list()
        .forEach(answer -> forgetIn(answer, forgotten));
  }

  private void forgetIn(StoredAnswer answer, Forgotten forgotten) {
    Message prototype = ANSWERS.get(answer.rpc);
    FieldDescriptor field =
        prototype == null ? null : prototype.getDescriptorForType().findFieldByName("order");
    if (prototype == null || field == null) {
      return;
    }
    Message response = parse(prototype, answer.response);
    Order order = (Order) response.getField(field);
    if (forgotten.isOf(order)) {
      byte[] bytes =
          response.toBuilder().setField(field, Anonymous.order(order)).build().toByteArray();
      jdbc.sql(
              "update sales.idempotency_key set response = ? where tenant_id = ? and rpc = ? and key = ?")
          .params(bytes, tenant(), answer.rpc, answer.key)
          .update();
    }
  }

  private static ByteString bytes(ResultSet row, String column) throws SQLException {
    return ByteString.copyFrom(row.getBytes(column));
  }

  private static <M extends Message> M parse(M prototype, ByteString bytes) {
    try {
      @SuppressWarnings("unchecked") // the parser of an M makes an M
      M message = (M) prototype.getParserForType().parseFrom(bytes);
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored message cannot be read", e);
    }
  }

  private static UUID tenant() {
    return Caller.current().tenantId();
  }
}
