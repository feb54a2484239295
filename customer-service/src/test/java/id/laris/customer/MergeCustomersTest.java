package id.laris.customer;

import static id.laris.customer.Clientele.order;
import static id.laris.testkit.FakeClock.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.type.Date;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.Customer.Address;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.GetLoyaltyAccountRequest;
import id.laris.pos.v1.ListEventsRequest;
import id.laris.pos.v1.MergeCustomersRequest;
import id.laris.pos.v1.MergeCustomersResponse;
import id.laris.pos.v1.Purchase;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two customers who are the same become one, who has everything of both. */
@CustomerTest
class MergeCustomersTest {

  @Autowired TestCalls calls;
  @Autowired FakeSales sales;

  private final UUID tenant = UUID.randomUUID();
  private Clientele clientele;

  @BeforeEach
  void newTenant() {
    clientele = new Clientele(calls.as(tenant));
  }

  @Test
  void theOneWhoRemainsTakesOverWhatItLacks() {
    Customer from =
        clientele.create(
            CreateCustomerRequest.newBuilder()
                .setDisplayName("S. Rahayu")
                .setEmail("siti@example.com")
                .setPhone("0812-3456-7890")
                .addOtherPhones("0813-3456-7890")
                .addAddresses(Address.newBuilder().setCity("Bandung"))
                .setBirthday(Date.newBuilder().setMonth(5).setDay(17))
                .setTaxNumber("12.345")
                .addGroups("wholesale")
                .addTags("nuts")
                .setNotes("calls often")
                .putExternalIds("crm", "1")
                .putExternalIds("web", "2"));
    Customer into =
        clientele.create(
            CreateCustomerRequest.newBuilder()
                .setDisplayName("Siti Rahayu")
                .setPhone("0811-3456-7890")
                .addAddresses(Address.newBuilder().setCity("Jakarta"))
                .addGroups("regulars")
                .addTags("nuts")
                .setNotes("likes tea")
                .putExternalIds("web", "3"));

    MergeCustomersResponse answer = clientele.merge(from.getId(), into.getId());

    Customer one = answer.getCustomer();
    assertThat(one.getDisplayName()).isEqualTo("Siti Rahayu");
    assertThat(one.getEmail()).isEqualTo("siti@example.com");
    assertThat(one.getPhone()).isEqualTo("+6281134567890");
    assertThat(one.getOtherPhonesList()).containsExactly("+6281234567890", "+6281334567890");
    assertThat(one.getAddressesList())
        .extracting(Address::getCity)
        .containsExactly("Jakarta", "Bandung");
    assertThat(one.getBirthday().getDay()).isEqualTo(17);
    assertThat(one.getTaxNumber()).isEqualTo("12.345");
    assertThat(one.getGroupsList()).containsExactly("regulars", "wholesale");
    assertThat(one.getTagsList()).containsExactly("nuts");
    assertThat(one.getNotes()).isEqualTo("likes tea\ncalls often");
    assertThat(one.getExternalIdsMap()).containsEntry("crm", "1").containsEntry("web", "3");
    assertThat(one.getVersion()).isEqualTo(1);
    assertThat(answer.getMerged().getMergedInto()).isEqualTo(into.getId());
    assertThat(answer.getMerged().hasDeletedAt()).isTrue();
    assertThat(clientele.get(into.getId())).isEqualTo(one);
    assertThat(clientele.get(from.getId())).isEqualTo(answer.getMerged());
    assertThat(clientele.search("siti@example.com")).containsExactly("Siti Rahayu");
  }

  @Test
  void bothAreToldAsEvents() {
    String from =
        clientele
            .create(CreateCustomerRequest.newBuilder().setDisplayName("From").addTags("nuts"))
            .getId();
    String into = clientele.create("Into").getId();
    clientele.merge(from, into);

    List<Event> events =
        EventServiceGrpc.newBlockingStub(calls.as(tenant))
            .listEvents(ListEventsRequest.newBuilder().setLimit(100).build())
            .getEventsList();
    assertThat(events)
        .extracting(event -> event.getType() + " " + event.getAggregateId())
        .containsExactly(
            "CustomerCreated " + from,
            "CustomerCreated " + into,
            "CustomerMerged " + from,
            "CustomerUpdated " + into);
  }

  @Test
  void aMergeThatIsRepeatedChangesNothing() {
    String from = clientele.create("From").getId();
    String into = clientele.create("Into").getId();
    MergeCustomersResponse first = clientele.merge(from, into);

    assertThat(clientele.merge(from, into)).isEqualTo(first);
  }

  @Test
  void aDeletedCustomerCanBeMerged() {
    String from = clientele.create("From").getId();
    String into = clientele.create("Into").getId();
    Customer deleted = clientele.delete(from);

    assertThat(clientele.merge(from, into).getMerged().getDeletedAt())
        .isEqualTo(deleted.getDeletedAt());
  }

  @Test
  void whoCannotBeMergedIsRefused() {
    String siti = clientele.create("Siti").getId();
    String other = clientele.create("Other").getId();
    String deleted = clientele.create("Deleted").getId();
    clientele.delete(deleted);
    String merged = clientele.create("Merged").getId();
    clientele.merge(merged, other);
    String anonymous = clientele.create("Anonymous").getId();
    clientele.anonymize(anonymous);
    String unknown = UUID.randomUUID().toString();

    refused(siti, siti).has(Reason.VALIDATION_FAILED).naming("into_customer_id");
    refused(siti, merged).has(Reason.ILLEGAL_STATE_TRANSITION);
    refused(merged, siti).has(Reason.ILLEGAL_STATE_TRANSITION);
    refused(siti, anonymous).has(Reason.ILLEGAL_STATE_TRANSITION);
    refused(anonymous, siti).has(Reason.ILLEGAL_STATE_TRANSITION);
    refused(siti, deleted).has(Reason.CUSTOMER_NOT_FOUND);
    refused(siti, unknown).has(Reason.CUSTOMER_NOT_FOUND);
    refused(unknown, siti).has(Reason.CUSTOMER_NOT_FOUND);
    Refusal.of(
            () ->
                clientele.stub.mergeCustomers(
                    MergeCustomersRequest.newBuilder()
                        .setFromCustomerId(siti)
                        .setIntoCustomerId(other)
                        .setVersion(7)
                        .build()))
        .has(Reason.VERSION_CONFLICT);
    assertThat(clientele.get(siti).getVersion()).isZero();
  }

  private Refusal refused(String from, String into) {
    return Refusal.of(() -> clientele.merge(from, into));
  }

  @Test
  void ofTwoMergesInBothDirectionsOneWins() {
    for (int round = 0; round < 10; round++) {
      List<String> pair = List.of(clientele.create("One").getId(), clientele.create("Two").getId());

      List<Parallel.Outcome<MergeCustomersResponse>> outcomes =
          Parallel.times(2, i -> clientele.merge(pair.get(i), pair.get(1 - i)));

      assertThat(Parallel.successes(outcomes)).hasSize(1);
      assertThat(Parallel.failures(outcomes))
          .singleElement()
          .satisfies(
              thrown ->
                  Refusal.of((StatusRuntimeException) thrown).has(Reason.ILLEGAL_STATE_TRANSITION));
    }
  }

  @Test
  void theyAreMergedOnceHoweverManyCallsComeWithOneKey() {
    String from = clientele.create("From").getId();
    String into = clientele.create("Into").getId();
    clientele.give(from, "welcome");
    clientele.give(into, "welcome");
    Clientele sameKey = new Clientele(calls.as(tenant, UUID.randomUUID()));

    var outcomes = Parallel.times(32, _ -> sameKey.merge(from, into));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    assertThat(
            clientele
                .stub
                .getLoyaltyAccount(
                    GetLoyaltyAccountRequest.newBuilder().setCustomerId(into).build())
                .getAccount()
                .getBalance())
        .isEqualTo(14);
  }

  @Test
  void purchasesMoveAndLaterOnesFollowThroughEveryMerge() {
    String first = clientele.create("First").getId();
    String second = clientele.create("Second").getId();
    String third = clientele.create("Third").getId();
    sales.happened(
        tenant,
        "OrderCompleted",
        List.of(order(first, 100, "IDR", START), order(second, 20, "IDR", START)));
    await().until(() -> clientele.get(second).getTotalPurchases() == 1);
    clientele.merge(first, second);
    clientele.merge(second, third);
    sales.happened(tenant, "OrderCompleted", order(first, 3, "IDR", START.plusSeconds(1)));

    await().until(() -> clientele.get(third).getTotalPurchases() == 3);
    assertThat(clientele.get(third).getTotalSpent(0).getAmount()).isEqualTo(123);
    assertThat(clientele.get(first).getTotalPurchases()).isZero();
    assertThat(clientele.purchases(first))
        .isEqualTo(clientele.purchases(third))
        .hasSize(3)
        .extracting(Purchase::getCustomerId)
        .containsOnly(third);
  }

  @Test
  void noPurchaseIsLostOrCountedTwiceWhileMergesAndSalesMeet() {
    List<String> ids =
        IntStream.range(0, 12).mapToObj(i -> clientele.create("No. " + i).getId()).toList();

    var outcomes =
        Parallel.times(
            ids.size(),
            i -> {
              if (i == 0) {
                for (int n = 0; n < 60; n++) {
                  sales.happened(
                      tenant, "OrderCompleted", order(ids.get(n % ids.size()), 1, "IDR", START));
                }
                return "sold";
              }
              return clientele.merge(ids.get(i), ids.get(i - 1)).getCustomer().getId();
            });

    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown ->
                Refusal.of((StatusRuntimeException) thrown).has(Reason.ILLEGAL_STATE_TRANSITION));
    await()
        .untilAsserted(
            () -> {
              long counted =
                  ids.stream().mapToLong(id -> clientele.get(id).getTotalPurchases()).sum();
              assertThat(counted).isEqualTo(60);
            });
    assertThat(ids.stream().map(clientele::get).filter(one -> !one.getMergedInto().isEmpty()))
        .allMatch(one -> one.getTotalPurchases() == 0);
  }
}
