package id.laris.sales.order;

import id.laris.common.db.Rows;
import id.laris.common.errors.Errors;
import java.util.UUID;

public interface Orders extends Rows<Order> {

  default Order get(UUID id) {
    return findById(id).orElseThrow(() -> Errors.notFound("order", id));
  }

  default Order locked(UUID id) {
    return lock(id).orElseThrow(() -> Errors.notFound("order", id));
  }
}
