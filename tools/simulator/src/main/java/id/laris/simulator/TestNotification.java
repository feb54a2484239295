package id.laris.simulator;

import java.time.Instant;
import java.util.UUID;

/** The notification that Midtrans sends when somebody presses the dashboard's test button. */
final class TestNotification {

  private TestNotification() {}

  /** Kept nowhere: GET status does not find it. */
  static Transaction transaction(Merchant merchant, Instant now) {
    String orderId =
        "payment_notif_test_" + merchant.id() + "_" + UUID.randomUUID().toString().substring(0, 8);
    ChargeRequest request =
        new ChargeRequest(PaymentMethod.GOPAY, orderId, 105_000, null, null, null, null, null);
    return new Transaction(0, merchant, request, now);
  }
}
