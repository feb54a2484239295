package id.laris.common.db;

import com.google.protobuf.Message;
import java.util.UUID;

/**
 * An event to be told.
 *
 * @param type what happened, such as {@code OrderCompleted}
 * @param aggregateType what it happened to, such as {@code Order}
 * @param aggregateId the id of what it happened to
 * @param sequence grows with every event of the aggregate: its version
 * @param payload the aggregate as it is now, a message of the public API
 */
public record NewEvent(
    String type, String aggregateType, UUID aggregateId, long sequence, Message payload) {}
