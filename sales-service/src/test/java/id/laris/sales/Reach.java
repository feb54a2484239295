package id.laris.sales;

import static org.awaitility.Awaitility.await;

import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.PosException;
import id.laris.pos.Service;

/**
 * The state of the circuit breakers for the payment service, customer-service, promotion-service
 * and staff-service. A test that opens one must not disturb the next test.
 */
final class Reach {

  /** As many calls as the circuit breaker remembers. */
  private static final int REMEMBERED = 20;

  private final RemoteService payments;
  private final RemoteService customers;
  private final RemoteService promotions;
  private final RemoteService staff;

  Reach(RemoteServices services) {
    payments = services.named(Service.PAYMENT);
    customers = services.named(Service.CUSTOMER);
    promotions = services.named(Service.PROMOTION);
    staff = services.named(Service.STAFF);
  }

  /** Calls the payment service until its circuit breaker has forgotten all failures. */
  void restore() {
    restore(payments);
  }

  /** Calls customer-service until its circuit breaker has forgotten all failures. */
  void restoreCustomers() {
    restore(customers);
  }

  /** Calls promotion-service until its circuit breaker has forgotten all failures. */
  void restorePromotions() {
    restore(promotions);
  }

  /** Calls staff-service until its circuit breaker has forgotten all failures. */
  void restoreStaff() {
    restore(staff);
  }

  private static void restore(RemoteService service) {
    for (int i = 0; i < REMEMBERED; i++) {
      if (!isThere(service)) {
        await().until(() -> isThere(service));
      }
    }
  }

  private static boolean isThere(RemoteService service) {
    try {
      return service.call(() -> true);
    } catch (PosException e) {
      return false;
    }
  }
}
