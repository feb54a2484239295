package id.laris.promotion.customer;

import static id.laris.events.types.CustomerEvents.CUSTOMER_MERGED;

import id.laris.common.Ids;
import id.laris.common.db.EventType;
import id.laris.events.EventConsumer;
import id.laris.pos.Service;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.Event;
import id.laris.promotion.PromotionModule;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Follows customers: the coupons and uses of one that was merged belong to the other. */
@Component
class CustomerEventConsumer implements EventConsumer {

  private final MergedCustomers merged;

  CustomerEventConsumer(MergedCustomers merged) {
    this.merged = merged;
  }

  @Override
  public String name() {
    return "promotion.customers";
  }

  @Override
  public String producer() {
    return Service.CUSTOMER.shortName();
  }

  @Override
  public String service() {
    return PromotionModule.SERVICE;
  }

  @Override
  public Set<EventType<?>> types() {
    return Set.of(CUSTOMER_MERGED);
  }

  @Override
  public void apply(List<Event> events) {
    events.stream()
        .map(CUSTOMER_MERGED::payloadOf)
        .filter(customer -> !customer.getMergedInto().isEmpty())
        .forEach(this::merge);
  }

  private void merge(Customer customer) {
    merged.merge(Ids.parse(customer.getId()), Ids.parse(customer.getMergedInto()));
  }
}
