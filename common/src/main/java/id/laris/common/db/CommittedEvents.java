package id.laris.common.db;

import java.util.Set;
import java.util.UUID;

/**
 * Whoever wants to know at once that events were committed. It must be quick, and throw nothing.
 */
public interface CommittedEvents {

  /** A transaction that added events of these types of this tenant has been committed. */
  void committed(UUID tenantId, Set<String> types);
}
