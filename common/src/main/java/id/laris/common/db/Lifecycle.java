package id.laris.common.db;

import com.google.protobuf.Message;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The events of a resource's life; null where there is no event.
 *
 * @param <P> the resource on the wire, which is their payload
 */
public record Lifecycle<P extends Message>(
    @Nullable EventType<P> created,
    @Nullable EventType<P> updated,
    @Nullable EventType<P> deleted) {

  P payloadType() {
    return Objects.requireNonNull(created).payloadType();
  }
}
