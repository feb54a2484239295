package id.laris.sales.customer;

import id.laris.common.Ids;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.GetCustomerRequest;
import id.laris.sales.order.OrderCustomer;
import io.grpc.StatusRuntimeException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks customer-service for the customers of orders. It is a remote call with the service key,
 * because a till that sells need not read customers, and never made inside a transaction.
 */
@Component
public class Customers {

  private static final String FIELD = "customer_id";

  /** A customer is merged into one that is not, so there is rarely more than one step. */
  private static final int MOST_MERGES = 20;

  private final RemoteService service;
  private final CustomerServiceBlockingStub customers;

  Customers(RemoteServices services) {
    this.service = services.named(Service.CUSTOMER);
    this.customers = CustomerServiceGrpc.newBlockingStub(service.ownChannel());
  }

  /**
   * Returns the customer for an order; of one that was merged, the customer who has all that
   * belonged to it. None where the id is null.
   *
   * <p>Errors: CUSTOMER_NOT_FOUND of one that does not exist or is deleted; ITEM_INACTIVE;
   * UNAVAILABLE.
   */
  public OrderCustomer get(@Nullable UUID id) {
    if (id == null) {
      return OrderCustomer.NONE;
    }
    Customer customer = ask(id, id);
    for (int merges = 0; !customer.getMergedInto().isEmpty(); merges++) {
      if (merges == MOST_MERGES) {
        throw new IllegalStateException("customer %s was merged too often".formatted(id));
      }
      customer = ask(Ids.parse(customer.getMergedInto()), id);
    }
    if (customer.hasDeletedAt()) {
      throw notFound(id);
    }
    if (!customer.getActive()) {
      throw Errors.invalid(
              Reason.ITEM_INACTIVE,
              FIELD,
              "names a customer who is inactive: activate it, or sell without a customer")
          .with("resource", "customer")
          .with("id", id);
    }
    return new OrderCustomer(
        Ids.parse(customer.getId()), customer.getDisplayName(), customer.getNumber());
  }

  private Customer ask(UUID id, UUID named) {
    GetCustomerRequest request =
        GetCustomerRequest.newBuilder().setCustomerId(id.toString()).build();
    try {
      return service.call(() -> customers.getCustomer(request)).getCustomer();
    } catch (StatusRuntimeException e) {
      throw RemoteService.refusedFor(e, Reason.CUSTOMER_NOT_FOUND) ? notFound(named) : e;
    }
  }

  private static PosException notFound(UUID id) {
    return Errors.invalid(
            Reason.CUSTOMER_NOT_FOUND,
            FIELD,
            "names no customer: choose another, or sell without a customer")
        .with("resource", "customer")
        .with("id", id);
  }
}
