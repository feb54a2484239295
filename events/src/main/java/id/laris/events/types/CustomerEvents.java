package id.laris.events.types;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.common.db.Lifecycle;
import id.laris.pos.Service;
import id.laris.pos.v1.Customer;

/** The events of customers. */
public final class CustomerEvents {

  static final EventTypes ALL = new EventTypes(Service.CUSTOMER.shortName());

  private static final EventTypes.Aggregate<Customer> CUSTOMERS =
      ALL.aggregate("Customer", Customer.getDefaultInstance());
  public static final Lifecycle<Customer> CUSTOMER =
      new Lifecycle<>(
          CUSTOMERS.event("CustomerCreated", "A customer was created."),
          CUSTOMERS.event("CustomerUpdated", "A customer was changed."),
          CUSTOMERS.event("CustomerDeleted", "A customer was deleted."));

  public static final EventType<Customer> CUSTOMER_MERGED =
      CUSTOMERS.event(
          "CustomerMerged", "A customer was merged into another: what belonged to it has moved.");
  public static final EventType<Customer> CUSTOMER_ANONYMIZED =
      CUSTOMERS.event(
          "CustomerAnonymized", "The personal data of a customer were removed for good.");

  private CustomerEvents() {}
}
