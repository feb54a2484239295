package id.laris.payment.transaction;

import id.laris.common.db.Rows;
import id.laris.common.errors.Errors;
import java.util.List;
import java.util.UUID;

/** The transactions of the caller's tenant. */
interface Transactions extends Rows<Transaction> {

  List<Transaction> findByOrderId(UUID orderId);

  default Transaction get(UUID id) {
    return findById(id).orElseThrow(() -> Errors.notFound(Transaction.RESOURCE, id));
  }

  /** The transaction, locked until the database transaction ends. */
  default Transaction locked(UUID id) {
    return lock(id).orElseThrow(() -> Errors.notFound(Transaction.RESOURCE, id));
  }
}
