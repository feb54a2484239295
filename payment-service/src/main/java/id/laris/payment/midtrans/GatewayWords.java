package id.laris.payment.midtrans;

import id.laris.pos.v1.PaymentTransaction.State;
import java.util.Locale;

/** What the gateway's words for a state mean. */
final class GatewayWords {

  private GatewayWords() {}

  /**
   * The state, or {@code STATE_UNSPECIFIED} where nobody knows the word.
   *
   * @param word {@code transaction_status}, in lower case
   * @param fraud {@code fraud_status}; absent counts as accepted
   */
  static State state(String word, String fraud) {
    return switch (word) {
      case "pending" -> State.PENDING;
      case "authorize" -> State.AUTHORIZED;
      case "capture" -> captured(fraud.toLowerCase(Locale.ROOT));
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

  private static State captured(String fraud) {
    return switch (fraud) {
      case "", "accept" -> State.PAID;
      case "deny" -> State.DENIED;
      // Whatever else it is called: it was not accepted.
      default -> State.CHALLENGED;
    };
  }

  /** Whether the customer's money came in, whatever became of it later. */
  static boolean wasPaid(State state) {
    return switch (state) {
      case PAID, PARTIALLY_REFUNDED, REFUNDED, CHARGED_BACK -> true;
      default -> false;
    };
  }
}
