package id.laris.customer;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.grpc.Protos;
import id.laris.pos.v1.GetCustomerRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Order;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Goods that come back take their points and their money with them, each return once. */
@CustomerTest
class ReturnedGoodsTest {

  @Autowired Club.Parts parts;

  private Club club;
  private String siti;

  @BeforeEach
  void newClub() {
    club = new Club(parts);
    siti = club.customer();
  }

  private long points() {
    return club.account(siti).getBalance();
  }

  private List<Money> spent() {
    return club.stub
        .getCustomer(GetCustomerRequest.newBuilder().setCustomerId(siti).build())
        .getCustomer()
        .getTotalSpentList();
  }

  @Test
  void theRemainingLinesEarnWhatTheyEarnedThen() {
    club.set(Club.program());
    Order.Builder order = club.order(siti, 75_000, 30_000);
    club.completed(order);
    assertThat(points()).isEqualTo(10);

    club.returned(order, 1, 30_000, 75_000);
    assertThat(points()).isEqualTo(7);
    club.returnedAgain();
    assertThat(points()).isEqualTo(7);
    club.returned(order, 2, 75_000);
    assertThat(points()).isZero();
    club.returnedAgain();
    assertThat(points()).isZero();
  }

  @Test
  void anOrderThatEarnedNothingEarnsNothingByAReturn() {
    Order.Builder order = club.order(siti, 75_000, 30_000);
    club.completed(order);
    club.set(Club.program());

    club.returned(order, 1, 30_000, 75_000);

    assertThat(points()).isZero();
  }

  @Test
  void theMoneyOfReturnsIsNotSpent() {
    Order.Builder order = club.order(siti, 75_000, 30_000);
    order.setTotal(Protos.money(10_500_000, "IDR"));
    club.completed(order);
    assertThat(spent()).containsExactly(Protos.money(10_500_000, "IDR"));

    club.returned(order, 1, 25_000, 75_000);
    club.returnedAgain();

    assertThat(spent()).containsExactly(Protos.money(8_000_000, "IDR"));
  }
}
