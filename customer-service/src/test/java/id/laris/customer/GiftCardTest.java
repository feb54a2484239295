package id.laris.customer;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.BalanceEntry;
import id.laris.pos.v1.CancelGiftCardRequest;
import id.laris.pos.v1.FreezeGiftCardRequest;
import id.laris.pos.v1.GetBalanceRequest;
import id.laris.pos.v1.GetGiftCardRequest;
import id.laris.pos.v1.GetLiabilitiesRequest;
import id.laris.pos.v1.GiftCard;
import id.laris.pos.v1.GiftCard.Status;
import id.laris.pos.v1.IssueGiftCardResponse;
import id.laris.pos.v1.ListGiftCardsRequest;
import id.laris.pos.v1.ReplaceGiftCardRequest;
import id.laris.pos.v1.ReplaceGiftCardResponse;
import id.laris.pos.v1.TransferGiftCardRequest;
import id.laris.pos.v1.TransferGiftCardResponse;
import id.laris.pos.v1.UnfreezeGiftCardRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A gift card is money of which only its code is known, once. */
@CustomerTest
class GiftCardTest {

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired Background background;
  @Autowired List<TenantJob> jobs;

  private UUID tenantId;
  private Purse purse;

  @BeforeEach
  void newTenant() {
    tenantId = UUID.randomUUID();
    purse = new Purse(calls.as(tenantId));
  }

  @Test
  void isFoundByTheCodeThatItsIssueShows() {
    IssueGiftCardResponse issued = purse.issue(request -> request.setAmount(500));

    assertThat(issued.getCode()).matches("[0-9]{16}").endsWith(issued.getGiftCard().getLastFour());
    String typed = issued.getCode().replaceAll("(.{4})(?=.)", "$1 ");
    assertThat(byCode(typed))
        .isEqualTo(issued.getGiftCard())
        .returns(Status.ACTIVE, GiftCard::getStatus)
        .returns(500L, card -> card.getAvailable().getAmount());
    assertThat(
            purse
                .stub
                .getBalance(
                    GetBalanceRequest.newBuilder().setGiftCardCode(issued.getCode()).build())
                .getBalance()
                .getGiftCardId())
        .isEqualTo(issued.getGiftCard().getId());
  }

  @Test
  void showsItsCodeToTheFirstCallOnly() {
    Purse sameKey = new Purse(calls.as(tenantId, UUID.randomUUID()));
    String id = UUID.randomUUID().toString();

    IssueGiftCardResponse first = sameKey.issue(request -> request.setId(id));
    IssueGiftCardResponse again = sameKey.issue(request -> request.setId(id));
    IssueGiftCardResponse withoutKey = purse.issue(request -> request.setId(id));

    assertThat(first.getCode()).isNotEmpty();
    assertThat(again).isEqualTo(first.toBuilder().clearCode().build());
    assertThat(withoutKey).isEqualTo(again);
    assertThat(byCode(first.getCode()).getId()).isEqualTo(id);
    Refusal.of(() -> purse.issue(request -> request.setId(id).setAmount(501)))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void isIssuedOnceHoweverManyCallsComeWithOneKey() {
    Purse sameKey = new Purse(calls.as(tenantId, UUID.randomUUID()));

    var outcomes = Parallel.times(32, i -> sameKey.issue(request -> request));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    List<IssueGiftCardResponse> answers = Parallel.successes(outcomes);
    assertThat(answers)
        .extracting(answer -> answer.getGiftCard().getId())
        .containsOnly(cards().getFirst().getId());
    assertThat(cards()).hasSize(1);
    assertThat(answers).filteredOn(answer -> !answer.getCode().isEmpty()).hasSize(1);
  }

  @Test
  void cannotPayWhileItIsFrozen() {
    String card = purse.card(500);

    GiftCard frozen =
        purse
            .stub
            .freezeGiftCard(
                FreezeGiftCardRequest.newBuilder()
                    .setGiftCardId(card)
                    .setReason("reported lost")
                    .build())
            .getGiftCard();

    assertThat(frozen.getStatus()).isEqualTo(Status.FROZEN);
    Refusal.of(() -> purse.hold(Purse.newOrder(), 1, Purse.byCard(card, 1)))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("from", "FROZEN");
    var _ =
        purse.stub.unfreezeGiftCard(
            UnfreezeGiftCardRequest.newBuilder().setGiftCardId(card).build());
    purse.hold(Purse.newOrder(), 1, Purse.byCard(card, 1));
  }

  @Test
  void losesWhatIsAvailableWhenCancelledAndTheRestWhenItIsGivenBack() {
    String card = purse.card(500);
    String orderId = Purse.newOrder();
    purse.hold(orderId, 1, Purse.byCard(card, 200));

    GiftCard cancelled =
        purse
            .stub
            .cancelGiftCard(
                CancelGiftCardRequest.newBuilder().setGiftCardId(card).setReason("stolen").build())
            .getGiftCard();
    assertThat(cancelled.getBalance().getAmount()).isEqualTo(200);
    purse.release(orderId, 1);

    assertThat(purse.read(card))
        .returns(Status.CANCELLED, GiftCard::getStatus)
        .returns(0L, read -> read.getBalance().getAmount());
    assertThat(purse.entries(card))
        .extracting(BalanceEntry::getKind)
        .containsExactly(
            BalanceEntry.Kind.EXPIRY, BalanceEntry.Kind.EXPIRY, BalanceEntry.Kind.ISSUE);
    purse.isRight(card);
  }

  @Test
  void losesWhatIsLeftWhenItsTimeIsOverButNotWhatIsHeld() {
    String card =
        purse
            .issue(
                request ->
                    request.setExpiresAt(
                        Protos.timestamp(clock.instant().plus(Duration.ofDays(1)))))
            .getGiftCard()
            .getId();
    String orderId = Purse.newOrder();
    purse.hold(orderId, 1, Purse.byCard(card, 200));
    clock.advance(Duration.ofDays(1));

    Refusal.of(() -> purse.hold(Purse.newOrder(), 1, Purse.byCard(card, 1)))
        .has(Reason.ILLEGAL_STATE_TRANSITION)
        .with("from", "EXPIRED");
    expireCards();
    assertThat(purse.read(card))
        .returns(Status.EXPIRED, GiftCard::getStatus)
        .returns(200L, read -> read.getBalance().getAmount());
    purse.release(orderId, 1);

    assertThat(purse.read(card).getBalance().getAmount()).isZero();
    purse.isRight(card);
  }

  @Test
  void givesAllThatIsAvailableToAnother() {
    String from = purse.card(500);
    String into = purse.card(300);
    purse.hold(Purse.newOrder(), 1, Purse.byCard(from, 100));

    TransferGiftCardResponse moved = transfer(from, into);

    assertThat(moved.getFrom().getBalance().getAmount()).isEqualTo(100);
    assertThat(moved.getInto().getBalance().getAmount()).isEqualTo(700);
    assertThat(transfer(from, into)).as("nothing is left to move").isEqualTo(moved);
    purse.isRight(from);
    purse.isRight(into);
    Refusal.of(() -> transfer(from, from)).has(Reason.VALIDATION_FAILED);
    String dollars = purse.issue(request -> request.setCurrency("USD")).getGiftCard().getId();
    Refusal.of(() -> transfer(into, dollars)).has(Reason.CURRENCY_MISMATCH);
  }

  @Test
  void replacedItHasAnotherCodeAndTheOneBeforeIsDead() {
    IssueGiftCardResponse issued = purse.issue(request -> request);

    ReplaceGiftCardResponse replaced =
        purse.stub.replaceGiftCard(
            ReplaceGiftCardRequest.newBuilder()
                .setGiftCardId(issued.getGiftCard().getId())
                .build());

    assertThat(byCode(replaced.getCode())).isEqualTo(replaced.getGiftCard());
    Refusal.of(() -> byCode(issued.getCode())).has(Reason.NOT_FOUND);
  }

  @Test
  void replacedAgainUnderOneKeyItKeepsTheCodeOfTheFirstCall() {
    String card = purse.card(500);
    Purse sameKey = new Purse(calls.as(tenantId, UUID.randomUUID()));
    ReplaceGiftCardRequest request =
        ReplaceGiftCardRequest.newBuilder().setGiftCardId(card).build();

    ReplaceGiftCardResponse first = sameKey.stub.replaceGiftCard(request);
    ReplaceGiftCardResponse again = sameKey.stub.replaceGiftCard(request);

    assertThat(again).isEqualTo(first.toBuilder().clearCode().build());
    assertThat(byCode(first.getCode())).isEqualTo(first.getGiftCard());
  }

  @Test
  void isListedByStatus() {
    String card = purse.card(500);
    String used = purse.card(300);
    transfer(used, card);

    assertThat(cards(Status.USED)).extracting(GiftCard::getId).containsExactly(used);
    assertThat(cards(Status.ACTIVE)).extracting(GiftCard::getId).containsExactly(card);
    assertThat(
            purse
                .stub
                .getLiabilities(GetLiabilitiesRequest.getDefaultInstance())
                .getLiabilitiesList())
        .singleElement()
        .returns(800L, sums -> sums.getGiftCards().getAmount());
  }

  @Test
  void isNotFoundByGuessing() {
    IssueGiftCardResponse issued = purse.issue(request -> request);
    for (int guess = 0; guess < 10; guess++) {
      String code = otherCode(guess);
      Refusal.of(() -> byCode(code)).has(Reason.NOT_FOUND);
    }

    Refusal limited = Refusal.of(() -> byCode(issued.getCode())).has(Reason.RATE_LIMITED);

    assertThat(limited.saysWhenToRetry()).isTrue();
    Refusal.of(() -> byCode("1234")).has(Reason.NOT_FOUND);
    clock.advance(Duration.ofMinutes(1));
    assertThat(byCode(issued.getCode())).isEqualTo(issued.getGiftCard());
  }

  @Test
  void belongsToACustomerWhoExists() {
    Refusal.of(() -> purse.issue(request -> request.setCustomerId(UUID.randomUUID().toString())))
        .has(Reason.CUSTOMER_NOT_FOUND);
    String customer = purse.customer();

    GiftCard card = purse.issue(request -> request.setCustomerId(customer)).getGiftCard();

    assertThat(
            purse
                .stub
                .listGiftCards(ListGiftCardsRequest.newBuilder().setCustomerId(customer).build())
                .getGiftCardsList())
        .containsExactly(card);
  }

  /** A code that can be one, but that no card has. */
  private static String otherCode(int number) {
    return IntStream.range(0, 10)
        .mapToObj(last -> "00000000000000%d%d".formatted(number, last))
        .filter(code -> luhnSum(code) % 10 == 0)
        .findFirst()
        .orElseThrow();
  }

  private static int luhnSum(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      sum += i % 2 == 0 ? digit : digit / 5 + digit * 2 % 10;
    }
    return sum;
  }

  private TransferGiftCardResponse transfer(String from, String into) {
    return purse.stub.transferGiftCard(
        TransferGiftCardRequest.newBuilder()
            .setFromGiftCardId(from)
            .setIntoGiftCardId(into)
            .build());
  }

  private GiftCard byCode(String code) {
    return purse
        .stub
        .getGiftCard(GetGiftCardRequest.newBuilder().setGiftCardCode(code).build())
        .getGiftCard();
  }

  private List<GiftCard> cards() {
    return cards(Status.STATUS_UNSPECIFIED);
  }

  private List<GiftCard> cards(Status status) {
    return purse
        .stub
        .listGiftCards(ListGiftCardsRequest.newBuilder().setStatus(status).build())
        .getGiftCardsList();
  }

  private void expireCards() {
    TenantJob job =
        jobs.stream()
            .filter(any -> any.name().equals("customer.expired-gift-cards"))
            .findFirst()
            .orElseThrow();
    background.run(tenantId, job.service(), job.name(), job::run);
  }
}
