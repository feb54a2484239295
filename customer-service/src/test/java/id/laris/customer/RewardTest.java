package id.laris.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateRewardRequest;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.DeleteRewardRequest;
import id.laris.pos.v1.GetRewardRequest;
import id.laris.pos.v1.ListRewardsRequest;
import id.laris.pos.v1.LoyaltyAccount;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PointEntry;
import id.laris.pos.v1.PointEntry.Kind;
import id.laris.pos.v1.ReleaseRewardRequest;
import id.laris.pos.v1.ReleaseRewardResponse;
import id.laris.pos.v1.ReserveRewardRequest;
import id.laris.pos.v1.Reward;
import id.laris.pos.v1.Reward.FreeItem;
import id.laris.pos.v1.Reward.PercentOff;
import id.laris.pos.v1.RewardReservation;
import id.laris.pos.v1.RewardReservation.Status;
import id.laris.pos.v1.UpdateRewardRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Points are held for the rewards of an order, and spent or given back with it. */
@CustomerTest
class RewardTest {

  @Autowired Club.Parts parts;
  @Autowired FakeClock clock;
  @Autowired TestCalls calls;

  private Club club;
  private String siti;
  private Reward coffee;
  private String orderId;

  @BeforeEach
  void newClub() {
    club = new Club(parts);
    siti = club.customer();
    club.give(siti, 100);
    coffee = club.reward(40);
    orderId = UUID.randomUUID().toString();
  }

  @Test
  void heldPointsCannotBeSpentOtherwise() {
    RewardReservation reservation = club.reserve(orderId, siti, 1, coffee, coffee);

    assertThat(reservation)
        .returns(80L, RewardReservation::getPoints)
        .returns(Status.HELD, RewardReservation::getStatus)
        .returns(siti, RewardReservation::getCustomerId);
    assertThat(club.account(siti))
        .returns(100L, LoyaltyAccount::getBalance)
        .returns(80L, LoyaltyAccount::getHeld)
        .returns(20L, LoyaltyAccount::getAvailable);
    Refusal.of(() -> club.reserve(UUID.randomUUID().toString(), siti, 1, coffee))
        .has(Reason.INSUFFICIENT_POINTS)
        .with("requested", 40)
        .with("available", 20);
    Refusal.of(() -> club.give(siti, -21)).has(Reason.INSUFFICIENT_POINTS);
  }

  @Test
  void theSameRequestAgainHoldsNothingTwiceWhateverTheRewardCostsNow() {
    club.reserve(orderId, siti, 1, coffee);
    update(coffee.toBuilder().setPoints(90).setActive(false).build(), "points", "active");
    Instant later = clock.instant().plus(Duration.ofHours(1));

    RewardReservation again =
        club.reserve(
            orderId, siti, 1, request -> request.setExpiresAt(Protos.timestamp(later)), coffee);

    assertThat(again)
        .returns(40L, RewardReservation::getPoints)
        .returns(Protos.timestamp(later), RewardReservation::getExpiresAt);
    assertThat(club.account(siti).getHeld()).isEqualTo(40);
    Refusal.of(() -> club.reserve(orderId, siti, 1, coffee, coffee)).has(Reason.ALREADY_EXISTS);
  }

  @Test
  void aNewerAttemptReplacesAnOlderOneWhichIsRefusedFromThenOn() {
    club.reserve(orderId, siti, 1, coffee, coffee);

    club.reserve(orderId, siti, 2, coffee);

    assertThat(club.account(siti).getHeld()).isEqualTo(40);
    Refusal.of(() -> club.reserve(orderId, siti, 1, coffee, coffee)).has(Reason.VERSION_CONFLICT);
  }

  @Test
  void aNewerAttemptForAnotherCustomerGivesThePointsBack() {
    String budi = club.customer();
    club.give(budi, 40);
    club.reserve(orderId, siti, 1, coffee);

    club.reserve(orderId, budi, 2, coffee);

    assertThat(club.account(siti).getHeld()).isZero();
    assertThat(club.account(budi).getHeld()).isEqualTo(40);
  }

  @Test
  void givenUpTheAttemptIsRefusedEvenIfItComesAfterThat() {
    assertThat(club.release(orderId, 1).getStatus()).isEqualTo(Status.RELEASED);

    Refusal.of(() -> club.reserve(orderId, siti, 1, coffee)).has(Reason.ILLEGAL_STATE_TRANSITION);
    club.reserve(orderId, siti, 2, coffee);
    assertThat(club.release(orderId, 1)).returns(Status.HELD, RewardReservation::getStatus);
    assertThat(club.release(orderId, 2)).returns(Status.RELEASED, RewardReservation::getStatus);
    assertThat(club.release(orderId, 2)).returns(Status.RELEASED, RewardReservation::getStatus);
    assertThat(club.account(siti).getHeld()).isZero();
  }

  @Test
  void nothingIsReleasedWhereNothingWasHeld() {
    assertThat(
            club.stub.releaseReward(ReleaseRewardRequest.newBuilder().setOrderId(orderId).build()))
        .isEqualTo(ReleaseRewardResponse.getDefaultInstance());
    club.reserve(orderId, siti, 0, coffee);
  }

  @Test
  void completedThePointsAreSpentOnce() {
    club.reserve(orderId, siti, 1, coffee, coffee);
    Order.Builder order = order(1, coffee, coffee);

    club.completed(order, order);
    club.completed(order);

    assertThat(club.account(siti))
        .returns(20L, LoyaltyAccount::getBalance)
        .returns(0L, LoyaltyAccount::getHeld);
    assertThat(club.entries(siti))
        .first()
        .returns(Kind.SPEND, PointEntry::getKind)
        .returns(-80L, PointEntry::getPoints)
        .returns(coffee.getId(), PointEntry::getRewardId)
        .returns(orderId, PointEntry::getOrderId);
    Refusal.of(() -> club.release(orderId, 1)).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> club.reserve(orderId, siti, 2, coffee)).has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void voidedOrReopenedThePointsAreGivenBack() {
    club.reserve(orderId, siti, 1, coffee);
    club.happened("OrderReopened", order(1, coffee));
    assertThat(club.account(siti).getHeld()).isZero();

    club.reserve(orderId, siti, 2, coffee);
    club.happened("OrderReopened", order(1, coffee));
    assertThat(club.account(siti).getHeld()).isEqualTo(40);

    club.happened("OrderVoided", order(2, coffee));
    assertThat(club.account(siti)).returns(100L, LoyaltyAccount::getAvailable);
  }

  @Test
  void completedWithoutTheRewardThePointsAreGivenBack() {
    club.reserve(orderId, siti, 1, coffee);

    club.completed(order(1));

    assertThat(club.account(siti)).returns(100L, LoyaltyAccount::getAvailable);
  }

  @Test
  void completedWithoutAReservationTheyAreSpentAllTheSameAndFlagged() {
    club.give(siti, -70);

    club.completed(order(0, coffee));

    assertThat(club.account(siti))
        .returns(-10L, LoyaltyAccount::getBalance)
        .returns(true, LoyaltyAccount::getNegative);
    Refusal.of(() -> club.reserve(UUID.randomUUID().toString(), siti, 1, coffee))
        .has(Reason.INSUFFICIENT_POINTS)
        .with("available", -10);
    club.give(siti, 10);
    assertThat(club.account(siti).getNegative()).isFalse();
  }

  @Test
  void afterItsTimeAReservationIsGivenBackAndSpentNeverthelessIfTheOrderCompletes() {
    Instant later = clock.instant().plus(Duration.ofHours(1));
    club.reserve(
        orderId, siti, 1, request -> request.setExpiresAt(Protos.timestamp(later)), coffee);
    club.runJobs();
    assertThat(club.account(siti).getHeld()).isEqualTo(40);

    clock.set(later);
    club.runJobs();

    assertThat(club.account(siti).getHeld()).isZero();
    Refusal.of(() -> club.reserve(orderId, siti, 1, coffee)).has(Reason.ILLEGAL_STATE_TRANSITION);
    club.completed(order(1, coffee));
    assertThat(club.balance(siti)).isEqualTo(60);
  }

  @Test
  void heldPointsDoNotExpireBeforeTheyAreGivenBack() {
    club.set(Club.program().setExpiryDays(30));
    String budi = club.customer();
    club.give(budi, 50);
    club.reserve(orderId, budi, 1, coffee);
    clock.advance(Duration.ofDays(30));
    club.runJobs();
    assertThat(club.account(budi)).returns(40L, LoyaltyAccount::getBalance);

    club.release(orderId, 1);
    club.runJobs();

    assertThat(club.account(budi)).returns(0L, LoyaltyAccount::getBalance);
  }

  @Test
  void twoTillsCannotSpendTheSamePoints() {
    var outcomes =
        Parallel.times(
            8, _ -> club.reserve(UUID.randomUUID().toString(), siti, 1, coffee).getStatus());

    assertThat(Parallel.successes(outcomes)).containsExactly(Status.HELD, Status.HELD);
    assertThat(Parallel.failures(outcomes))
        .allSatisfy(
            thrown -> Refusal.of((StatusRuntimeException) thrown).has(Reason.INSUFFICIENT_POINTS));
    assertThat(club.account(siti).getHeld()).isEqualTo(80);
  }

  @Test
  void oneAttemptThatIsSentManyTimesAtOnceHoldsOnce() {
    var outcomes = Parallel.times(16, _ -> club.reserve(orderId, siti, 1, coffee));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(club.account(siti).getHeld()).isEqualTo(40);
  }

  @Test
  void equalCallsWithOneKeyHoldOnce() {
    var keyed = CustomerServiceGrpc.newBlockingStub(calls.as(club.tenantId, UUID.randomUUID()));
    ReserveRewardRequest request =
        ReserveRewardRequest.newBuilder()
            .setOrderId(orderId)
            .setCustomerId(siti)
            .addRewardIds(coffee.getId())
            .build();

    var outcomes = Parallel.times(32, _ -> keyed.reserveReward(request));

    assertThat(Parallel.successes(outcomes).stream().distinct()).hasSize(1);
    assertThat(club.account(siti).getHeld()).isEqualTo(40);
  }

  @Test
  void afterAMergeASaleSpendsWhatItHeldOfTheOther() {
    String budi = club.customer();
    club.reserve(orderId, siti, 1, coffee);

    club.merge(siti, budi);
    assertThat(club.account(budi))
        .returns(100L, LoyaltyAccount::getBalance)
        .returns(40L, LoyaltyAccount::getHeld);
    assertThat(club.reserve(orderId, siti, 1, coffee).getCustomerId()).isEqualTo(budi);
    club.completed(order(1, coffee));

    assertThat(club.account(budi))
        .returns(60L, LoyaltyAccount::getBalance)
        .returns(0L, LoyaltyAccount::getHeld);
  }

  @Test
  void salesDuringAMergeSpendWhatTheyHeldOnce() {
    club.give(siti, 900);
    String budi = club.customer();

    var outcomes =
        Parallel.times(
            9,
            number -> {
              if (number == 0) {
                club.merge(siti, budi);
                return number;
              }
              String id = UUID.randomUUID().toString();
              club.reserve(id, siti, 1, coffee);
              if (number % 2 == 0) {
                club.completed(order(1, coffee).setId(id));
              } else {
                club.release(id, 1);
              }
              return number;
            });

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(club.account(budi))
        .returns(1000L - 4 * 40, LoyaltyAccount::getBalance)
        .returns(0L, LoyaltyAccount::getHeld);
  }

  @Test
  void whatCannotBeUsedIsRefused() {
    Reward unknown = Reward.newBuilder().setId(UUID.randomUUID().toString()).build();
    Refusal.of(() -> club.reserve(orderId, siti, 1, unknown)).has(Reason.NOT_FOUND);
    Refusal.of(() -> club.reserve(orderId, UUID.randomUUID().toString(), 1, coffee))
        .has(Reason.CUSTOMER_NOT_FOUND);
    update(
        coffee.toBuilder()
            .setStartsAt(Protos.timestamp(clock.instant().plusSeconds(1)))
            .setEndsAt(Protos.timestamp(clock.instant().plusSeconds(2)))
            .build(),
        "starts_at",
        "ends_at");
    Refusal.of(() -> club.reserve(orderId, siti, 1, coffee)).has(Reason.ITEM_INACTIVE);
    clock.advance(Duration.ofSeconds(1));
    club.reserve(orderId, siti, 1, coffee);
    clock.advance(Duration.ofSeconds(1));
    Refusal.of(() -> club.reserve(orderId, siti, 2, coffee)).has(Reason.ITEM_INACTIVE);
    var _ =
        club.stub.deleteReward(
            DeleteRewardRequest.newBuilder().setRewardId(coffee.getId()).build());
    Refusal.of(() -> club.reserve(orderId, siti, 2, coffee)).has(Reason.NOT_FOUND);
    assertThat(club.account(siti).getHeld()).isEqualTo(40);
  }

  @Test
  void aRewardIsStoredWithEachBenefit() {
    CreateRewardRequest.Builder request =
        CreateRewardRequest.newBuilder()
            .setName("Reward")
            .setDescription("For regulars")
            .setPoints(10)
            .setMinimumTotal(Protos.money(5_000_000, "IDR"));
    isStored(request.setAmountOff(Protos.money(100, "IDR")));
    isStored(request.setPercentOff(PercentOff.newBuilder().setPercentPpm(100_000)));
    isStored(
        request.setPercentOff(
            PercentOff.newBuilder().setPercentPpm(100_000).setMaxAmount(Protos.money(200, "IDR"))));
    isStored(
        request.setFreeItem(FreeItem.newBuilder().addProductIds(UUID.randomUUID().toString())));

    Refusal.of(() -> create(request.setFreeItem(FreeItem.getDefaultInstance())))
        .has(Reason.VALIDATION_FAILED)
        .naming("free_item");
    Refusal.of(() -> create(request.setAmountOff(Protos.money(0, "IDR"))))
        .has(Reason.VALIDATION_FAILED)
        .naming("amount_off.amount");
    Refusal.of(() -> create(request.setAmountOff(Protos.money(1, "USD"))))
        .has(Reason.VALIDATION_FAILED)
        .naming("minimum_total");
    Refusal.of(
            () ->
                create(
                    request
                        .setAmountOff(Protos.money(1, "IDR"))
                        .setStartsAt(Protos.timestamp(clock.instant()))
                        .setEndsAt(Protos.timestamp(clock.instant()))))
        .has(Reason.VALIDATION_FAILED)
        .naming("ends_at");
  }

  private void isStored(CreateRewardRequest.Builder request) {
    Reward created = create(request);

    assertThat(
            club.stub
                .getReward(GetRewardRequest.newBuilder().setRewardId(created.getId()).build())
                .getReward())
        .isEqualTo(created);
    assertThat(created)
        .returns(request.getPercentOff(), Reward::getPercentOff)
        .returns(request.getAmountOff(), Reward::getAmountOff)
        .returns(request.getFreeItem(), Reward::getFreeItem)
        .returns(request.getMinimumTotal(), Reward::getMinimumTotal)
        .returns(true, Reward::getActive);
  }

  private Reward create(CreateRewardRequest.Builder request) {
    return club.stub.createReward(request.build()).getReward();
  }

  @Test
  void rewardsAreListedByPoints() {
    Reward cake = club.reward(60);

    assertThat(
            club.stub
                .listRewards(ListRewardsRequest.newBuilder().setMaxPoints(40).build())
                .getRewardsList())
        .containsExactly(coffee);
    assertThat(club.stub.listRewards(ListRewardsRequest.getDefaultInstance()).getRewardsList())
        .containsExactly(coffee, cake);
    assertThat(club.events(coffee.getId())).containsExactly("RewardCreated");
  }

  private void update(Reward reward, String... paths) {
    var _ =
        club.stub.updateReward(
            UpdateRewardRequest.newBuilder()
                .setReward(reward)
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
                .build());
  }

  private Order.Builder order(long revision, Reward... rewards) {
    return Club.with(club.order(siti, 10_000).setId(orderId), revision, rewards);
  }
}
