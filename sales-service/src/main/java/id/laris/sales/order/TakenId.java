package id.laris.sales.order;

import java.util.UUID;

/** An id that belongs to one order of the tenant, and to no other. */
record TakenId(Kind kind, UUID id) {

  enum Kind {
    LINE,
    PAYMENT,
    TRANSACTION
  }

  static TakenId line(UUID id) {
    return new TakenId(Kind.LINE, id);
  }

  static TakenId payment(UUID id) {
    return new TakenId(Kind.PAYMENT, id);
  }

  /** The transaction of the payment service that pays a payment. */
  static TakenId transaction(UUID id) {
    return new TakenId(Kind.TRANSACTION, id);
  }
}
