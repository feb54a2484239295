package id.laris.events;

import id.laris.common.db.Schemas;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * The consumers of this process, by name. Two of one name would share a cursor: that stops the
 * start.
 */
@Component
class Consumers {

  private final Map<String, EventConsumer> byName = new TreeMap<>();

  Consumers(List<EventConsumer> consumers, Schemas schemas) {
    for (EventConsumer consumer : consumers) {
      if (byName.put(consumer.name(), consumer) != null) {
        throw new IllegalStateException("two event consumers are named " + consumer.name());
      }
      if (consumer.types().isEmpty()) {
        throw new IllegalStateException(consumer.name() + " wants no type of event");
      }
      // Throws where there is none.
      schemas.of(consumer.service());
    }
  }

  Collection<EventConsumer> all() {
    return byName.values();
  }

  Optional<EventConsumer> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
