package id.laris.payment.midtrans;

import id.laris.pos.v1.PaymentTransaction.State;
import java.util.Locale;

/** Maps the gateway's transaction_status to the state of a payment. */
final class MidtransStatus {

  private MidtransStatus() {}

  /**
   * Returns the state, or {@code STATE_UNSPECIFIED} for an unknown status.
   *
   * @param transactionStatus in lower case
   * @param fraudStatus absent counts as accepted
   */
  static State toState(String transactionStatus, String fraudStatus) {
    return switch (transactionStatus) {
      case "pending" -> State.PENDING;
      case "authorize" -> State.AUTHORIZED;
      case "capture" -> captured(fraudStatus.toLowerCase(Locale.ROOT));
      case "settlement" -> State.PAID;
      case "deny" -> State.DENIED;
      case "cancel" -> State.CANCELLED;
      case "expire" -> State.EXPIRED;
      case "failure" -> State.FAILED;
      case "partial_refund" -> State.PARTIALLY_REFUNDED;
      case "refund" -> State.REFUNDED;
      case "chargeback", "partial_chargeback" -> State.CHARGED_BACK;
      default -> State.STATE_UNSPECIFIED;
    };
  }

  private static State captured(String fraudStatus) {
    return switch (fraudStatus) {
      case "", "accept" -> State.PAID;
      case "deny" -> State.DENIED;
      // Any other status: it was not accepted.
      default -> State.CHALLENGED;
    };
  }
}
