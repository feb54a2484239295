package id.laris.common.db;

import com.google.protobuf.Message;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes the resources of a service out of their declarations. */
@Component
public class Resources {

  private final Writes writes;
  private final Reads reads;
  private final Outbox outbox;
  private final Clock clock;

  Resources(Writes writes, Reads reads, Outbox outbox, Clock clock) {
    this.writes = writes;
    this.reads = reads;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Begins the declaration of a kind of resource.
   *
   * @param name its name in messages, such as {@code tax rule}; with underscores the name of its
   *     field in requests and answers
   */
  public <E extends TenantRow, P extends Message> ResourceBuilder<E, P> of(
      String name, Rows<E> rows, Lifecycle<P> events) {
    return of(name, rows, events.payloadType(), events);
  }

  /** Begins the declaration of a kind of resource whose changes are told as events of another. */
  public <E extends TenantRow, P extends Message> ResourceBuilder<E, P> of(
      String name, Rows<E> rows, P empty) {
    return of(name, rows, empty, new Lifecycle<>(null, null, null));
  }

  private <E extends TenantRow, P extends Message> ResourceBuilder<E, P> of(
      String name, Rows<E> rows, P empty, Lifecycle<P> events) {
    return new ResourceBuilder<>(
        name, rows, empty, events, kind -> new Resource<>(kind, writes, reads, outbox, clock));
  }
}
