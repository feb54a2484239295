package id.laris.customer.balance;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Balances that are locked until the transaction ends. */
public final class LockedBalances {

  private final Map<UUID, Balance> byId = new HashMap<>();

  void add(Balance balance) {
    byId.put(balance.id(), balance);
  }

  /** The balance, or the one into which it was merged; null where there is none. */
  public @Nullable Balance at(@Nullable UUID id) {
    Balance found = id == null ? null : byId.get(id);
    UUID into = found == null ? null : found.mergedInto();
    return into == null ? found : at(into);
  }

  public Collection<Balance> all() {
    return byId.values();
  }
}
