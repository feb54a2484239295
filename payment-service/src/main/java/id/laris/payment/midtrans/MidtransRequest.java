package id.laris.payment.midtrans;

import id.laris.payment.account.ServerKey;
import java.net.URI;

/**
 * A request to the gateway.
 *
 * @param base the base URL, before {@code /v2}
 * @param path the path after {@code /v2/}
 * @param body JSON; empty for none
 * @param idempotencyKey empty where the payment method supports none
 * @param notificationUrl empty for that of the gateway's dashboard
 * @param repeatable true if it may be sent again though it may have been executed
 */
record MidtransRequest(
    Operation operation,
    String orderId,
    URI base,
    String path,
    ServerKey serverKey,
    String body,
    String idempotencyKey,
    String notificationUrl,
    boolean repeatable) {

  /** The operation of the gateway that a request calls. */
  enum Operation {
    CHARGE("charge", "c-"),
    STATUS("status", "s-"),
    CANCEL("cancel", "x-"),
    EXPIRE("expire", "e-"),
    REFUND("refund", "r-");

    private final String label;
    private final String keyPrefix;

    Operation(String label, String keyPrefix) {
      this.label = label;
      this.keyPrefix = keyPrefix;
    }

    /** Returns the name in paths, logs and metrics. */
    String label() {
      return label;
    }

    /**
     * Returns a prefix for idempotency keys: the gateway replays one key's answer to any operation.
     */
    String keyPrefix() {
      return keyPrefix;
    }
  }

  URI url() {
    return URI.create(base + "/v2/" + path);
  }
}
