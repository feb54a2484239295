package id.laris.customer;

import static id.laris.customer.Clientele.order;
import static id.laris.testkit.FakeClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Timestamp;
import com.google.type.Date;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.Customer.Address;
import id.laris.pos.v1.Customer.Consent;
import id.laris.pos.v1.UpdateCustomerRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Nothing that tells who an anonymised customer was is left anywhere, and its figures are. */
@CustomerTest
class AnonymizeCustomerTest {

  private static final List<String> PERSONAL =
      List.of(
          "Zubaidah",
          "Qasim",
          "Quraisyih",
          "zubaidah@example.com",
          "81234567890",
          "81334567890",
          "Jalan Anggrek",
          "Tax-77",
          "peanuts",
          "speaks",
          "crm-4711",
          "booth-9",
          "maiden");

  @Autowired TestCalls calls;
  @Autowired FakeSales sales;
  @Autowired DatabaseSettings database;

  private final UUID tenant = UUID.randomUUID();
  private Clientele clientele;
  private JdbcClient owner;

  @BeforeEach
  void newTenant() {
    clientele = new Clientele(calls.as(tenant));
    owner =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.url(), database.ownerUser(), database.ownerPassword()));
  }

  private static CreateCustomerRequest.Builder zubaidah() {
    return CreateCustomerRequest.newBuilder()
        .setDisplayName("Ibu Zubaidah")
        .setGivenName("Qasim")
        .setFamilyName("Maiden")
        .setEmail("Zubaidah@example.com")
        .setPhone("0812-3456-7890")
        .addOtherPhones("0813-3456-7890")
        .addAddresses(Address.newBuilder().setStreet("Jalan Anggrek 1"))
        .setBirthday(Date.newBuilder().setYear(1987).setMonth(6).setDay(5))
        .setTaxNumber("Tax-77")
        .addGroups("wholesale")
        .addTags("peanuts")
        .setNotes("speaks Dutch")
        .setMarketingConsent(Consent.newBuilder().setGranted(true).setSource("booth-9"))
        .putExternalIds("crm", "crm-4711");
  }

  @Test
  void noTraceIsLeftInAnyTable() {
    UUID key = UUID.randomUUID();
    Clientele keyed = new Clientele(calls.as(tenant, key));
    Customer merged = keyed.create(zubaidah());
    Customer kept =
        keyed
            .stub
            .updateCustomer(
                UpdateCustomerRequest.newBuilder()
                    .setCustomer(
                        clientele.create("Zubaidah").toBuilder().setFamilyName("Quraisyih"))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("family_name"))
                    .build())
            .getCustomer();
    rename(merged);
    keyed.give(merged.getId(), "speaks Dutch");
    keyed.merge(merged.getId(), kept.getId());
    sales.happened(tenant, "OrderCompleted", order(merged.getId(), 10, "IDR", START));
    await().until(() -> clientele.get(kept.getId()).getTotalPurchases() == 1);
    clientele.create("Somebody else");
    assertThat(tablesWith(PERSONAL))
        .contains(
            "customer",
            "outbox",
            "idempotency_key",
            "search_word",
            "search_vocabulary",
            "point_entry",
            "balance",
            "balance_entry");

    Customer anonymous = clientele.anonymize(merged.getId());

    assertThat(tablesWith(PERSONAL)).isEmpty();
    assertThat(anonymous)
        .isEqualTo(
            Customer.newBuilder()
                .setId(kept.getId())
                .setNumber(kept.getNumber())
                .addGroups("wholesale")
                .setMarketingConsent(
                    Consent.newBuilder()
                        .setGranted(true)
                        .setAt(merged.getMarketingConsent().getAt()))
                .setVersion(anonymous.getVersion())
                .setAnonymizedAt(anonymous.getAnonymizedAt())
                .setCreatedAt(kept.getCreatedAt())
                .setUpdatedAt(anonymous.getUpdatedAt())
                .setTotalPurchases(1)
                .addAllTotalSpent(anonymous.getTotalSpentList())
                .setFirstVisitAt(anonymous.getFirstVisitAt())
                .setLastVisitAt(anonymous.getLastVisitAt())
                .build());
    assertThat(clientele.get(merged.getId()).hasAnonymizedAt()).isTrue();
    assertThat(clientele.purchases(merged.getId())).hasSize(1);
    assertThat(clientele.search("C-000003")).containsExactly("Somebody else");
    // A call that is repeated under its key is still not done twice.
    assertThat(keyed.create(zubaidah()).getId()).isEqualTo(merged.getId());
    assertThat(tablesWith(PERSONAL)).isEmpty();
  }

  private void rename(Customer customer) {
    var _ =
        clientele.stub.updateCustomer(
            UpdateCustomerRequest.newBuilder()
                .setCustomer(customer.toBuilder().setFamilyName("Married"))
                .setUpdateMask(FieldMask.newBuilder().addPaths("family_name"))
                .build());
  }

  private record Column(String table, String name, String type) {}

  /** The tables of the schema in which a row of the tenant has one of these values anywhere. */
  private Set<String> tablesWith(List<String> values) {
    List<Column> columns =
        owner
            .sql(
                """
                select table_name, column_name, data_type from information_schema.columns
                where table_schema = 'customer' and table_name in (
                  select table_name from information_schema.columns
                  where table_schema = 'customer' and column_name = 'tenant_id')
                """)
            .query(
                (row, number) -> new Column(row.getString(1), row.getString(2), row.getString(3)))
            .list();
    Set<String> tables = new TreeSet<>();
    for (Column column : columns) {
      String text =
          column.type().equals("bytea")
              ? "encode(%s, 'escape')".formatted(column.name())
              : "%s::text".formatted(column.name());
      boolean found =
          owner
              .sql(
                  """
                  select exists (
                    select from customer.%s
                    where tenant_id = :tenant and (%2$s ilike any(:values) or reverse(%2$s) ilike any(:values)))
                  """
                      .formatted(column.table(), text))
              .param("tenant", tenant)
              .param(
                  "values", values.stream().map(value -> "%" + value + "%").toArray(String[]::new))
              .query(Boolean.class)
              .single();
      if (found) {
        tables.add(column.table());
      }
    }
    return tables;
  }

  @Test
  void anEventThatCannotBeAppliedIsKeptWithoutTheName() {
    String name = "Nyai Ratu";
    sales.happened(
        tenant,
        "OrderCompleted",
        order(clientele.create(zubaidah()).getId(), 1, "IDR", START).toBuilder()
            .setCustomerName(name)
            .setCompletedAt(Timestamp.newBuilder().setNanos(-1))
            .build());

    await().atMost(Duration.ofSeconds(30)).until(() -> !tablesWith(List.of("POS-1")).isEmpty());

    assertThat(tablesWith(List.of("POS-1"))).containsExactly("parked_event");
    assertThat(tablesWith(List.of(name))).isEmpty();
  }

  @Test
  void anonymisingIsForGoodAndDoneOnce() {
    Customer customer = clientele.create(zubaidah());
    Customer anonymous = clientele.anonymize(customer.getId());

    assertThat(clientele.anonymize(customer.getId())).isEqualTo(anonymous);
    Refusal.of(() -> rename(customer)).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> clientele.anonymize(UUID.randomUUID().toString()))
        .has(Reason.CUSTOMER_NOT_FOUND);
    assertThat(clientele.create(zubaidah()).getEmail()).isEqualTo("Zubaidah@example.com");
  }

  @Test
  void whatOthersHaveInCommonStays() {
    clientele.create(zubaidah().clearEmail().setDisplayName("Zubaidah Other"));
    clientele.anonymize(clientele.create(zubaidah()).getId());

    assertThat(clientele.search("zubaida")).containsExactly("Zubaidah Other");
    assertThat(clientele.search("zubaidha")).containsExactly("Zubaidah Other");
    assertThat(clientele.search("0812-3456-7890")).containsExactly("Zubaidah Other");
  }

  @Test
  void aDeletedCustomerIsForgottenToo() {
    Customer customer = clientele.create(zubaidah());
    clientele.delete(customer.getId());
    clientele.anonymize(customer.getId());

    assertThat(tablesWith(PERSONAL)).isEmpty();
  }
}
