package id.laris.customer.loyalty;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Accounts that are locked until the transaction ends. */
public final class LockedAccounts {

  private final Map<UUID, Account> accounts = new LinkedHashMap<>();

  LockedAccounts() {}

  void add(Account account) {
    accounts.put(account.customerId(), account);
  }

  /** The account of a customer, which must be among them. */
  public Account at(UUID customerId) {
    return Objects.requireNonNull(accounts.get(customerId));
  }

  Collection<Account> all() {
    return accounts.values();
  }
}
