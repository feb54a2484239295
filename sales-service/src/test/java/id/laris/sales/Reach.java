package id.laris.sales;

import static org.awaitility.Awaitility.await;

import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.PosException;
import id.laris.pos.Service;

/**
 * Whether the process takes the payment service for one that answers. A test in which it does not
 * must not be in the way of the next one.
 */
final class Reach {

  /** As many calls as the circuit breaker remembers. */
  private static final int REMEMBERED = 20;

  private final RemoteService payments;

  Reach(RemoteServices services) {
    payments = services.named(Service.PAYMENT);
  }

  /** Has the circuit breaker forget what was lost. */
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
