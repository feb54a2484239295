package id.laris.payment.transaction;

import id.laris.common.db.Rows;
import java.util.Optional;

/** The refunds of the caller's tenant. */
interface Refunds extends Rows<Refund> {

  Optional<Refund> findByRefundKey(String refundKey);
}
