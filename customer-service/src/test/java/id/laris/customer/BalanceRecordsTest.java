package id.laris.customer;

import static id.laris.customer.Purse.byCustomer;
import static id.laris.customer.Purse.newOrder;
import static id.laris.customer.Purse.order;
import static id.laris.customer.Purse.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.customer.records.CustomerRecords;
import id.laris.pos.v1.Balance;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.FreezeGiftCardRequest;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.Payment.Status;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cards, credit and accounts go with their customer. */
@CustomerTest
class BalanceRecordsTest {

  @Autowired TestCalls calls;
  @Autowired FakeSales sales;
  @Autowired Background background;
  @Autowired Writes writes;
  @Autowired JdbcClient jdbc;
  @Autowired List<CustomerRecords> records;

  private UUID tenantId;
  private Purse purse;
  private String from;
  private String into;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    purse = new Purse(calls.as(tenantId));
    from = purse.customer();
    into = purse.customer();
  }

  @Test
  void mergedTheirBalancesAddUpAndTheirLedgersAreOne() {
    purse.credit(from, 100);
    purse.credit(into, 20);
    purse.credit(from, 3);
    purse.limit(from, 500);
    purse.limit(into, 400);
    String card = purse.issue(request -> request.setCustomerId(from)).getGiftCard().getId();

    merge();

    assertThat(purse.balance(into, Kind.STORE_CREDIT))
        .returns(123L, balance -> balance.getBalance().getAmount())
        .returns(into, Balance::getCustomerId);
    assertThat(credit())
        .extracting(entry -> entry.getBalance().getAmount())
        .containsExactly(123L, 120L, 100L);
    assertThat(purse.balance(into, Kind.ACCOUNT).getCreditLimit().getAmount()).isEqualTo(500);
    assertThat(purse.read(card).getCustomerId()).isEqualTo(into);
    purse.credit(into, 1);
    assertThat(credit().getFirst().getBalance().getAmount()).isEqualTo(124);
  }

  @Test
  void theOnlyBalanceOfTheTwoMovesAsItIs() {
    purse.credit(from, 100);

    merge();

    assertThat(purse.balance(into, Kind.STORE_CREDIT).getBalance().getAmount()).isEqualTo(100);
    assertThat(purse.balance(from, Kind.STORE_CREDIT).getCustomerId()).isEqualTo(into);
  }

  @Test
  void whatIsHeldDuringAMergeIsTakenFromWhoHasItThen() {
    purse.credit(from, 100);
    purse.credit(into, 20);
    BalanceHold hold = byCustomer(Kind.STORE_CREDIT, from, 60);
    BalanceHold other = byCustomer(Kind.STORE_CREDIT, from, 10);
    String orderId = newOrder();
    String open = newOrder();
    purse.hold(orderId, 1, hold);
    purse.hold(open, 1, other);

    merge();
    sales.happened(
        tenantId,
        "OrderCompleted",
        order(orderId, payment(hold, Status.CAPTURED)).setCustomerId(from).build());
    await().until(() -> purse.balance(into, Kind.STORE_CREDIT).getBalance().getAmount() == 60);

    assertThat(purse.balance(into, Kind.STORE_CREDIT).getHeld().getAmount()).isEqualTo(10);
    purse.hold(open, 2, other);
    purse.release(open, 2);
    assertThat(purse.balance(into, Kind.STORE_CREDIT).getAvailable().getAmount()).isEqualTo(60);
  }

  @Test
  void anonymisedTheyKeepFiguresAndNoTextThatAPersonWrote() {
    purse.credit(from, 100);
    GiftCard card =
        purse
            .issue(request -> request.setCustomerId(from).setNotes("SITI's birthday"))
            .getGiftCard();
    var _ =
        purse.stub.freezeGiftCard(
            FreezeGiftCardRequest.newBuilder()
                .setGiftCardId(card.getId())
                .setReason("SITI lost it")
                .build());

    all(record -> record.anonymize(UUID.fromString(from)));

    assertThat(purse.read(card.getId()))
        .returns("", GiftCard::getNotes)
        .returns("", GiftCard::getStatusReason)
        .returns(500L, read -> read.getBalance().getAmount());
    assertThat(purse.entries(request -> request.setKind(Kind.STORE_CREDIT).setCustomerId(from)))
        .singleElement()
        .returns("", BalanceEntry::getReason)
        .returns(100L, entry -> entry.getAmount().getAmount());
    long eventsWithText =
        background.call(
            tenantId,
            CustomerModule.SERVICE,
            "Test",
            () ->
                writes.run(
                    () ->
                        jdbc.sql(
                                """
                                select count(*) from customer.outbox
                                where position('SITI'::bytea in payload) > 0
                                """)
                            .query(Long.class)
                            .single()));
    assertThat(eventsWithText).isZero();
  }

  private List<BalanceEntry> credit() {
    return purse.entries(request -> request.setKind(Kind.STORE_CREDIT).setCustomerId(into));
  }

  /** Merges as MergeCustomers does. */
  private void merge() {
    all(record -> record.merge(UUID.fromString(from), UUID.fromString(into)));
    background.run(
        tenantId,
        CustomerModule.SERVICE,
        "Test",
        () -> {
          int merged =
              writes.run(
                  () ->
                      jdbc.sql("update customer.customer set merged_into = ? where id = ?")
                          .params(UUID.fromString(into), UUID.fromString(from))
                          .update());
          assertThat(merged).isEqualTo(1);
        });
  }

  private void all(Consumer<CustomerRecords> work) {
    background.run(
        tenantId,
        CustomerModule.SERVICE,
        "Test",
        () -> {
          var _ =
              writes.run(
                  () -> {
                    records.forEach(work);
                    return records;
                  });
        });
  }
}
