package id.laris.sales.order;

/** The change that an update of a transaction has made to a payment. */
public enum PaymentChange {
  /** Nothing has changed. */
  NONE,
  /** The transaction is newer, and nothing has changed that anybody sees. */
  HEARD,
  /** The transaction became known, with the instructions for the till: there is no event for it. */
  LINKED,
  /** The payment is CAPTURED. */
  CAPTURED,
  /** The payment is FAILED. */
  FAILED,
  /** The payment is FLAGGED. */
  FLAGGED,
  /** The payment is VOIDED, or was, and its transaction became known only now. */
  VOIDED,
  /** Some of the payment was refunded. */
  REFUNDED,
  /** The money of a COMPLETED order was reversed. */
  REVERSED
}
