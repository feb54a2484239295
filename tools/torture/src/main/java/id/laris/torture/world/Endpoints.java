package id.laris.torture.world;

import java.util.List;
import java.util.stream.Stream;

/**
 * Ports of this machine by which callers reach the services; all the same where one process has
 * all.
 */
public record Endpoints(int catalog, int sales, int inventory, int payment) {

  /** Each process once: each has a feed of events of its own. */
  public List<Integer> processes() {
    return Stream.of(catalog, sales, inventory, payment).distinct().toList();
  }
}
