package id.laris.sales.customer;

import static id.laris.events.types.CustomerEvents.CUSTOMER_ANONYMIZED;
import static id.laris.events.types.CustomerEvents.CUSTOMER_MERGED;

import id.laris.common.db.EventType;
import id.laris.events.EventConsumer;
import id.laris.pos.Service;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.Event;
import id.laris.sales.SalesModule;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Follows customers: the orders of one that was merged belong to the other, and nothing here names
 * one that was anonymised. Amounts and totals stay.
 */
@Component
class CustomerEventConsumer implements EventConsumer {

  private final DepartedCustomers departed;

  CustomerEventConsumer(DepartedCustomers departed) {
    this.departed = departed;
  }

  @Override
  public String name() {
    return "sales.customers";
  }

  @Override
  public String producer() {
    return Service.CUSTOMER.shortName();
  }

  @Override
  public String service() {
    return SalesModule.SERVICE;
  }

  @Override
  public Set<EventType<?>> types() {
    return Set.of(CUSTOMER_MERGED, CUSTOMER_ANONYMIZED);
  }

  @Override
  public void apply(List<Event> events) {
    events.forEach(this::apply);
  }

  private void apply(Event event) {
    Customer customer = CUSTOMER_MERGED.payloadOf(event);
    boolean anonymized = CUSTOMER_ANONYMIZED.matches(event);
    if (anonymized || !customer.getMergedInto().isEmpty()) {
      departed.depart(customer, anonymized);
    }
  }
}
