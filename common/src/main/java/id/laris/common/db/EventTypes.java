package id.laris.common.db;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;

/** The events of one service, in the order in which they are declared. */
public final class EventTypes {

  private final String service;
  private final List<EventType<?>> all = new ArrayList<>();

  /**
   * @param service the service that writes them, such as {@code sales}
   */
  public EventTypes(String service) {
    this.service = service;
  }

  /** The events of one kind of aggregate. */
  public final class Aggregate<P extends Message> {

    private final String type;
    private final P payloadType;

    private Aggregate(String type, P payloadType) {
      this.type = type;
      this.payloadType = payloadType;
    }

    /** Declares an event. */
    public EventType<P> event(String name, String meaning) {
      EventType<P> event = new EventType<>(name, type, payloadType, meaning);
      all.add(event);
      return event;
    }
  }

  /** Declares a kind of aggregate, whose events carry it as their payload. */
  public <P extends Message> Aggregate<P> aggregate(String type, P payloadType) {
    return new Aggregate<>(type, payloadType);
  }

  public String service() {
    return service;
  }

  public List<EventType<?>> all() {
    return List.copyOf(all);
  }
}
