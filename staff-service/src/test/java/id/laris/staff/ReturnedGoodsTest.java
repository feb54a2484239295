package id.laris.staff;

import static id.laris.staff.Orders.item;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Commission;
import id.laris.pos.v1.CreateCommissionRuleRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.GetPerformanceRequest;
import id.laris.pos.v1.ListCommissionsRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.Performance;
import id.laris.pos.v1.SalesReturn;
import id.laris.testkit.FakeClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Goods that come back cost their seller the commission, and are refunds in its figures, once. */
@WorkTest
class ReturnedGoodsTest {

  @Autowired Crew.Parts parts;
  @Autowired FakeClock clock;

  private Crew team;
  private Employee siti;

  @BeforeEach
  void newTeam() {
    team = new Crew(parts);
    siti = team.employee("Siti");
    var _ =
        team.manager.createCommissionRule(
            CreateCommissionRuleRequest.newBuilder().setName("Rule").setPercentPpm(50_000).build());
    clock.advance(Duration.ofSeconds(1));
  }

  @AfterEach
  void resetClock() {
    clock.set(FakeClock.START);
  }

  private SalesReturn.Line line(OrderItem item, long quantity, long gross) {
    return SalesReturn.Line.newBuilder()
        .setItemId(item.getId())
        .setEmployeeId(siti.getId())
        .setQuantity(quantity)
        .setGross(Protos.money(gross, "IDR"))
        .setDiscount(Protos.money(0, "IDR"))
        .build();
  }

  private SalesReturn back(Order order, SalesReturn.Line... lines) {
    return SalesReturn.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setOrderId(order.getId())
        .setCurrency("IDR")
        .setBusinessDate(Crew.date("2026-01-20"))
        .setCreatedAt(Protos.timestamp(clock.instant()))
        .addAllLines(List.of(lines))
        .build();
  }

  private List<Long> commissions() {
    return team
        .manager
        .listCommissions(ListCommissionsRequest.newBuilder().setEmployeeId(siti.getId()).build())
        .getCommissionsList()
        .stream()
        .map(Commission::getAmount)
        .map(amount -> amount.getAmount())
        .toList();
  }

  private Performance.Sales figures() {
    return team.manager
        .getPerformance(
            GetPerformanceRequest.newBuilder()
                .setFromDate(Crew.date("2026-01-01"))
                .setToDate(Crew.date("2026-01-31"))
                .setEmployeeId(siti.getId())
                .build())
        .getPerformances(0)
        .getSales(0);
  }

  @Test
  void eachReturnTakesItsShareOnceHoweverOftenItIsTold() {
    Order order = Orders.of(siti, clock.instant(), item(4, 4_000_000));
    team.completed(order);
    SalesReturn first =
        back(order, line(order.getItems(0), 1, 1_000_000), line(order.getItems(0), 1, 1_000_000));
    SalesReturn second = back(order, line(order.getItems(0), 2, 2_000_000));

    team.returned(first);
    team.returned(first, second);
    team.returned(second);

    assertThat(commissions()).containsExactlyInAnyOrder(200_000L, -100_000L, -100_000L);
    assertThat(figures())
        .returns(1L, Performance.Sales::getOrders)
        .returns(Protos.money(4_000_000, "IDR"), Performance.Sales::getNet)
        .returns(Protos.money(4_000_000, "IDR"), Performance.Sales::getRefunds);
  }

  @Test
  void goodsThatNobodyHasSoldCostNobody() {
    Order order = Orders.of(siti, clock.instant(), item(1, 1_000_000));
    team.completed(order);

    team.returned(
        back(order, line(order.getItems(0), 1, 1_000_000).toBuilder().clearEmployeeId().build()));

    assertThat(commissions()).containsExactly(50_000L);
  }
}
