package id.laris.torture.world;

import id.laris.pos.Service;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Ports of this machine by which callers reach the services; all the same where one process has
 * all.
 */
public record Endpoints(Map<Service, Integer> ports) {

  public Endpoints {
    ports = Map.copyOf(ports);
  }

  public int of(Service service) {
    return Objects.requireNonNull(ports.get(service));
  }

  /** Each process once: each has a feed of events of its own. */
  public List<Integer> processes() {
    return ports.values().stream().distinct().toList();
  }
}
