package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.demo.Clientele;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.SearchCustomersRequest;
import id.laris.pos.v1.UpdateCustomerRequest;
import id.laris.testkit.TestCalls;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The customers that the load generator writes into the database are as Laris would have made them.
 */
@SuiteWalk
class ClienteleTest {

  private static final int CUSTOMERS = 300;

  @Autowired TestCalls calls;
  @Autowired Rows rows;
  @Autowired Network network;

  @Test
  void theyHaveTheWordsThatLarisGivesThem() {
    UUID tenant = make().tenantId();
    CustomerServiceBlockingStub customers = CustomerServiceGrpc.newBlockingStub(calls.as(tenant));
    Customer seventh =
        customers
            .searchCustomers(SearchCustomersRequest.newBuilder().setQuery("C-000007").build())
            .getCustomers(0);
    String written = words(tenant, seventh);

    var _ = rename(customers, rename(customers, seventh, "Other"), seventh.getGivenName());

    assertThat(written).contains("c-000007true", "@").isEqualTo(words(tenant, seventh));
  }

  @Test
  void theNextCustomerHasTheNextNumber() {
    CustomerServiceBlockingStub customers =
        CustomerServiceGrpc.newBlockingStub(calls.as(make().tenantId()));

    assertThat(
            customers
                .createCustomer(CreateCustomerRequest.newBuilder().setDisplayName("Next").build())
                .getCustomer()
                .getNumber())
        .isEqualTo("C-000301");
  }

  private Clientele make() {
    return Clientele.make(
        network.address(),
        rows.ownerAccess(),
        CUSTOMERS,
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
  }

  private static Customer rename(
      CustomerServiceBlockingStub customers, Customer customer, String givenName) {
    return customers
        .updateCustomer(
            UpdateCustomerRequest.newBuilder()
                .setCustomer(customer.toBuilder().setGivenName(givenName))
                .setUpdateMask(FieldMask.newBuilder().addPaths("given_name"))
                .build())
        .getCustomer();
  }

  private String words(UUID tenant, Customer customer) {
    return rows.asOwner()
        .sql(
            "select string_agg(word || code || outline, ' ' order by word) from"
                + " customer.search_word where tenant_id = ? and customer_id = ?::uuid")
        .param(tenant)
        .param(customer.getId())
        .query((row, number) -> row.getString(1))
        .single();
  }
}
