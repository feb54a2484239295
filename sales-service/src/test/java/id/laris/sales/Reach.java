package id.laris.sales;

import static org.awaitility.Awaitility.await;

import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.PosException;
import id.laris.pos.Service;

/**
 * The state of the circuit breaker for the payment service. A test that opens it must not disturb
 * the next one.
 */
final class Reach {

  /** As many calls as the circuit breaker remembers. */
  private static final int REMEMBERED = 20;

  private final RemoteService payments;

  Reach(RemoteServices services) {
    payments = services.named(Service.PAYMENT);
  }

  /** Makes calls until the circuit breaker has forgotten all failures. */
  void restore() {
    for (int i = 0; i < REMEMBERED; i++) {
      if (!isThere()) {
        await().until(this::isThere);
      }
    }
  }

  private boolean isThere() {
    try {
      return payments.call(() -> true);
    } catch (PosException e) {
      return false;
    }
  }
}
