package id.laris.customer.profile;

import id.laris.common.db.Change;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.customer.purchase.PurchaseFigures;
import id.laris.customer.search.CustomerSearch;
import id.laris.events.types.CustomerEvents;
import id.laris.pos.v1.ListCustomersRequest;
import java.time.Clock;
import java.util.List;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Customers as a resource. */
@Configuration(proxyBeanMethods = false)
class CustomerResource {

  /** Beside the errors of every resource: CUSTOMER_EMAIL_EXISTS; PHONE_INVALID. */
  @Bean
  Resource<Customer, id.laris.pos.v1.Customer> customerResource(
      Resources resources,
      Customers customers,
      CustomerNumbers numbers,
      GivenDetails details,
      PurchaseFigures figures,
      CustomerSearch search,
      Clock clock) {
    return resources
        .of("customer", customers, CustomerEvents.CUSTOMER)
        .notFound(Reason.CUSTOMER_NOT_FOUND)
        .fresh(Customer::new)
        .defaults(id.laris.pos.v1.Customer.newBuilder().setActive(true).build())
        .content(CustomerProtos::toProto)
        .show(found -> figures.shownIn(found.stream().map(CustomerProtos::toProto).toList()))
        .isSame(CustomerResource::isSame)
        .updatable(
            "display_name",
            "given_name",
            "family_name",
            "email",
            "phone",
            "other_phones",
            "addresses",
            "birthday",
            "tax_number",
            "groups",
            "tags",
            "notes",
            "preferred_location_id",
            "marketing_consent",
            "external_ids",
            "active")
        .filter(ListCustomersRequest.class, CustomerResource::filter)
        .beforeSave(all -> number(all, numbers))
        .apply(
            change -> {
              requireNotAnonymized(change.row());
              requireName(change);
              change.row().take(details.normalized(change, asGiven(change)), clock.instant());
            })
        .stored(
            changed ->
                search.refresh(
                    changed.stream().map(Customer::id).toList(),
                    changed.stream().flatMap(CustomerProtos::texts).toList()))
        .build();
  }

  private static void number(
      List<Change<Customer, id.laris.pos.v1.Customer>> all, CustomerNumbers numbers) {
    List<Customer> fresh = all.stream().map(Change::row).filter(Customer::isNew).toList();
    if (!fresh.isEmpty()) {
      List<String> next = numbers.next(fresh.size());
      for (int i = 0; i < fresh.size(); i++) {
        fresh.get(i).number(next.get(i));
      }
    }
  }

  /** The customer as wanted, without a name that was made of its parts: it follows them. */
  private static id.laris.pos.v1.Customer asGiven(
      Change<Customer, id.laris.pos.v1.Customer> change) {
    return change.namesAny("display_name")
        ? change.after()
        : change.after().toBuilder().setDisplayName(change.row().displayName()).build();
  }

  /**
   * Returns whether a customer was created by the same request: its number was given to it then,
   * and so was the time of a consent that came without one.
   */
  private static boolean isSame(
      Customer stored, Change<Customer, id.laris.pos.v1.Customer> wanted) {
    id.laris.pos.v1.Customer before = CustomerProtos.toProto(stored);
    id.laris.pos.v1.Customer.Builder again =
        CustomerProtos.toProto(wanted.row()).toBuilder().setNumber(before.getNumber());
    if (before.hasMarketingConsent()
        && wanted.after().hasMarketingConsent()
        && !wanted.after().getMarketingConsent().hasAt()) {
      again.getMarketingConsentBuilder().setAt(before.getMarketingConsent().getAt());
    }
    return Protos.sameContent(before, again.build());
  }

  private static void requireNotAnonymized(Customer customer) {
    if (customer.isAnonymized()) {
      throw Errors.wrongState("customer", customer.id(), "ANONYMIZED", "ACTIVE");
    }
  }

  private static void requireName(Change<Customer, id.laris.pos.v1.Customer> change) {
    id.laris.pos.v1.Customer wanted = change.after();
    if (wanted.getDisplayName().isEmpty()
        && wanted.getGivenName().isEmpty()
        && wanted.getFamilyName().isEmpty()
        && wanted.getEmail().isEmpty()) {
      throw Errors.invalid(
          change.field("display_name"),
          "must be given, or given_name, family_name or email: a customer needs a name");
    }
  }

  private static Filter<Customer> filter(ListCustomersRequest request) {
    Filter<Customer> filter =
        Filter.<Customer>all()
            .equal("active", request.hasActive() ? request.getActive() : null)
            .atLeast(
                "updatedAt",
                request.hasUpdatedSince()
                    ? Protos.instant("updated_since", request.getUpdatedSince())
                    : null);
    having(filter, "groups", request.getGroup());
    having(filter, "tags", request.getTag());
    return filter;
  }

  private static void having(Filter<Customer> filter, String array, String value) {
    if (!value.isEmpty()) {
      filter.and(
          (row, cb) -> {
            HibernateCriteriaBuilder builder = (HibernateCriteriaBuilder) cb;
            return builder.isTrue(
                builder.sql("? = any(?)", Boolean.class, builder.value(value), row.get(array)));
          });
    }
  }
}
