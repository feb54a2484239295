package id.laris.sales.receipt;

import id.laris.common.client.RemoteServices;
import id.laris.pos.Service;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.GetOrderBalancesRequest;
import id.laris.pos.v1.GetOrderBalancesResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks customer-service for the points and balances of a receipt, never inside a transaction. A
 * receipt can do without them, so it asks once and does not wait for long. That is also why a
 * failure does not count against customer-service for calls that a sale needs.
 */
@Component
class CustomerBalances {

  private static final Logger log = LoggerFactory.getLogger(CustomerBalances.class);
  private static final long PATIENCE_MILLIS = 1_000;

  private final CustomerServiceBlockingStub customers;

  CustomerBalances(RemoteServices services) {
    this.customers =
        CustomerServiceGrpc.newBlockingStub(services.named(Service.CUSTOMER).ownChannel());
  }

  /** Returns nothing for an order that concerns no customer, and where there is no answer. */
  GetOrderBalancesResponse of(Order order) {
    if (!concernsCustomers(order)) {
      return GetOrderBalancesResponse.getDefaultInstance();
    }
    try {
      return customers
          .withDeadlineAfter(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
          .getOrderBalances(GetOrderBalancesRequest.newBuilder().setOrder(order).build());
    } catch (StatusRuntimeException e) {
      log.warn(
          "the receipt of order {} lacks points and balances: {}", order.getId(), e.getStatus());
      return GetOrderBalancesResponse.getDefaultInstance();
    }
  }

  private static boolean concernsCustomers(Order order) {
    return !order.getCustomerId().isEmpty()
        || order.getPaymentsList().stream()
            .filter(payment -> payment.getStatus() == Payment.Status.CAPTURED)
            .anyMatch(payment -> !payment.getGiftCardId().isEmpty());
  }
}
