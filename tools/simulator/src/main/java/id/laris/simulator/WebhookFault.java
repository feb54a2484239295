package id.laris.simulator;

import java.time.Duration;
import java.util.Locale;

/** The faults of a notification. */
public sealed interface WebhookFault {

  /** It comes this much later. */
  record Delay(Duration by) implements WebhookFault {}

  /** Faults that need no more than their names. */
  enum Plain implements WebhookFault {
    DROP,
    DUPLICATE,
    REORDER,
    FORGED_SIGNATURE,
    FALSE_STATUS,
    WRONG_AMOUNT,
    NO_FRAUD_STATUS,
    CAPITALS
  }

  /** It is never sent. */
  WebhookFault DROP = Plain.DROP;

  /** It is sent three times, at once. */
  WebhookFault DUPLICATE = Plain.DUPLICATE;

  /** It is held until the next notification of the same transaction has been sent. */
  WebhookFault REORDER = Plain.REORDER;

  /** Signed with a key that is not the merchant's. */
  WebhookFault FORGED_SIGNATURE = Plain.FORGED_SIGNATURE;

  /** The right signature over a body with another transaction_status. */
  WebhookFault FALSE_STATUS = Plain.FALSE_STATUS;

  /** The right signature over a gross_amount that is not the transaction's. */
  WebhookFault WRONG_AMOUNT = Plain.WRONG_AMOUNT;

  WebhookFault NO_FRAUD_STATUS = Plain.NO_FRAUD_STATUS;

  /** transaction_status and fraud_status in capitals. */
  WebhookFault CAPITALS = Plain.CAPITALS;

  static WebhookFault delay(Duration by) {
    return new Delay(by);
  }

  /** The fault of that name; DELAY takes the duration. */
  static WebhookFault named(String name, Duration duration) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.equals("DELAY") ? delay(duration) : Plain.valueOf(upper);
  }
}
