package id.laris.common.db;

import java.util.Set;
import java.util.UUID;

/**
 * A listener that is told at once that events were committed. It must be fast, and throw nothing.
 */
public interface CommittedEvents {

  /** A transaction that added events of these types of this tenant has been committed. */
  void committed(UUID tenantId, Set<String> types);
}
