package id.laris.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.ListCustomersRequest;
import id.laris.pos.v1.UpdateCustomerRequest;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A customer has a name, a number, and an e-mail address that no other customer has. */
@CustomerTest
class ProfileTest {

  @Autowired TestCalls calls;

  private final UUID tenant = UUID.randomUUID();
  private CustomerServiceBlockingStub customers;

  @BeforeEach
  void newTenant() {
    customers = CustomerServiceGrpc.newBlockingStub(calls.as(tenant));
  }

  @Test
  void isNumberedAndShownByGivenAndFamilyName() {
    Customer first =
        create(CreateCustomerRequest.newBuilder().setGivenName("Siti").setFamilyName("Rahayu"));
    Customer second =
        create(CreateCustomerRequest.newBuilder().setDisplayName("PT Kopi Nusantara"));

    assertThat(first.getNumber()).isEqualTo("C-000001");
    assertThat(second.getNumber()).isEqualTo("C-000002");
    assertThat(first.getDisplayName()).isEqualTo("Siti Rahayu");
    assertThat(first.getActive()).isTrue();
  }

  @Test
  void theNameFollowsItsPartsWhereNoneWasGiven() {
    Customer siti =
        create(CreateCustomerRequest.newBuilder().setGivenName("Siti").setFamilyName("Rahayu"));

    Customer married =
        customers
            .updateCustomer(
                UpdateCustomerRequest.newBuilder()
                    .setCustomer(siti.toBuilder().setFamilyName("Wijaya"))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("family_name"))
                    .build())
            .getCustomer();

    assertThat(married.getDisplayName()).isEqualTo("Siti Wijaya");
  }

  @Test
  void anEmailBelongsToOneCustomerInAnyCase() {
    create(CreateCustomerRequest.newBuilder().setEmail("siti@example.com"));

    Refusal.of(() -> create(CreateCustomerRequest.newBuilder().setEmail("SITI@Example.com")))
        .has(Reason.CUSTOMER_EMAIL_EXISTS)
        .with("field", "email");
  }

  @Test
  void isCreatedOnceHoweverManyCallsComeWithOneKey() {
    CreateCustomerRequest request =
        CreateCustomerRequest.newBuilder().setEmail("siti@example.com").build();
    var sameKey = CustomerServiceGrpc.newBlockingStub(calls.as(tenant, UUID.randomUUID()));

    var outcomes = Parallel.times(32, _ -> sameKey.createCustomer(request));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    assertThat(
            customers.listCustomers(ListCustomersRequest.getDefaultInstance()).getCustomersList())
        .containsExactly(Parallel.successes(outcomes).getFirst().getCustomer());
  }

  @Test
  void isChangedOnceHoweverManyCallsComeWithOneKey() {
    Customer siti = create(CreateCustomerRequest.newBuilder().setGivenName("Siti"));
    UpdateCustomerRequest request =
        UpdateCustomerRequest.newBuilder()
            .setCustomer(siti.toBuilder().setGivenName("Sitti"))
            .setUpdateMask(FieldMask.newBuilder().addPaths("given_name"))
            .build();
    var sameKey = CustomerServiceGrpc.newBlockingStub(calls.as(tenant, UUID.randomUUID()));

    var outcomes = Parallel.times(32, _ -> sameKey.updateCustomer(request));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct())
        .singleElement()
        .returns(siti.getVersion() + 1, response -> response.getCustomer().getVersion());
  }

  @Test
  void needsAName() {
    Refusal.of(() -> create(CreateCustomerRequest.newBuilder().setPhone("+6281234567890")))
        .has(Reason.VALIDATION_FAILED)
        .naming("display_name");
  }

  @Test
  void isListedByGroupAndTag() {
    Customer dealer =
        create(CreateCustomerRequest.newBuilder().setDisplayName("Dealer").addGroups("wholesale"));
    Customer guest =
        create(CreateCustomerRequest.newBuilder().setDisplayName("Guest").addTags("nuts"));

    assertThat(list(ListCustomersRequest.newBuilder().setGroup("wholesale")))
        .isEqualTo(dealer.getId());
    assertThat(list(ListCustomersRequest.newBuilder().setTag("nuts"))).isEqualTo(guest.getId());
  }

  private String list(ListCustomersRequest.Builder request) {
    return customers.listCustomers(request.build()).getCustomersList().stream()
        .map(Customer::getId)
        .reduce("", String::concat);
  }

  private Customer create(CreateCustomerRequest.Builder request) {
    return customers.createCustomer(request.build()).getCustomer();
  }
}
