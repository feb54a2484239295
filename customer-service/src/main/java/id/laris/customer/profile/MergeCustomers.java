package id.laris.customer.profile;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.customer.records.CustomerRecords;
import id.laris.events.types.CustomerEvents;
import id.laris.pos.v1.MergeCustomersRequest;
import id.laris.pos.v1.MergeCustomersResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Merges a customer into another one who is the same: all records move, and the one who remains
 * takes over what it lacks. Repeating it changes nothing.
 *
 * <p>The rows of both are locked first, in the order of their ids: of two merges in both directions
 * one is first, and the other is refused. Changes of what belongs to a customer keep its row, so
 * they come before the merge, or after it to the one who remains.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND, also where the one who is to remain is deleted; VERSION_CONFLICT;
 * ILLEGAL_STATE_TRANSITION where one was merged or anonymised before; VALIDATION_FAILED for a
 * customer and itself.
 */
@Component
public class MergeCustomers {

  private final Customers customers;
  private final Resource<Customer, id.laris.pos.v1.Customer> resource;
  private final List<CustomerRecords> records;
  private final Writes writes;
  private final Clock clock;

  MergeCustomers(
      Customers customers,
      Resource<Customer, id.laris.pos.v1.Customer> resource,
      List<CustomerRecords> records,
      Writes writes,
      Clock clock) {
    this.customers = customers;
    this.resource = resource;
    this.records = records;
    this.writes = writes;
    this.clock = clock;
  }

  public MergeCustomersResponse run(MergeCustomersRequest request) {
    UUID fromId = Ids.parse(request.getFromCustomerId());
    UUID intoId = Ids.parse(request.getIntoCustomerId());
    if (fromId.equals(intoId)) {
      throw Errors.invalid("into_customer_id", "must be another customer than from_customer_id");
    }
    return writes.once(
        request,
        MergeCustomersResponse.parser(),
        () -> {
          Map<UUID, Customer> locked =
              customers.lockAll(List.of(fromId, intoId)).stream()
                  .collect(toMap(Customer::id, identity()));
          Customer from = required(locked, fromId);
          Customer into = required(locked, intoId);
          if (intoId.equals(from.mergedInto())) {
            return answer(resource.show(into), resource.show(from));
          }
          from.requireVersion("customer", request.hasVersion(), request.getVersion());
          requireMergeable(from);
          requireMergeable(into);
          if (into.isDeleted()) {
            throw Customers.notFound(intoId);
          }
          return merge(from, into);
        });
  }

  private MergeCustomersResponse merge(Customer from, Customer into) {
    records.forEach(one -> one.merge(from.id(), into.id()));
    // The one who ends is stored first: its e-mail address is free then.
    from.mergeInto(into.id(), clock.instant());
    id.laris.pos.v1.Customer merged = resource.store(from, CustomerEvents.CUSTOMER_MERGED);
    into.takeMissing(from);
    return answer(resource.store(into, CustomerEvents.CUSTOMER.updated()), merged);
  }

  private static MergeCustomersResponse answer(
      id.laris.pos.v1.Customer customer, id.laris.pos.v1.Customer merged) {
    return MergeCustomersResponse.newBuilder().setCustomer(customer).setMerged(merged).build();
  }

  private static Customer required(Map<UUID, Customer> locked, UUID id) {
    Customer customer = locked.get(id);
    if (customer == null) {
      throw Customers.notFound(id);
    }
    return customer;
  }

  private static void requireMergeable(Customer customer) {
    if (customer.mergedInto() != null) {
      throw Errors.wrongState("customer", customer.id(), "MERGED", "a customer who was not merged");
    }
    if (customer.isAnonymized()) {
      throw Errors.wrongState(
          "customer", customer.id(), "ANONYMIZED", "a customer who was not anonymised");
    }
  }
}
