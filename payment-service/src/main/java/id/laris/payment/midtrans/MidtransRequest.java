package id.laris.payment.midtrans;

import id.laris.payment.account.ServerKey;
import java.net.URI;

/**
 * A request to the gateway.
 *
 * @param base what stands before {@code /v2}
 * @param path what stands behind it
 * @param body JSON; empty for none
 * @param idempotencyKey empty where the method of payment supports none
 * @param notificationUrl empty for that of the gateway's dashboard
 * @param repeatable whether it may be sent again though it may have been done
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

  /** What is asked for. */
  enum Operation {
    CHARGE("charge", "c-"),
    STATUS("status", "s-"),
    CANCEL("cancel", "x-"),
    EXPIRE("expire", "e-"),
    REFUND("refund", "r-");

    private final String word;
    private final String keyPrefix;

    Operation(String word, String keyPrefix) {
      this.word = word;
      this.keyPrefix = keyPrefix;
    }

    /** For logs and metrics. */
    String word() {
      return word;
    }

    /** No two operations share an idempotency key: the gateway would give one's answer to both. */
    String keyPrefix() {
      return keyPrefix;
    }
  }

  URI url() {
    return URI.create(base + "/v2/" + path);
  }
}
