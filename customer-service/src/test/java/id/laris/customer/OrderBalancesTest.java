package id.laris.customer;

import static id.laris.customer.Purse.byCard;
import static id.laris.customer.Purse.byCustomer;
import static id.laris.customer.Purse.payment;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.BalanceHold;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.GetOrderBalancesRequest;
import id.laris.pos.v1.GetOrderBalancesResponse;
import id.laris.pos.v1.LoyaltyProgram.TierBasis;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderPoints;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentBalance;
import id.laris.pos.v1.Reward;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The points and balances of an order, as its receipt shows them. */
@CustomerTest
class OrderBalancesTest {

  @Autowired Club.Parts parts;
  @Autowired SqlStatements statements;

  private Club club;
  private Purse purse;
  private String siti;

  @BeforeEach
  void newClub() {
    club = new Club(parts);
    purse = new Purse(parts.calls().as(club.tenantId));
    club.set(Club.program());
    siti = club.customer();
    club.give(siti, 50);
  }

  @Test
  void anOrderWithEverythingSaysTheSameBeforeAndAfterItIsBooked() {
    Reward reward = club.reward(20);
    String card = purse.card(4_000_000);
    purse.credit(siti, 500);
    purse.limit(siti, 1_000);
    BalanceHold byCard = byCard(card, 3_000_000);
    BalanceHold byCredit = byCustomer(Kind.STORE_CREDIT, siti, 200);
    BalanceHold onTheTab = byCustomer(Kind.ACCOUNT, siti, 300);
    Order.Builder order = Club.with(completed(105_000), 1, reward);
    club.reserve(order.getId(), siti, 1, reward);
    purse.hold(order.getId(), 1, byCard, byCredit, onTheTab);
    for (BalanceHold hold : List.of(byCard, byCredit, onTheTab)) {
      order.addPayments(payment(hold, Payment.Status.CAPTURED));
    }

    GetOrderBalancesResponse before = balances(order);
    club.completed(order);

    // Of Rp 105,000 the card paid Rp 30,000: the rest earns seven.
    assertThat(before.getPoints()).isEqualTo(points(7, 20, 50 - 20 + 7));
    assertThat(before.getBalancesList())
        .containsExactly(
            left(byCard, 1_000_000, purse.read(card).getLastFour()),
            left(byCredit, 300, ""),
            left(onTheTab, 700, ""));
    assertThat(balances(order)).isEqualTo(before);
    assertThat(club.account(siti).getAvailable()).isEqualTo(37);
  }

  @Test
  void theyAreThoseOfNow() {
    Order.Builder order = completed(105_000);
    BalanceHold byCard = byCard(purse.card(500), 200);
    purse.hold(order.getId(), 1, byCard);
    club.completed(order.addPayments(payment(byCard, Payment.Status.CAPTURED)));
    club.give(siti, 40);
    purse.hold(Purse.newOrder(), 1, byCard(byCard.getGiftCardId(), 300));

    assertThat(balances(order).getPoints()).isEqualTo(points(10, 0, 100));
    assertThat(balances(order).getBalances(0).getAvailable().getAmount()).isZero();
  }

  @Test
  void pointsThatWereTakenBackAreNotEarned() {
    Order.Builder order = completed(75_000, 30_000);
    club.completed(order);

    club.completed(order.removeItems(1).setVersion(6));

    assertThat(balances(order).getPoints()).isEqualTo(points(7, 0, 57));
  }

  @Test
  void anOrderThatWasBookedWithoutPointsIsNotSaidToEarnAny() {
    Order.Builder order = completed(105_000);
    club.set(Club.program().setActive(false));
    club.completed(order);

    club.set(Club.program().setStartsAt(Protos.timestamp(Instant.EPOCH)));

    assertThat(balances(order).getPoints()).isEqualTo(points(0, 0, 50));
  }

  @Test
  void theProgramThatDoesNotCountAnOrderIsNotSaidToDoSo() {
    Order.Builder order = completed(105_000);

    club.set(Club.program().setActive(false));

    assertThat(balances(order).getPoints()).isEqualTo(points(0, 0, 50));
  }

  @Test
  void theTierOfNowCountsUntilItIsBooked() {
    club.set(Club.tiers(TierBasis.POINTS, 10, 100));
    club.completed(completed(105_000));

    assertThat(balances(completed(20_000)).getPoints()).isEqualTo(points(3, 0, 63));
  }

  @Test
  void anOpenOrderSaysWhatItWillEarnButThatCannotBeSpentYet() {
    assertThat(balances(completed(105_000).setStatus(Order.Status.OPEN)).getPoints())
        .isEqualTo(points(10, 0, 50));
  }

  @Test
  void theOtherCustomerOfAMergeHasThem() {
    Order.Builder order = completed(105_000);
    BalanceHold byCredit = byCustomer(Kind.STORE_CREDIT, siti, 200);
    purse.credit(siti, 500);
    purse.hold(order.getId(), 1, byCredit);
    club.completed(order.addPayments(payment(byCredit, Payment.Status.CAPTURED)));
    String other = club.customer();
    club.give(other, 5);

    club.merge(siti, other);

    assertThat(balances(order).getPoints()).isEqualTo(points(10, 0, 65));
    assertThat(balances(order).getBalancesList()).containsExactly(left(byCredit, 300, ""));
  }

  @Test
  void withoutAProgramThereAreNoPoints() {
    club = new Club(parts);

    assertThat(balances(completed(105_000).setCustomerId(club.customer())).hasPoints()).isFalse();
  }

  @Test
  void aCardPaysWithoutACustomerAndAnUnknownOneIsLeftOut() {
    BalanceHold byCard = byCard(purse.card(500), 200);
    BalanceHold unknown = byCard(UUID.randomUUID().toString(), 200);
    BalanceHold voided = byCard(purse.card(500), 200);
    Order.Builder order =
        completed()
            .clearCustomerId()
            .addPayments(payment(unknown, Payment.Status.CAPTURED))
            .addPayments(payment(voided, Payment.Status.VOIDED))
            .addPayments(payment(byCard, Payment.Status.CAPTURED));

    GetOrderBalancesResponse balances = balances(order);

    assertThat(balances.hasPoints()).isFalse();
    assertThat(balances.getBalancesList())
        .extracting(PaymentBalance::getPaymentId)
        .containsExactly(byCard.getPaymentId());
  }

  @Test
  void aCustomerMustExist() {
    Refusal.of(() -> balances(completed(1).setCustomerId(UUID.randomUUID().toString())))
        .has(Reason.CUSTOMER_NOT_FOUND);
  }

  /** The tenant is set, then the customer, the points, the program and the balances are read. */
  @Test
  void theyAreReadByFiveStatementsHoweverManyPaymentsThereAre() {
    Order.Builder order = completed(105_000);
    for (int i = 0; i < 5; i++) {
      order.addPayments(payment(byCard(purse.card(500), 200), Payment.Status.CAPTURED));
    }

    List<String> executed = statements.during(() -> assertThat(balances(order)).isNotNull());

    assertThat(executed).as(String.join("\n", executed)).hasSizeLessThanOrEqualTo(5);
  }

  private Order.Builder completed(long... totals) {
    return club.order(siti, totals)
        .setStatus(Order.Status.COMPLETED)
        .setTotal(Protos.money(10_500_000, "IDR"));
  }

  private GetOrderBalancesResponse balances(Order.Builder order) {
    return club.stub.getOrderBalances(GetOrderBalancesRequest.newBuilder().setOrder(order).build());
  }

  private static OrderPoints points(long earned, long spent, long available) {
    return OrderPoints.newBuilder()
        .setEarned(earned)
        .setSpent(spent)
        .setAvailable(available)
        .build();
  }

  private static PaymentBalance left(BalanceHold hold, long available, String lastFour) {
    return PaymentBalance.newBuilder()
        .setPaymentId(hold.getPaymentId())
        .setLastFour(lastFour)
        .setAvailable(Protos.money(available, Purse.CURRENCY))
        .build();
  }
}
