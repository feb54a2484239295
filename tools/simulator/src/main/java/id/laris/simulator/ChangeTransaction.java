package id.laris.simulator;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Status, cancel, expire and capture of a transaction that was found. */
final class ChangeTransaction {
  private final Changes changes;
  private final Bodies bodies;

  ChangeTransaction(Changes changes, Bodies bodies) {
    this.changes = changes;
    this.bodies = bodies;
  }

  Reply status(Transaction transaction) {
    synchronized (transaction) {
      changes.expireIfOver(transaction);
      return Reply.success(bodies.status(transaction));
    }
  }

  /** Errors: 412 where there is nothing to cancel any more. */
  Reply cancel(Transaction transaction) {
    return change(transaction, Status.CANCEL, "Success, transaction is canceled");
  }

  /** Answers with the code 407, which is its success. Errors: 412 where it does not wait. */
  Reply expire(Transaction transaction) {
    return change(transaction, Status.EXPIRE, "Success, transaction has expired");
  }

  /**
   * Takes the money of an authorized card.
   *
   * <p>Errors: 400 without a whole gross_amount or above the authorized one; 412 where the card is
   * not authorized.
   */
  Reply capture(Transaction transaction, JsonNode body) {
    JsonNode amount = body.path("gross_amount");
    boolean given = !amount.isMissingNode();
    if (given && (!amount.isIntegralNumber() || !amount.canConvertToLong())) {
      return Reply.invalid(List.of("gross_amount must be a whole number of rupiah"));
    }
    synchronized (transaction) {
      if (given && amount.asLong() != transaction.grossAmount()) {
        return Reply.invalid(List.of("gross_amount must be the amount that was authorized"));
      }
      if (transaction.status() != Status.AUTHORIZE) {
        return Reply.cannotChange();
      }
      changes.capture(transaction, FraudStatus.ACCEPT);
      return Reply.success(bodies.changed(transaction, "Success, transaction is captured"));
    }
  }

  private Reply change(Transaction transaction, Status next, String message) {
    synchronized (transaction) {
      changes.expireIfOver(transaction);
      if (!transaction.status().canBecome(next)) {
        return Reply.cannotChange();
      }
      changes.change(transaction, next);
      return Reply.success(bodies.changed(transaction, message));
    }
  }
}
