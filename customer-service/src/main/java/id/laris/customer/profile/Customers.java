package id.laris.customer.profile;

import id.laris.common.db.Rows;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** The tenant's customers. */
public interface Customers extends Rows<Customer> {

  /** The customer, kept from being merged or deleted until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_READ)
  @Query("select row from Customer row where row.id = :id")
  Optional<Customer> keep(UUID id);

  /**
   * The customer who has what belongs to this id, for a change of it: the one with whom it was
   * merged, or itself, deleted or not. It is kept from being merged until the transaction ends.
   */
  default Customer bearer(UUID id) {
    Customer found = keep(id).orElseThrow(() -> notFound(id));
    UUID into = found.mergedInto();
    return into == null ? found : bearer(into);
  }

  /** As {@link #bearer}, but one who was deleted is not found. */
  default Customer live(UUID id) {
    Customer bearer = bearer(id);
    if (bearer.isDeleted()) {
      throw notFound(id);
    }
    return bearer;
  }

  /**
   * The customer who has what belongs to this id, for reading: the one with whom it was merged, or
   * itself, deleted or not.
   */
  default Customer holder(UUID id) {
    Customer found = findById(id).orElseThrow(() -> notFound(id));
    UUID into = found.mergedInto();
    return into == null ? found : holder(into);
  }

  /** The customers, kept from being merged or deleted until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_READ)
  @Query("select row from Customer row where row.id in :ids order by row.id")
  List<Customer> keepAll(Collection<UUID> ids);

  /** As {@link #bearer} for many, by the ids asked for; ids of no customer are left out. */
  default Map<UUID, Customer> bearers(Collection<UUID> ids) {
    Map<UUID, Customer> kept = new HashMap<>();
    Set<UUID> wanted = new HashSet<>(ids);
    while (!wanted.isEmpty()) {
      keepAll(wanted).forEach(customer -> kept.put(customer.id(), customer));
      wanted.clear();
      kept.values().stream()
          .map(Customer::mergedInto)
          .filter(into -> into != null && !kept.containsKey(into))
          .forEach(wanted::add);
    }
    Map<UUID, Customer> bearers = new HashMap<>();
    for (UUID id : ids) {
      Customer bearer = kept.get(id);
      while (bearer != null && bearer.mergedInto() != null) {
        bearer = kept.get(bearer.mergedInto());
      }
      if (bearer != null) {
        bearers.put(id, bearer);
      }
    }
    return bearers;
  }

  static PosException notFound(UUID id) {
    return Errors.notFound(Reason.CUSTOMER_NOT_FOUND, "customer", id.toString());
  }
}
