package id.laris.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.SearchCustomersRequest;
import id.laris.pos.v1.SearchCustomersResponse;
import id.laris.pos.v1.UpdateCustomerRequest;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A till finds a customer by whatever the customer says. */
@CustomerTest
class SearchCustomersTest {

  private static final int MOST_STATEMENTS = 10;

  @Autowired TestCalls calls;
  @Autowired SqlStatements statements;

  private Clientele clientele;

  @BeforeEach
  void newTenant() {
    clientele = new Clientele(calls.as(UUID.randomUUID()));
  }

  private void name(String... names) {
    for (String name : names) {
      clientele.create(name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Siti Rahayu, siti",
    "Siti Rahayu, RAHA",
    "Siti Rahayu, rahayu si",
    "Siti Rahayu, sitti rahayu",
    "Siti Rahayu, rahaju",
    "José García, jose garcia",
    "José García, josé",
    "Jose Garcia, garcía",
    "Shane O'Neill, o'neill",
    "Shane O’Neill, oneill",
    "Shane O'Neill, neill",
    "Nguyễn Văn Đức, nguyen van duc",
    "Łukasz Żółty, lukasz zol",
    "محمد عبد الله, محمد",
    "محمد عبد الله, الله",
    "王小明, 王",
    "สมชาย ใจดี, สมชาย",
    "Toko 88, toko 88",
    "Toko 88, 88",
    "Straße, strasse",
  })
  void byName(String name, String query) {
    name("Budi Santoso", name, "Dewi Lestari");

    assertThat(clientele.search(query)).containsExactly(name);
  }

  @Test
  void byGivenAndFamilyNameBesideTheNameThatIsShown() {
    clientele.create(
        CreateCustomerRequest.newBuilder()
            .setDisplayName("Bu Haji")
            .setGivenName("Siti")
            .setFamilyName("Rahayu"));

    assertThat(clientele.search("rahayu")).containsExactly("Bu Haji");
    assertThat(clientele.search("haji siti")).containsExactly("Bu Haji");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+6281234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "+62 (812) 3456.7890",
        "6281234567890",
        "006281234567890",
        "81234567890",
        "7890",
        "67890",
        "890",
        "3456-7890",
        "٧٨٩٠",
        "siti 7890",
      })
  void byAnyFormOrTheLastDigitsOfAPhone(String query) {
    phone("Budi", "0813-1111-2222");
    phone("Siti", "0812-3456-7890");

    assertThat(clientele.search(query)).containsExactly("Siti");
  }

  @Test
  void byAnotherPhoneOfAnotherCountry() {
    clientele.create(
        CreateCustomerRequest.newBuilder()
            .setDisplayName("Giulia")
            .setPhone("0812-3456-7890")
            .addOtherPhones("+39 06 12345678"));

    assertThat(clientele.search("0612345678")).containsExactly("Giulia");
    assertThat(clientele.search("+39 06 1234 5678")).containsExactly("Giulia");
  }

  private void phone(String name, String phone) {
    clientele.create(CreateCustomerRequest.newBuilder().setDisplayName(name).setPhone(phone));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"siti.rahayu@example.com", "SITI.Rahayu@Example.com", "siti.r", "siti.rahayu@ex"})
  void byEmail(String query) {
    clientele.create(
        CreateCustomerRequest.newBuilder().setDisplayName("Budi").setEmail("budi@example.com"));
    clientele.create(
        CreateCustomerRequest.newBuilder()
            .setDisplayName("Ani")
            .setEmail("Siti.Rahayu@example.com"));

    assertThat(clientele.search(query)).containsExactly("Ani");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C-000002", "c-000002", "2", "0002", "c2", "C 2", "#2"})
  void byNumber(String query) {
    name("Budi", "Siti");

    assertThat(clientele.search(query)).first().isEqualTo("Siti");
  }

  @Test
  void whatIsMeantExactlyComesFirstAndErrorsLast() {
    phone("Nia 000003", "0812-3456-7890");
    name("Sita Alike");
    clientele.create(CreateCustomerRequest.newBuilder().setEmail("siti@example.com"));
    name("Siti Late");
    String exact = clientele.get(clientele.create("Siti").getId()).getNumber();

    assertThat(clientele.search("siti@example.com")).hasSize(1);
    assertThat(clientele.search("siti")).containsExactly("Siti Late", "Siti", "", "Sita Alike");
    assertThat(clientele.search(exact)).first().isEqualTo("Siti");
    assertThat(clientele.search("3")).first().isEqualTo("");
  }

  @Test
  void aRenamedCustomerIsFoundByItsNewNameOnly() {
    Customer siti = clientele.create("Siti Rahayu");
    var _ =
        clientele.stub.updateCustomer(
            UpdateCustomerRequest.newBuilder()
                .setCustomer(siti.toBuilder().setDisplayName("Siti Wijaya"))
                .setUpdateMask(FieldMask.newBuilder().addPaths("display_name"))
                .build());

    assertThat(clientele.search("rahayu")).isEmpty();
    assertThat(clientele.search("wijaya")).containsExactly("Siti Wijaya");
    assertThat(clientele.search("siti wijaya")).containsExactly("Siti Wijaya");
  }

  @Test
  void deletedCustomersAreFoundWhereAskedForAndMergedAndAnonymisedNever() {
    String deleted = clientele.create("Siti Deleted").getId();
    clientele.delete(deleted);
    String kept = clientele.create("Siti Kept").getId();
    clientele.merge(clientele.create("Siti Merged").getId(), kept);
    clientele.anonymize(clientele.create("Siti Anonymous").getId());

    assertThat(clientele.search("siti")).containsExactly("Siti Kept");
    assertThat(clientele.search("C-000001")).doesNotContain("Siti Deleted");
    assertThat(deletedToo("siti")).containsExactly("Siti Kept", "Siti Deleted");
    assertThat(deletedToo("C-000001")).containsExactly("Siti Deleted");
  }

  private List<String> deletedToo(String query) {
    return clientele
        .stub
        .searchCustomers(
            SearchCustomersRequest.newBuilder().setQuery(query).setIncludeDeleted(true).build())
        .getCustomersList()
        .stream()
        .map(Customer::getDisplayName)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-", "!", "%", "_", "<", "!siti", "<0987", "'; drop table customer.customer; --"})
  void signsFindNothing(String query) {
    phone("Budi", "0812-3456-7890");
    clientele.delete(clientele.create("Siti").getId());

    assertThat(clientele.search(query)).isEmpty();
  }

  @Test
  void pagesShowEachOnceInAFewStatements() {
    for (int i = 0; i < 25; i++) {
      name("Siti " + "abcdefghijklmnopqrstuvwxyz".charAt(i), "Sita " + i);
    }
    List<String> found = new ArrayList<>();
    String[] token = {""};
    do {
      List<String> executed =
          statements.during(
              () -> {
                SearchCustomersResponse page = page("siti", token[0]);
                page.getCustomersList().forEach(one -> found.add(one.getDisplayName()));
                token[0] = page.getPagination().getNextPageToken();
              });
      assertThat(executed).hasSizeLessThan(MOST_STATEMENTS);
    } while (!token[0].isEmpty());

    assertThat(found).hasSize(50).doesNotHaveDuplicates();
    assertThat(found.subList(0, 25)).allMatch(name -> name.startsWith("Siti"));
  }

  @Test
  void aTokenOfWhoDoesNotMatchIsRefused() {
    String budi = clientele.create("Budi").getId();

    Refusal.of(() -> page("siti", budi)).has(Reason.INVALID_PAGE_TOKEN);
  }

  private SearchCustomersResponse page(String query, String token) {
    return clientele.stub.searchCustomers(
        SearchCustomersRequest.newBuilder()
            .setQuery(query)
            .setPagination(PaginationRequest.newBuilder().setPageSize(7).setPageToken(token))
            .build());
  }
}
