package id.laris.events.types;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.Order;

/** Messages without what tells who a customer is; ids, numbers, groups and figures stay. */
public final class Anonymous {

  private Anonymous() {}

  public static Customer customer(Customer customer) {
    Customer.Builder rest =
        customer.toBuilder()
            .clearDisplayName()
            .clearGivenName()
            .clearFamilyName()
            .clearEmail()
            .clearPhone()
            .clearOtherPhones()
            .clearAddresses()
            .clearBirthday()
            .clearTaxNumber()
            .clearTags()
            .clearNotes()
            .clearExternalIds();
    if (rest.hasMarketingConsent()) {
      rest.getMarketingConsentBuilder().clearSource();
    }
    return rest.build();
  }

  public static Order order(Order order) {
    return order.toBuilder().clearCustomerName().build();
  }

  /** The event, whatever its payload; one that cannot be read stays as it is. */
  public static Event event(Event event) {
    Any payload = event.getPayload();
    try {
      if (payload.is(Order.class)) {
        return event.toBuilder().setPayload(Any.pack(order(payload.unpack(Order.class)))).build();
      }
      if (payload.is(Customer.class)) {
        return event.toBuilder()
            .setPayload(Any.pack(customer(payload.unpack(Customer.class))))
            .build();
      }
    } catch (InvalidProtocolBufferException e) {
      return event;
    }
    return event;
  }
}
