package id.laris.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import com.google.type.Date;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateCustomerRequest;
import id.laris.pos.v1.Customer;
import id.laris.pos.v1.Customer.Consent;
import id.laris.pos.v1.UpdateCustomerRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Details of a customer are stored in one form, and refused where they cannot be. */
@CustomerTest
class DetailsTest {

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;

  private Clientele clientele;

  @BeforeEach
  void newTenant() {
    clock.set(FakeClock.START);
    clientele = new Clientele(calls.as(UUID.randomUUID()));
  }

  private static CreateCustomerRequest.Builder named() {
    return CreateCustomerRequest.newBuilder().setDisplayName("Siti");
  }

  @ParameterizedTest
  @CsvSource({
    "0812-3456-7890, +6281234567890",
    "(021) 555 12345, +622155512345",
    "62 812 3456 7890, +6281234567890",
    "+65 9123 4567, +6591234567",
    "+1 (650) 253-0000, +16502530000",
    "+44 7911 123456, +447911123456",
    "+49 30 901820, +4930901820",
    "+39 06 12345678, +390612345678",
    "+81 90-1234-5678, +819012345678",
    "+91 98765 43210, +919876543210",
    "+55 11 96123-4567, +5511961234567",
    "+61 412 345 678, +61412345678",
    "+66 81 234 5678, +66812345678",
    "+971 50 123 4567, +971501234567",
    "٠٨١٢٣٤٥٦٧٨٩٠, +6281234567890",
  })
  void aPhoneIsStoredAsE164(String given, String stored) {
    Customer customer = clientele.create(named().setPhone(given));

    assertThat(customer.getPhone()).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "call me", "+999 1234567", "0812", "+62 21 555 12345 ext. 7"})
  void whatIsNoPhoneIsRefused(String given) {
    Refusal.of(() -> clientele.create(named().setPhone(given)))
        .has(Reason.PHONE_INVALID)
        .naming("phone");
    Refusal.of(
            () -> clientele.create(named().addOtherPhones("0812-3456-7890").addOtherPhones(given)))
        .has(Reason.PHONE_INVALID)
        .naming("other_phones[1]");
  }

  @Test
  void anUpdateReadsPhonesTooAndNamesThem() {
    Customer customer = clientele.create(named());

    assertThat(update(customer.toBuilder().setPhone("0812 3456 7890"), "phone").getPhone())
        .isEqualTo("+6281234567890");
    Refusal.of(() -> update(customer.toBuilder().setPhone("no"), "phone"))
        .has(Reason.PHONE_INVALID)
        .naming("customer.phone");
  }

  @Test
  void otherPhonesAreListedOnce() {
    Customer customer =
        clientele.create(
            named()
                .setPhone("0812-3456-7890")
                .addOtherPhones("+62 812 3456 7890")
                .addOtherPhones("0813-3456-7890")
                .addOtherPhones("+6281334567890"));

    assertThat(customer.getOtherPhonesList()).containsExactly("+6281334567890");
  }

  @ParameterizedTest
  @ValueSource(strings = {"siti", "@example.com", "siti@", "si ti@example.com", "a@b@c"})
  void whatIsNoEmailIsRefused(String email) {
    Refusal.of(() -> clientele.create(named().setEmail(email)))
        .has(Reason.VALIDATION_FAILED)
        .naming("email");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"siti@example.com", "o'neill+tab@sub.example.co.id", "用户@例子.广告", "a@localhost"})
  void anEmailIsTakenAsItIs(String email) {
    assertThat(clientele.create(named().setEmail(email)).getEmail()).isEqualTo(email);
  }

  @ParameterizedTest
  @CsvSource({"1990,5,17", "0,5,17", "0,2,29", "2000,2,29", "2026,1,15"})
  void aBirthdayExists(int year, int month, int day) {
    Date birthday = Date.newBuilder().setYear(year).setMonth(month).setDay(day).build();

    assertThat(clientele.create(named().setBirthday(birthday)).getBirthday()).isEqualTo(birthday);
  }

  @ParameterizedTest
  @CsvSource({"2001,2,29", "0,2,30", "1990,13,1", "1990,0,0", "0,0,0", "2026,1,17", "-5,1,1"})
  void aBirthdayThatDoesNotIsRefused(int year, int month, int day) {
    Refusal.of(
            () ->
                clientele.create(
                    named()
                        .setBirthday(Date.newBuilder().setYear(year).setMonth(month).setDay(day))))
        .has(Reason.VALIDATION_FAILED)
        .naming("birthday");
  }

  @ParameterizedTest
  @ValueSource(strings = {"محمد عبد الله", "王小明", "สมชาย ใจดี", "O'Neill", "José"})
  void aNameOfAnyScriptIsTakenAsItIs(String name) {
    assertThat(clientele.create(name).getDisplayName()).isEqualTo(name);
  }

  @Test
  void composedAndDecomposedAccentsAreTheSameName() {
    assertThat(clientele.create("Jose\u0301").getDisplayName()).isEqualTo("Jos\u00e9");
  }

  @Test
  void theSameRequestWithItsIdCreatesOnce() {
    CreateCustomerRequest.Builder request =
        named()
            .setId(UUID.randomUUID().toString())
            .setPhone("0812-3456-7890")
            .setEmail("siti@example.com")
            .setMarketingConsent(Consent.newBuilder().setGranted(true).setSource("till"));
    Customer first = clientele.create(request);
    clock.advance(Duration.ofMinutes(5));

    assertThat(clientele.create(request.clone())).isEqualTo(first);
    assertThat(clientele.create(request.clone().setPhone("+62 812 3456 7890"))).isEqualTo(first);
    Refusal.of(() -> clientele.create(request.clone().setPhone("0813-3456-7890")))
        .has(Reason.ALREADY_EXISTS);
    Refusal.of(
            () ->
                clientele.create(
                    request.clone().setMarketingConsent(Consent.newBuilder().setSource("till"))))
        .has(Reason.ALREADY_EXISTS);
  }

  private Customer update(Customer.Builder customer, String path) {
    return clientele
        .stub
        .updateCustomer(
            UpdateCustomerRequest.newBuilder()
                .setCustomer(customer)
                .setUpdateMask(FieldMask.newBuilder().addPaths(path))
                .build())
        .getCustomer();
  }
}
