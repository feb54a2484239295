package id.laris.customer.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import id.laris.events.types.Anonymous;
import id.laris.pos.v1.CustomerServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes personal data from the copies of customers that this service keeps besides their rows:
 * events that were not deleted yet, and answers under idempotency keys. A key stays with its
 * answer, so a repeated call is still not done twice: its answer shows the customer as it is now
 * known.
 */
@Component
class StoredCopies {

  /** The fields of points and balances in which people write what they like. */
  private static final Set<String> FREE_TEXTS =
      Set.of("reason", "notes", "status_reason", "reference");

  private final JdbcClient jdbc;
  private final Map<String, Message> answers;

  StoredCopies(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.answers =
        CustomerServiceGrpc.getServiceDescriptor().getMethods().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    rpc -> String.valueOf(rpc.getBareMethodName()), StoredCopies::emptyAnswer));
  }

  private static Message emptyAnswer(MethodDescriptor<?, ?> rpc) {
    return (Message)
        Optional.ofNullable(
                ((PrototypeMarshaller<?>) rpc.getResponseMarshaller()).getMessagePrototype())
            .orElseThrow();
  }

  /** Removes them in the current transaction, which holds the locks on the customers' rows. */
  void anonymize(List<UUID> customerIds) {
    Set<String> ids = customerIds.stream().map(UUID::toString).collect(Collectors.toSet());
    anonymizeEvents(customerIds);
    for (UUID id : customerIds) {
      anonymizeAnswers(id, ids);
    }
  }

  private record StoredEvent(UUID id, Message payload) {}

  private void anonymizeEvents(List<UUID> customerIds) {
    List<StoredEvent> events =
        jdbc.sql(
                """
                select id, payload from customer.outbox
                where aggregate_type = 'Customer' and aggregate_id = any(:ids)
                """)
            .param("ids", customerIds.toArray(UUID[]::new))
            .query(
                (row, number) ->
                    new StoredEvent(
                        row.getObject("id", UUID.class),
                        parsed(
                            id.laris.pos.v1.Customer.getDefaultInstance(),
                            row.getBytes("payload"))))
            .list();
    for (StoredEvent event : events) {
      jdbc.sql("update customer.outbox set payload = :payload where id = :id")
          .param(
              "payload",
              Anonymous.customer((id.laris.pos.v1.Customer) event.payload()).toByteArray())
          .param("id", event.id())
          .update();
    }
  }

  private record StoredAnswer(String rpc, String key, Message answer) {}

  private void anonymizeAnswers(UUID id, Set<String> ids) {
    List<StoredAnswer> found =
        jdbc.sql(
                """
                select rpc, key, response from customer.idempotency_key
                where rpc = any(:rpcs) and position(:id in response) > 0
                """)
            .param("rpcs", answers.keySet().toArray(String[]::new))
            .param("id", id.toString().getBytes(UTF_8))
            .query(
                (row, number) -> {
                  String rpc = row.getString("rpc");
                  return new StoredAnswer(
                      rpc,
                      row.getString("key"),
                      parsed(Objects.requireNonNull(answers.get(rpc)), row.getBytes("response")));
                })
            .list();
    for (StoredAnswer one : found) {
      jdbc.sql(
              "update customer.idempotency_key set response = :response where rpc = :rpc and key = :key")
          .param("response", anonymous(one.answer(), ids).toByteArray())
          .param("rpc", one.rpc())
          .param("key", one.key())
          .update();
    }
  }

  /**
   * The message with these customers made anonymous wherever it has them, and without what was
   * written about anybody: an answer that names one of them, but not in each of its parts, must not
   * keep a reason either.
   */
  private static Message anonymous(Message message, Set<String> ids) {
    if (message instanceof id.laris.pos.v1.Customer customer) {
      return ids.contains(customer.getId()) ? Anonymous.customer(customer) : customer;
    }
    Message.Builder changed = message.toBuilder();
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      if (FREE_TEXTS.contains(field.getName())) {
        changed.clearField(field);
      } else if (field.getJavaType() == JavaType.MESSAGE) {
        changed.setField(
            field,
            field.isRepeated()
                ? ((List<?>) entry.getValue())
                    .stream().map(one -> anonymous((Message) one, ids)).toList()
                : anonymous((Message) entry.getValue(), ids));
      }
    }
    return changed.build();
  }

  private static Message parsed(Message empty, byte[] bytes) {
    try {
      return empty.getParserForType().parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a stored message cannot be read", e);
    }
  }
}
