package id.laris.customer;

import static id.laris.customer.Club.tiers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Timestamp;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.AdjustPointsRequest;
import id.laris.pos.v1.AdjustPointsResponse;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.DeleteCustomerRequest;
import id.laris.pos.v1.GetLoyaltyAccountRequest;
import id.laris.pos.v1.GetLoyaltyProgramRequest;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.LoyaltyProgram.AmountRule;
import id.laris.pos.v1.LoyaltyProgram.Tier;
import id.laris.pos.v1.LoyaltyProgram.TierBasis;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PointEntry;
import id.laris.pos.v1.PointEntry.Kind;
import id.laris.pos.v1.PreviewLoyaltyRequest;
import id.laris.pos.v1.PreviewLoyaltyResponse;
import id.laris.pos.v1.SetLoyaltyProgramRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Customers earn points by their orders, keep them until they expire, and reach tiers. */
@CustomerTest
class LoyaltyTest {

  @Autowired Club.Parts parts;
  @Autowired FakeSales sales;
  @Autowired FakeClock clock;
  @Autowired TestCalls calls;

  private Club club;
  private String siti;

  @BeforeEach
  void newClub() {
    club = new Club(parts);
    club.set(Club.program());
    siti = club.customer();
  }

  @Test
  void anOrderEarnsWhenTheFeedTellsThatItIsCompleted() {
    sales.happened(club.tenantId, "OrderCompleted", club.order(siti, 105_000).build());

    await().until(() -> club.balance(siti) == 10);
    assertThat(club.entries(siti))
        .singleElement()
        .returns(Kind.EARN, PointEntry::getKind)
        .returns(10L, PointEntry::getPoints)
        .returns("", PointEntry::getRecordedBy);
    assertThat(club.events(siti)).endsWith("PointsChanged");
  }

  @Test
  void itEarnsOnceHoweverOftenThatIsTold() {
    Order.Builder order = club.order(siti, 105_000);

    club.completed(order, order);
    club.completed(order);

    assertThat(club.balance(siti)).isEqualTo(10);
  }

  @Test
  void ofReturnedLinesThePointsAreTakenBack() {
    Order.Builder order = club.order(siti, 75_000, 30_000);
    club.completed(order);

    club.completed(order.removeItems(1).setVersion(6));

    assertThat(club.entries(siti)).extracting(PointEntry::getPoints).containsExactly(-3L, 10L);
    assertThat(club.account(siti)).returns(7L, LoyaltyAccount::getEarned);
  }

  @Test
  void ofASecondReturnOfEverythingNothingIsLeft() {
    Order.Builder order = club.order(siti, 60_000, 39_999);
    club.completed(order);
    assertThat(club.balance(siti)).isEqualTo(9);

    club.completed(order.removeItems(1).setVersion(6));
    club.completed(order.clearItems().setVersion(7));
    // The first return comes once more, late.
    club.completed(club.order(siti, 60_000).setId(order.getId()).setVersion(6));

    assertThat(club.balance(siti)).isZero();
    assertThat(club.entries(siti)).extracting(PointEntry::getPoints).containsExactly(-6L, -3L, 9L);
  }

  @Test
  void theyAreTakenBackByTheRuleAsItWasThen() {
    Order.Builder order = club.order(siti, 75_000, 30_000);
    club.completed(order);
    club.set(Club.program().setVisitPoints(100));

    club.completed(order.removeItems(1).setVersion(6));

    assertThat(club.balance(siti)).isEqualTo(7);
  }

  @Test
  void spentPointsAreTakenBackTooAndTheAccountIsFlagged() {
    Order.Builder order = club.order(siti, 100_000);
    club.completed(order);
    club.give(siti, -8);

    club.completed(order.clearItems().setVersion(6));

    assertThat(club.account(siti))
        .returns(-8L, LoyaltyAccount::getBalance)
        .returns(true, LoyaltyAccount::getNegative);
    club.completed(club.order(siti, 100_000));
    assertThat(club.account(siti))
        .returns(2L, LoyaltyAccount::getBalance)
        .returns(false, LoyaltyAccount::getNegative);
  }

  @Test
  void whereTheProgramSaysSoOnlyWhatIsAvailableIsTakenBack() {
    club.set(Club.program().setAllowNegative(false));
    Order.Builder order = club.order(siti, 100_000);
    club.completed(order);
    club.give(siti, -8);

    club.completed(order.clearItems().setVersion(6));

    assertThat(club.account(siti))
        .returns(0L, LoyaltyAccount::getBalance)
        .returns(false, LoyaltyAccount::getNegative);
  }

  @Test
  void anOrderOlderThanTheProgramEarnsNothing() {
    Timestamp before = Protos.timestamp(clock.instant().minusSeconds(1));

    club.completed(club.order(siti, 100_000).setCompletedAt(before));

    assertThat(club.balance(siti)).isZero();
    assertThat(club.entries(siti)).isEmpty();
  }

  @Test
  void ordersOfNobodyOrOfSomebodyUnknownHinderNoOthers() {
    club.completed(
        club.order("", 100_000),
        club.order(UUID.randomUUID().toString(), 100_000),
        club.order("a customer of another system", 100_000),
        club.order(siti, 100_000));

    assertThat(club.balance(siti)).isEqualTo(10);
  }

  @Test
  void whileTheProgramIsNotActiveNothingIsEarned() {
    club.set(Club.program().setActive(false));

    club.completed(club.order(siti, 100_000));

    assertThat(club.balance(siti)).isZero();
  }

  @Test
  void pointsThatExpireFirstAreSpentAndTakenFirst() {
    club.set(Club.program().setExpiryDays(30));
    club.completed(club.order(siti, 100_000));
    clock.advance(Duration.ofDays(10));
    club.completed(club.order(siti, 200_000));
    club.give(siti, -4);
    assertThat(club.account(siti))
        .returns(6L, LoyaltyAccount::getNextExpiryPoints)
        .returns(
            Protos.timestamp(clock.instant().plus(Duration.ofDays(20))),
            LoyaltyAccount::getNextExpiryAt);

    clock.advance(Duration.ofDays(20));
    club.runJobs();
    club.runJobs();

    assertThat(club.entries(siti))
        .first()
        .returns(Kind.EXPIRE, PointEntry::getKind)
        .returns(-6L, PointEntry::getPoints);
    assertThat(club.account(siti))
        .returns(20L, LoyaltyAccount::getBalance)
        .returns(20L, LoyaltyAccount::getNextExpiryPoints);
  }

  @Test
  void pointsThatHaveExpiredCannotBeUsedEvenBeforeTheJobRuns() {
    club.set(Club.program().setExpiryDays(30));
    club.completed(club.order(siti, 100_000));
    clock.advance(Duration.ofDays(30));

    Refusal.of(() -> club.give(siti, -1)).has(Reason.INSUFFICIENT_POINTS).with("available", 0);
  }

  @Test
  void pointsOfAnOldOrderThatComesLateWereSpentFirst() {
    club.set(Club.program().setExpiryDays(30));
    Order.Builder old = club.order(siti, 50_000);
    clock.advance(Duration.ofDays(10));
    club.completed(club.order(siti, 100_000));
    club.give(siti, -6);

    club.completed(old);
    clock.advance(Duration.ofDays(20));
    club.runJobs();

    // In the order of the sales: 6 of the 5 and 10 were spent, so 9 were left of the second.
    assertThat(club.account(siti))
        .returns(9L, LoyaltyAccount::getBalance)
        .returns(9L, LoyaltyAccount::getNextExpiryPoints);
  }

  @Test
  void expiredPointsAreNotTakenBackOnceMore() {
    club.set(Club.program().setExpiryDays(30));
    Order.Builder order = club.order(siti, 100_000);
    club.completed(order);
    clock.advance(Duration.ofDays(31));
    club.runJobs();

    club.completed(order.clearItems().setVersion(6));

    assertThat(club.balance(siti)).isZero();
  }

  @Test
  void aHigherTierBeginsAtOnceEvenForTheNextOrderOfTheSameMoment() {
    LoyaltyProgram program = club.set(tiers(TierBasis.POINTS, 10, 100));

    club.completed(club.order(siti, 100_000), club.order(siti, 109_000));

    assertThat(club.entries(siti)).extracting(PointEntry::getPoints).containsExactly(16L, 10L);
    assertThat(club.account(siti))
        .returns(program.getTiers(0).getId(), LoyaltyAccount::getTierId)
        .returns("Silver", LoyaltyAccount::getTierName)
        .returns(
            Protos.timestamp(clock.instant().plus(Duration.ofDays(90))),
            LoyaltyAccount::getTierUntil);
    assertThat(club.events(siti)).contains("LoyaltyTierChanged");
  }

  @Test
  void aLowerTierBeginsAtTheEndOfThePeriod() {
    club.set(tiers(TierBasis.POINTS, 10, 100));
    club.completed(club.order(siti, 1_000_000));
    assertThat(club.account(siti).getTierName()).isEqualTo("Gold");
    clock.advance(Duration.ofDays(89));
    club.completed(club.order(siti, 100_000));
    club.runJobs();
    assertThat(club.account(siti).getTierName()).isEqualTo("Gold");

    clock.advance(Duration.ofDays(1));
    club.runJobs();

    // Only the second order is of the last 90 days and counts, with its 10 * 2 points.
    assertThat(club.account(siti).getTierName()).isEqualTo("Silver");
    clock.advance(Duration.ofDays(90));
    club.runJobs();
    assertThat(club.account(siti)).returns("", LoyaltyAccount::getTierName);
    assertThat(club.account(siti).hasTierUntil()).isFalse();
  }

  @Test
  void aTierIsKeptAsLongAsItIsDeserved() {
    club.set(tiers(TierBasis.POINTS, 10, 100));
    club.completed(club.order(siti, 1_000_000));
    clock.advance(Duration.ofDays(45));
    club.completed(club.order(siti, 1_000_000));
    clock.advance(Duration.ofDays(45));

    club.runJobs();

    assertThat(club.account(siti))
        .returns("Gold", LoyaltyAccount::getTierName)
        .returns(
            Protos.timestamp(clock.instant().plus(Duration.ofDays(90))),
            LoyaltyAccount::getTierUntil);
  }

  @Test
  void tiersByAmountCountWhatWasSpent() {
    club.set(tiers(TierBasis.AMOUNT, 10_000_000, 100_000_000));
    Order.Builder order = club.order(siti, 60_000, 45_000);

    club.completed(order);

    assertThat(club.account(siti).getTierName()).isEqualTo("Silver");
    assertThat(tierOfAnother(TierBasis.AMOUNT, 10_500_001)).isEmpty();
  }

  private String tierOfAnother(TierBasis basis, long threshold) {
    club.set(tiers(basis, threshold, 100_000_000));
    String budi = club.customer();
    club.completed(club.order(budi, 105_000));
    return club.account(budi).getTierName();
  }

  @Test
  void aPreviewSaysWhatAnOrderWouldEarnAndThenWhatItHasEarned() {
    club.set(tiers(TierBasis.POINTS, 10, 100).setVisitPoints(3));
    club.completed(club.order(siti, 100_000));
    Order.Builder order = club.order(siti, 55_000);

    PreviewLoyaltyResponse before = preview(order);
    club.completed(order);
    PreviewLoyaltyResponse after = preview(order);

    assertThat(before)
        .returns(12L, PreviewLoyaltyResponse::getPoints)
        .returns(5L, PreviewLoyaltyResponse::getAmountPoints)
        .returns(3L, PreviewLoyaltyResponse::getVisitPoints)
        .returns(1_500_000L, PreviewLoyaltyResponse::getMultiplierPpm)
        .returns(false, PreviewLoyaltyResponse::getEarned)
        .returns(13L, response -> response.getAccount().getBalance());
    assertThat(after)
        .returns(12L, PreviewLoyaltyResponse::getPoints)
        .returns(true, PreviewLoyaltyResponse::getEarned)
        .returns(25L, response -> response.getAccount().getBalance());
  }

  @Test
  void aPreviewNeedsNoCustomerButOneWhoExists() {
    assertThat(preview(club.order("", 100_000)))
        .returns(10L, PreviewLoyaltyResponse::getPoints)
        .returns(false, PreviewLoyaltyResponse::hasAccount);
    Refusal.of(() -> preview(club.order(UUID.randomUUID().toString(), 100_000)))
        .has(Reason.CUSTOMER_NOT_FOUND);
  }

  private PreviewLoyaltyResponse preview(Order.Builder order) {
    return club.stub.previewLoyalty(PreviewLoyaltyRequest.newBuilder().setOrder(order).build());
  }

  @Test
  void adjustmentsNeverTakeMoreThanThereIs() {
    club.give(siti, 10);

    Refusal.of(() -> club.give(siti, -11))
        .has(Reason.INSUFFICIENT_POINTS)
        .with("requested", 11)
        .with("available", 10);
    Refusal.of(() -> club.give(UUID.randomUUID().toString(), 1)).has(Reason.CUSTOMER_NOT_FOUND);
  }

  @Test
  void ofAdjustmentsAtTheSameTimeOnlyThoseSucceedForWhichThereArePoints() {
    club.give(siti, 50);

    var outcomes =
        Parallel.times(
            12,
            _ -> {
              club.give(siti, -10);
              return true;
            });

    assertThat(Parallel.successes(outcomes)).hasSize(5);
    assertThat(club.balance(siti)).isZero();
  }

  @Test
  void equalCallsWithOneKeyAdjustOnce() {
    var keyed = CustomerServiceGrpc.newBlockingStub(calls.as(club.tenantId, UUID.randomUUID()));
    AdjustPointsRequest request = adjustment("").build();

    var outcomes = Parallel.times(32, _ -> keyed.adjustPoints(request));

    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    assertThat(club.entries(siti)).hasSize(1);
    assertThat(club.balance(siti)).isEqualTo(10);
  }

  @Test
  void equalCallsWithOneIdAdjustOnce() {
    String id = UUID.randomUUID().toString();

    var outcomes =
        Parallel.times(16, _ -> club.stub.adjustPoints(adjustment(id).build()).getEntry());

    assertThat(Parallel.successes(outcomes))
        .hasSize(16)
        .containsOnly(club.entries(siti).getFirst());
    assertThat(club.balance(siti)).isEqualTo(10);
    Refusal.of(() -> club.stub.adjustPoints(adjustment(id).setPoints(11).build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void anAdjustmentSaysWhoMadeIt() {
    AdjustPointsResponse response = club.stub.adjustPoints(adjustment("").build());

    assertThat(response.getEntry())
        .returns("welcome", PointEntry::getReason)
        .returns("00000000-0000-0000-0000-000000000001", PointEntry::getRecordedBy);
    assertThat(response.getAccount()).isEqualTo(club.account(siti));
  }

  private AdjustPointsRequest.Builder adjustment(String id) {
    return AdjustPointsRequest.newBuilder()
        .setId(id)
        .setCustomerId(siti)
        .setPoints(10)
        .setReason("welcome");
  }

  @Test
  void aCustomerWithoutPointsHasAnEmptyAccountAndADeletedOneKeepsThem() {
    assertThat(club.account(siti))
        .isEqualTo(LoyaltyAccount.newBuilder().setCustomerId(siti).build());
    club.give(siti, 10);
    var _ =
        club.stub.deleteCustomer(DeleteCustomerRequest.newBuilder().setCustomerId(siti).build());

    assertThat(club.balance(siti)).isEqualTo(10);
    Refusal.of(() -> club.give(siti, 1)).has(Reason.CUSTOMER_NOT_FOUND);
    Refusal.of(
            () ->
                club.stub.getLoyaltyAccount(
                    GetLoyaltyAccountRequest.newBuilder()
                        .setCustomerId(UUID.randomUUID().toString())
                        .build()))
        .has(Reason.CUSTOMER_NOT_FOUND);
  }

  @Test
  void aMergeBringsThePointsWithTheirExpiryTogether() {
    club.set(tiers(TierBasis.POINTS, 10, 30).setExpiryDays(100));
    String other = club.customer();
    Order.Builder early = club.order(other, 100_000);
    club.completed(early);
    clock.advance(Duration.ofDays(10));
    club.completed(club.order(siti, 150_000));
    club.give(other, -4);

    club.merge(other, siti);

    assertThat(club.account(siti))
        .isEqualTo(club.account(other))
        .returns(21L, LoyaltyAccount::getBalance)
        .returns(25L, LoyaltyAccount::getEarned)
        .returns(6L, LoyaltyAccount::getNextExpiryPoints)
        .returns("Silver", LoyaltyAccount::getTierName);
    assertThat(club.entries(other)).isEqualTo(club.entries(siti)).hasSize(3);
    // Both ids mean the same customer from now on, also in what was sold before.
    club.completed(club.order(other, 50_000));
    club.completed(early.clearItems().setVersion(6));
    assertThat(club.account(siti)).returns(18L, LoyaltyAccount::getBalance);
  }

  @Test
  void aMergeKeepsTheBetterTierUntilItsEnd() {
    club.set(tiers(TierBasis.POINTS, 10, 30));
    String other = club.customer();
    Order.Builder order = club.order(other, 300_000);
    club.completed(order, club.order(siti, 100_000));
    club.completed(order.clearItems().setVersion(6));

    club.merge(other, siti);

    // The points that count would be enough for Silver only.
    assertThat(club.account(siti).getTierName()).isEqualTo("Gold");
  }

  @Test
  void ordersDuringAMergeAreBookedOnce() {
    String other = club.customer();

    var outcomes =
        Parallel.times(
            9,
            number -> {
              if (number == 0) {
                club.merge(other, siti);
              } else {
                club.completed(club.order(number % 2 == 0 ? siti : other, 100_000));
                club.give(number % 2 == 0 ? other : siti, 1);
              }
              return number;
            });

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(club.balance(siti)).isEqualTo(88);
    assertThat(club.entries(siti).stream().mapToLong(PointEntry::getPoints).sum()).isEqualTo(88);
  }

  @Test
  void anonymisedNoReasonIsLeft() {
    club.give(siti, 10);

    club.anonymize(siti);

    assertThat(club.entries(siti)).singleElement().returns("", PointEntry::getReason);
    assertThat(club.balance(siti)).isEqualTo(10);
  }

  @Test
  void theProgramIsStoredWithAllThatItDidNotSay() {
    LoyaltyProgram stored = club.set(tiers(TierBasis.POINTS, 10, 100));

    assertThat(stored)
        .returns(2, LoyaltyProgram::getVersion)
        .returns(true, LoyaltyProgram::getExcludeStoredValue)
        .returns(true, LoyaltyProgram::hasStartsAt);
    assertThat(stored.getTiersList())
        .extracting(Tier::getId)
        .doesNotContain("")
        .doesNotHaveDuplicates();
    assertThat(
            club.stub.getLoyaltyProgram(GetLoyaltyProgramRequest.getDefaultInstance()).getProgram())
        .isEqualTo(stored);
    // Tiers are known by their names.
    assertThat(club.set(tiers(TierBasis.POINTS, 10, 100))).isEqualTo(stored);
    assertThat(club.events("00000000-0000-0000-0000-000000000001"))
        .containsExactly("LoyaltyProgramChanged", "LoyaltyProgramChanged");
  }

  @Test
  void aTenantWithoutAProgramHasAnInactiveOne() {
    assertThat(
            new Club(parts)
                .stub
                .getLoyaltyProgram(GetLoyaltyProgramRequest.getDefaultInstance())
                .getProgram())
        .isEqualTo(LoyaltyProgram.getDefaultInstance());
  }

  @Test
  void aProgramThatCannotBeIsRefused() {
    refused(tiers(TierBasis.POINTS, 100, 100), "program.tiers[1].threshold");
    refused(tiers(TierBasis.TIER_BASIS_UNSPECIFIED, 10, 100), "program.tier_basis");
    refused(tiers(TierBasis.AMOUNT, 10, 100).clearAmountRule(), "program.amount_rule");
    refused(
        tiers(TierBasis.POINTS, 10, 100)
            .addTiers(Tier.newBuilder().setName("Gold").setThreshold(200).setMultiplierPpm(1)),
        "program.tiers[2].name");
    AmountRule.Builder rule = Club.program().getAmountRuleBuilder();
    refused(Club.program().setAmountRule(rule.setCurrency("QQQ")), "program.amount_rule.currency");
    Refusal.of(
            () ->
                club.stub.setLoyaltyProgram(
                    SetLoyaltyProgramRequest.newBuilder()
                        .setProgram(Club.program())
                        .setVersion(7)
                        .build()))
        .has(Reason.VERSION_CONFLICT);
  }

  private void refused(LoyaltyProgram.Builder program, String field) {
    Refusal.of(() -> club.set(program)).has(Reason.VALIDATION_FAILED).naming(field);
  }
}
