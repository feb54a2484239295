package id.laris.customer.purchase;

import static java.util.stream.Collectors.groupingBy;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.Money;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The figures of the customers' purchases. */
@Component
public class PurchaseFigures {

  /** Figures of a customer in a currency. */
  private record Figures(
      UUID customerId, long purchases, Money spent, Instant first, Instant last) {}

  private final JdbcClient jdbc;

  PurchaseFigures(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The customers with their figures, read by one statement. */
  public List<Customer> shownIn(List<Customer> customers) {
    if (customers.isEmpty()) {
      return customers;
    }
    Map<UUID, List<Figures>> known =
        of(customers.stream().map(Customer::getId).map(Ids::parse).toArray(UUID[]::new));
    return customers.stream()
        .map(
            customer -> {
              List<Figures> figures = known.get(Ids.parse(customer.getId()));
              return figures == null ? customer : shownIn(customer, figures);
            })
        .toList();
  }

  /** A sum that 64 bits cannot hold is shown as the most that they can: the profile is readable. */
  private Map<UUID, List<Figures>> of(UUID[] customerIds) {
    return jdbc
        .sql(
            """
            select customer_id, purchases, least(spent, 9223372036854775807)::bigint as spent, currency, first_visit_at, last_visit_at
            from customer.purchase_figures where customer_id = any(:ids) order by customer_id, currency
            """)
        .param("ids", customerIds)
        .query(
            (row, number) ->
                new Figures(
                    row.getObject("customer_id", UUID.class),
                    row.getLong("purchases"),
                    Protos.money(row.getLong("spent"), row.getString("currency")),
                    row.getObject("first_visit_at", OffsetDateTime.class).toInstant(),
                    row.getObject("last_visit_at", OffsetDateTime.class).toInstant()))
        .list()
        .stream()
        .collect(groupingBy(Figures::customerId));
  }

  private static Customer shownIn(Customer customer, List<Figures> figures) {
    Customer.Builder shown = customer.toBuilder();
    long purchases = 0;
    Instant first = Instant.MAX;
    Instant last = Instant.MIN;
    for (Figures one : figures) {
      purchases += one.purchases();
      shown.addTotalSpent(one.spent());
      first = first.isBefore(one.first()) ? first : one.first();
      last = last.isAfter(one.last()) ? last : one.last();
    }
    return shown
        .setTotalPurchases(purchases)
        .setFirstVisitAt(Protos.timestamp(first))
        .setLastVisitAt(Protos.timestamp(last))
        .build();
  }
}
