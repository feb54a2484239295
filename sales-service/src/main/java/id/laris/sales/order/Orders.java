package id.laris.sales.order;

import id.laris.common.db.Rows;
import id.laris.common.errors.Errors;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;

/**
 * Orders are read with their items in one statement. Where they are locked the items are read
 * afterwards: a statement that waited for the lock would show the new order and the items of
 * before.
 */
public interface Orders extends Rows<Order> {

  @Override
  @Query("select row from Order row left join fetch row.items where row.id = :id")
  Optional<Order> findById(UUID id);

  default Order get(UUID id) {
    return findById(id).orElseThrow(() -> Errors.notFound("order", id));
  }

  default Order locked(UUID id) {
    return lock(id).orElseThrow(() -> Errors.notFound("order", id));
  }

  /** Returns whether any order has a payment of this id. */
  @Query("select count(payment) > 0 from OrderPayment payment where payment.id = :paymentId")
  boolean havePayment(UUID paymentId);
}
