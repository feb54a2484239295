package id.laris.customer;

import static id.laris.customer.Purse.byCard;
import static id.laris.customer.Purse.payment;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.grpc.Protos;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.GetCustomerRequest;
import id.laris.pos.v1.GetRewardRequest;
import id.laris.pos.v1.LoyaltyProgram.TierBasis;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Reward;
import id.laris.testkit.SqlStatements;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The budget of the calls by which sales sells to customers, and of the events that follow, in
 * round trips to the database: the same for one as for many. BEGIN and COMMIT are not counted. A
 * number here is never raised without saying why.
 */
@CustomerTest
class StatementCountTest {

  @Autowired Club.Parts parts;
  @Autowired SqlStatements statements;

  private Club club;
  private Purse purse;
  private String siti;
  private Reward reward;

  @BeforeEach
  void newClub() {
    club = new Club(parts);
    purse = new Purse(parts.calls().as(club.tenantId));
    club.set(Club.tiers(TierBasis.POINTS, 10, 100).setExpiryDays(30));
    siti = club.customer();
    club.give(siti, 1_000);
    reward = club.reward(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void aSaleToACustomerTakesTheSameStatementsHoweverManyRewardsAndCardsThereAre(int count) {
    atMost(
        3,
        () -> club.stub.getCustomer(GetCustomerRequest.newBuilder().setCustomerId(siti).build()));
    atMost(
        2,
        () ->
            club.stub.getReward(GetRewardRequest.newBuilder().setRewardId(reward.getId()).build()));
    Order.Builder order = order(count);
    atMost(9, () -> hold(order, 1));
    // The same again, as after a lost answer.
    atMost(5, () -> hold(order, 1));
    atMost(9, () -> purse.release(order.getId(), 1));
    atMost(9, () -> hold(order, 2));
    atMost(12, () -> reserve(order, 1));
    atMost(6, () -> reserve(order, 1));
    atMost(14, () -> club.release(order.getId(), 1));
    atMost(13, () -> reserve(order, 2));
    atMost(32, () -> club.completed(order));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void manyOrdersAreFollowedByTheStatementsOfOne(int count) {
    Order.Builder[] orders =
        IntStream.range(0, count).mapToObj(i -> order(1)).toArray(Order.Builder[]::new);
    for (Order.Builder order : orders) {
      hold(order, 1);
      reserve(order, 1);
    }

    atMost(32, () -> club.completed(orders));
  }

  private Order.Builder order(int count) {
    Order.Builder order =
        Club.with(
                club.order(siti, 105_000),
                1,
                Collections.nCopies(count, reward).toArray(Reward[]::new))
            .setStatus(Order.Status.COMPLETED)
            .setTotal(Protos.money(10_500_000, "IDR"));
    for (int i = 0; i < count; i++) {
      order.addPayments(payment(byCard(purse.card(500), 200), Payment.Status.CAPTURED));
    }
    return order;
  }

  private void hold(Order.Builder order, long revision) {
    var _ =
        purse.hold(
            order.getId(),
            revision,
            order.getPaymentsList().stream()
                .map(
                    payment ->
                        byCard(payment.getGiftCardId(), payment.getAmount().getAmount()).toBuilder()
                            .setPaymentId(payment.getId())
                            .build())
                .toArray(BalanceHold[]::new));
  }

  private void reserve(Order.Builder order, long revision) {
    var _ =
        club.reserve(
            order.getId(),
            siti,
            revision,
            Collections.nCopies(order.getDiscountsCount(), reward).toArray(Reward[]::new));
  }

  private void atMost(int count, Runnable call) {
    List<String> executed = statements.during(call);
    assertThat(executed).as(String.join("\n", executed)).hasSizeLessThanOrEqualTo(count);
  }
}
