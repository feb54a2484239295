package id.laris.simulator;

import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** One notification, written as it will be sent. */
record Notification(
    Transaction transaction, String transactionStatus, String statusCode, String body) {

  static Notification of(Transaction transaction, ObjectNode body) {
    return new Notification(
        transaction,
        body.path("transaction_status").asString(),
        body.path("status_code").asString(),
        body.toString());
  }

  /** The same, spoilt. */
  static Notification spoilt(Transaction transaction, ObjectNode body, WebhookFault.Plain fault) {
    switch (fault) {
      case FORGED_SIGNATURE ->
          body.put(
              "signature_key",
              Signature.of(
                  transaction.orderId(),
                  body.path("status_code").asString(),
                  body.path("gross_amount").asString(),
                  "SB-Mid-server-of-somebody-else"));
      case FALSE_STATUS -> {
        Status told = Status.of(body.path("transaction_status").asString());
        boolean unpaid = told == Status.PENDING || told.freesOrderId();
        Status other = unpaid ? Status.SETTLEMENT : Status.EXPIRE;
        body.put("transaction_status", other.wire());
        Bodies.sign(body, transaction, other.codeOfNotification(transaction.fraudStatus()));
      }
      case WRONG_AMOUNT -> {
        body.put("gross_amount", Bodies.rupiah(transaction.grossAmount() + 1000));
        Bodies.sign(body, transaction, body.path("status_code").asString());
      }
      case NO_FRAUD_STATUS -> body.remove("fraud_status");
      case CAPITALS -> capitals(body);
      case DROP, DUPLICATE, REORDER -> {}
    }
    return of(transaction, body);
  }

  static void capitals(ObjectNode body) {
    for (String name : new String[] {"transaction_status", "fraud_status"}) {
      if (body.path(name).isString()) {
        body.put(name, body.path(name).asString().toUpperCase(Locale.ROOT));
      }
    }
  }
}
