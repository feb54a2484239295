package id.laris.customer;

import static id.laris.customer.Purse.CURRENCY;
import static id.laris.customer.Purse.byCustomer;
import static id.laris.customer.Purse.newOrder;
import static id.laris.customer.Purse.order;
import static id.laris.customer.Purse.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.AdjustStoreCreditRequest;
import id.laris.pos.v1.AdjustStoreCreditResponse;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.CustomerAccount;
import id.laris.pos.v1.DeleteCustomerRequest;
import id.laris.pos.v1.GetBalanceRequest;
import id.laris.pos.v1.GetLiabilitiesRequest;
import id.laris.pos.v1.GetStatementRequest;
import id.laris.pos.v1.GetStatementResponse;
import id.laris.pos.v1.GetStatementResponse.Ageing;
import id.laris.pos.v1.ListEntriesRequest;
import id.laris.pos.v1.ListEntriesResponse;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Payment.Status;
import id.laris.pos.v1.SettleAccountRequest;
import id.laris.pos.v1.SettleAccountResponse;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A customer has credit with the shop, or owes it something. */
@CustomerTest
class AccountTest {

  @Autowired TestCalls calls;
  @Autowired FakeSales sales;
  @Autowired FakeClock clock;

  private UUID tenantId;
  private Purse purse;
  private String customer;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    purse = new Purse(calls.as(tenantId));
    customer = purse.customer();
  }

  @Test
  void creditIsGivenOnceHoweverManyCallsComeWithOneKey() {
    Purse sameKey = new Purse(calls.as(tenantId, UUID.randomUUID()));

    var outcomes = Parallel.times(32, i -> adjust(sameKey, "", 500));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    assertThat(purse.balance(customer, Kind.STORE_CREDIT).getBalance().getAmount()).isEqualTo(500);
  }

  @Test
  void creditIsGivenOnceUnderOneId() {
    String id = UUID.randomUUID().toString();
    AdjustStoreCreditResponse first = adjust(purse, id, 500);

    assertThat(adjust(purse, id, 500)).isEqualTo(first);
    Refusal.of(() -> adjust(purse, id, 501)).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void creditIsTakenUpToWhatIsNotHeld() {
    purse.credit(customer, 500);
    purse.hold(newOrder(), 1, byCustomer(Kind.STORE_CREDIT, customer, 300));

    Refusal.of(() -> adjust(purse, "", -300))
        .has(Reason.INSUFFICIENT_BALANCE)
        .with("requested", 300)
        .with("available", 200);
    assertThat(adjust(purse, "", -200).getStoreCredit().getAvailable().getAmount()).isZero();
  }

  @Test
  void creditOfADeletedCustomerIsTakenAndNotGiven() {
    purse.credit(customer, 500);
    deleteCustomer();

    Refusal.of(() -> adjust(purse, "", 1)).has(Reason.CUSTOMER_NOT_FOUND);
    assertThat(adjust(purse, "", -500).getStoreCredit().getBalance().getAmount()).isZero();
  }

  @Test
  void creditOfTwoCurrenciesNeverMixes() {
    purse.credit(customer, 500);
    var _ =
        purse.stub.adjustStoreCredit(
            AdjustStoreCreditRequest.newBuilder()
                .setCustomerId(customer)
                .setAmount(70)
                .setCurrency("USD")
                .setReason("goodwill")
                .build());

    assertThat(purse.balance(customer, Kind.STORE_CREDIT).getBalance().getAmount()).isEqualTo(500);
    assertThat(
            purse
                .stub
                .getLiabilities(GetLiabilitiesRequest.newBuilder().setCurrency("USD").build())
                .getLiabilitiesList())
        .singleElement()
        .returns(70L, sums -> sums.getStoreCredit().getAmount());
  }

  @Test
  void entriesArePagedNewestFirst() {
    purse.credit(customer, 1);
    purse.credit(customer, 2);
    purse.credit(customer, 3);

    ListEntriesResponse first = entries("");
    ListEntriesResponse second = entries(first.getPagination().getNextPageToken());

    assertThat(first.getEntriesList())
        .extracting(entry -> entry.getBalance().getAmount())
        .containsExactly(6L, 3L);
    assertThat(second.getEntriesList())
        .extracting(entry -> entry.getBalance().getAmount())
        .containsExactly(1L);
    assertThat(second.getPagination().getNextPageToken()).isEmpty();
    Refusal.of(() -> entries(UUID.randomUUID().toString())).has(Reason.INVALID_PAGE_TOKEN);
  }

  @Test
  void whatAnOrderStillHoldsIsNotSettledYet() {
    purse.limit(customer, 1_000);
    purse.hold(newOrder(), 1, byCustomer(Kind.ACCOUNT, customer, 300));

    Refusal.of(() -> settle("", 300))
        .has(Reason.PAYMENT_EXCEEDS_BALANCE)
        .with("due", 0)
        .with("pending", 300);
  }

  @Test
  void aDeletedCustomerPaysWhatIsOwed() {
    owe(400, clock.instant());
    deleteCustomer();

    assertThat(settle("", 400).getAccount().getOwed().getAmount()).isZero();
  }

  @Test
  void noMoreThanIsOwedIsSettled() {
    owe(400, clock.instant());

    Refusal.of(() -> settle("", 401))
        .has(Reason.PAYMENT_EXCEEDS_BALANCE)
        .with("due", 400)
        .with("amount", 401);
    String id = UUID.randomUUID().toString();
    SettleAccountResponse paid = settle(id, 400);

    assertThat(paid.getAccount().getOwed().getAmount()).isZero();
    assertThat(paid.getEntry())
        .returns(BalanceEntry.Kind.SETTLEMENT, BalanceEntry::getKind)
        .returns(Payment.Type.BANK_TRANSFER, BalanceEntry::getPaymentType)
        .returns("BT-1", BalanceEntry::getReference);
    assertThat(settle(id, 400)).isEqualTo(paid);
  }

  @Test
  void aStatementLeadsFromOpeningToClosingAndTellsTheAgeOfWhatIsOwed() {
    Instant now = clock.instant();
    purse.limit(customer, 10_000);
    owe(100, now.minus(Duration.ofDays(91)));
    owe(200, now.minus(Duration.ofDays(90)));
    owe(300, now.minus(Duration.ofDays(60)));
    owe(400, now.minus(Duration.ofDays(31)));
    owe(500, now.minus(Duration.ofDays(30)));
    clock.advance(Duration.ofHours(1));
    Instant later = clock.instant();
    var _ = settle("", 250);

    GetStatementResponse statement =
        statement(
            GetStatementRequest.newBuilder()
                .setCustomerId(customer)
                .setFrom(Protos.timestamp(later)));

    assertThat(statement.getOpening().getAmount()).isEqualTo(1_500);
    assertThat(statement.getEntriesList())
        .extracting(entry -> entry.getAmount().getAmount())
        .containsExactly(250L);
    assertThat(statement.getClosing().getAmount()).isEqualTo(1_250);
    assertThat(statement.getAccount())
        .returns(1_250L, account -> account.getOwed().getAmount())
        .returns(8_750L, account -> account.getAvailable().getAmount());
    assertThat(statement.getAgeing())
        .isEqualTo(
            Ageing.newBuilder()
                .setUpTo30Days(Protos.money(500, CURRENCY))
                .setUpTo60Days(Protos.money(700, CURRENCY))
                .setUpTo90Days(Protos.money(50, CURRENCY))
                .setOver90Days(Protos.money(0, CURRENCY))
                .build());
    assertThat(statement(GetStatementRequest.newBuilder().setCustomerId(customer)).getEntriesList())
        .hasSize(6);
  }

  @Test
  void aCustomerWithoutAnAccountOwesNothing() {
    assertThat(statement(GetStatementRequest.newBuilder().setCustomerId(customer)))
        .returns(0L, statement -> statement.getClosing().getAmount())
        .returns("", statement -> statement.getAccount().getId());
    Refusal.of(() -> statement(GetStatementRequest.newBuilder().setCustomerId(newOrder())))
        .has(Reason.CUSTOMER_NOT_FOUND);
  }

  @Test
  void aLimitMayBeLoweredBelowWhatIsOwed() {
    purse.limit(customer, 1_000);
    owe(400, clock.instant());

    purse.limit(customer, 100);

    assertThat(statement(GetStatementRequest.newBuilder().setCustomerId(customer)).getAccount())
        .returns(-300L, account -> account.getAvailable().getAmount())
        .returns(100L, (CustomerAccount account) -> account.getCreditLimit().getAmount());
    Refusal.of(() -> purse.hold(newOrder(), 1, byCustomer(Kind.ACCOUNT, customer, 1)))
        .has(Reason.CREDIT_LIMIT_EXCEEDED)
        .with("available", 0);
  }

  @Test
  void aBalanceIsNamedByACardOrByCustomerAndKind() {
    for (GetBalanceRequest.Builder request :
        new GetBalanceRequest.Builder[] {
          GetBalanceRequest.newBuilder(),
          GetBalanceRequest.newBuilder().setCustomerId(customer),
          GetBalanceRequest.newBuilder().setKind(Kind.GIFT_CARD).setCustomerId(customer),
          GetBalanceRequest.newBuilder().setKind(Kind.ACCOUNT).setGiftCardId(purse.card(1)),
        }) {
      Refusal.of(() -> purse.stub.getBalance(request.build())).has(Reason.VALIDATION_FAILED);
    }
  }

  private void deleteCustomer() {
    var _ =
        purse.stub.deleteCustomer(
            DeleteCustomerRequest.newBuilder().setCustomerId(customer).build());
  }

  /** Buys something on the account. */
  private void owe(long amount, Instant when) {
    long before = purse.balance(customer, Kind.ACCOUNT).getBalance().getAmount();
    BalanceHold hold = byCustomer(Kind.ACCOUNT, customer, amount);
    sales.happened(
        tenantId,
        "OrderCompleted",
        order(newOrder(), payment(hold, Status.CAPTURED))
            .setCustomerId(customer)
            .setCompletedAt(Protos.timestamp(when))
            .build());
    await()
        .until(
            () ->
                purse.balance(customer, Kind.ACCOUNT).getBalance().getAmount() == before - amount);
  }

  private SettleAccountResponse settle(String id, long amount) {
    return purse.stub.settleAccount(
        SettleAccountRequest.newBuilder()
            .setId(id)
            .setCustomerId(customer)
            .setAmount(amount)
            .setCurrency(CURRENCY)
            .setPaymentType(Payment.Type.BANK_TRANSFER)
            .setReference("BT-1")
            .build());
  }

  private GetStatementResponse statement(GetStatementRequest.Builder request) {
    return purse.stub.getStatement(request.setCurrency(CURRENCY).build());
  }

  private ListEntriesResponse entries(String token) {
    return purse.stub.listEntries(
        ListEntriesRequest.newBuilder()
            .setKind(Kind.STORE_CREDIT)
            .setCustomerId(customer)
            .setCurrency(CURRENCY)
            .setPagination(PaginationRequest.newBuilder().setPageSize(2).setPageToken(token))
            .build());
  }

  private AdjustStoreCreditResponse adjust(Purse by, String id, long amount) {
    return by.stub.adjustStoreCredit(
        AdjustStoreCreditRequest.newBuilder()
            .setId(id)
            .setCustomerId(customer)
            .setAmount(amount)
            .setCurrency(CURRENCY)
            .setReason("goodwill")
            .build());
  }
}
