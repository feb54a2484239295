package id.laris.customer.profile;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.customer.records.CustomerRecords;
import id.laris.events.types.CustomerEvents;
import id.laris.pos.v1.AnonymizeCustomerRequest;
import id.laris.pos.v1.AnonymizeCustomerResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Removes the personal data of a customer, and of all who were merged into it, for good: from the
 * profiles, from the records of all packages, and from the copies in stored events and answers.
 * Groups and figures stay. Repeating it changes nothing.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND.
 */
@Component
public class AnonymizeCustomer {

  private final Customers customers;
  private final Bearers bearers;
  private final Resource<Customer, id.laris.pos.v1.Customer> resource;
  private final List<CustomerRecords> records;
  private final StoredCopies copies;
  private final Writes writes;
  private final Clock clock;

  AnonymizeCustomer(
      Customers customers,
      Bearers bearers,
      Resource<Customer, id.laris.pos.v1.Customer> resource,
      List<CustomerRecords> records,
      StoredCopies copies,
      Writes writes,
      Clock clock) {
    this.customers = customers;
    this.bearers = bearers;
    this.resource = resource;
    this.records = records;
    this.copies = copies;
    this.writes = writes;
    this.clock = clock;
  }

  public AnonymizeCustomerResponse run(AnonymizeCustomerRequest request) {
    UUID id = Ids.parse(request.getCustomerId());
    return writes.once(
        request,
        AnonymizeCustomerResponse.parser(),
        () -> {
          List<Customer> known =
              lock(id).stream().filter(customer -> !customer.isAnonymized()).toList();
          if (!known.isEmpty()) {
            anonymize(known);
          }
          return AnonymizeCustomerResponse.newBuilder()
              .setCustomer(resource.shown(bearers.of(id)))
              .build();
        });
  }

  /** The customer and all who were merged into it; a merge that is under way is waited for. */
  private List<Customer> lock(UUID id) {
    Set<UUID> all = new HashSet<>();
    List<Customer> locked = List.of();
    while (all.addAll(bearers.withMerged(bearers.of(id)))) {
      locked = customers.lockAll(all);
    }
    return locked;
  }

  private void anonymize(List<Customer> known) {
    Instant now = clock.instant();
    for (Customer customer : known) {
      customer.anonymize(now);
      records.forEach(one -> one.anonymize(customer.id()));
    }
    resource.storeAll(known, CustomerEvents.CUSTOMER_ANONYMIZED);
    copies.anonymize(known.stream().map(Customer::id).toList());
  }
}
