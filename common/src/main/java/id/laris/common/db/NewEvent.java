package id.laris.common.db;

import com.google.protobuf.Message;
import java.util.UUID;

/**
 * An event that the current transaction adds to the {@link Outbox}.
 *
 * @param type the kind of event
 * @param aggregateId the id of the thing that it happened to
 * @param sequence grows with every event of the aggregate: its version
 * @param payload the aggregate as it is now, a message of the public API
 */
public record NewEvent(EventType<?> type, UUID aggregateId, long sequence, Message payload) {

  /** An event whose aggregate is no {@link TenantRow}. */
  public static <P extends Message> NewEvent of(
      EventType<P> type, UUID aggregateId, long sequence, P payload) {
    return new NewEvent(type, aggregateId, sequence, payload);
  }
}
