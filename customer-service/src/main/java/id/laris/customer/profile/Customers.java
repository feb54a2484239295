package id.laris.customer.profile;

import id.laris.common.db.Rows;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import jakarta.persistence.LockModeType;
import java.util.Optional;
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

  static PosException notFound(UUID id) {
    return Errors.notFound(Reason.CUSTOMER_NOT_FOUND, "customer", id.toString());
  }
}
