package id.laris.staff;

import static id.laris.staff.Orders.item;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.GetPerformanceRequest;
import id.laris.pos.v1.GetPerformanceRequest.Interval;
import id.laris.pos.v1.GetPerformanceResponse;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Performance;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The figures of employees are those of their sales and their work, whatever arrives again. */
@WorkTest
class PerformanceTest {

  private static final Instant NOON = Instant.parse("2026-01-14T05:00:00Z");

  @Autowired Crew.Parts parts;
  @Autowired FakeClock clock;

  private Crew team;
  private Employee siti;
  private Employee budi;

  @BeforeEach
  void newTeam() {
    team = new Crew(parts);
    siti = team.employee("Siti");
    budi = team.employee("Budi");
  }

  @AfterEach
  void resetClock() {
    clock.set(FakeClock.START);
  }

  private GetPerformanceResponse performance(UnaryOperator<GetPerformanceRequest.Builder> more) {
    return team.manager.getPerformance(
        more.apply(
                GetPerformanceRequest.newBuilder()
                    .setFromDate(Crew.date("2026-01-01"))
                    .setToDate(Crew.date("2026-01-31")))
            .build());
  }

  private Performance of(Employee employee) {
    return performance(request -> request.setEmployeeId(employee.getId())).getPerformances(0);
  }

  private static Money rupiah(long amount) {
    return Protos.money(amount, "IDR");
  }

  @Test
  void salesBelongToTheEmployeeOfTheLineAndWorkToWhoWorked() {
    team.add(team.work(siti, "2026-01-14T01:00:00Z", "2026-01-14T05:00:00Z"));
    team.completed(
        Orders.of(
            siti,
            NOON,
            item(
                2,
                1_000_000,
                item ->
                    item.setDiscount(rupiah(100_000))
                        .addTaxes(Orders.tax(Orders.TAX_IN_PRICE, 90_000))),
            item(350, 70_000, item -> item.setUnitDecimals(3)),
            item(1, 500_000, item -> item.setEmployeeId(budi.getId())),
            item(1, 900_000, item -> item.setGiftCard(true))),
        Orders.of(siti, NOON, item(1, 200_100)));

    assertThat(of(siti))
        .isEqualTo(
            Performance.newBuilder()
                .setEmployeeId(siti.getId())
                .setEmployeeName("Siti")
                .setFromDate(Crew.date("2026-01-01"))
                .setToDate(Crew.date("2026-01-31"))
                .setWorkedSeconds(4 * 3_600)
                .addSales(
                    Performance.Sales.newBuilder()
                        .setOrders(2)
                        .setItems(4)
                        .setNet(rupiah(1_080_100))
                        .setAverageTicket(rupiah(540_100))
                        .setDiscounts(rupiah(100_000))
                        .setRefunds(rupiah(0)))
                .build());
    assertThat(of(budi).getSales(0))
        .returns(1L, Performance.Sales::getOrders)
        .returns(rupiah(500_000), Performance.Sales::getNet);
    assertThat(performance(request -> request).getPerformancesList())
        .extracting(Performance::getEmployeeName)
        .containsExactlyInAnyOrder("Siti", "Budi");
  }

  @Test
  void eachCurrencyAndPlaceHasFiguresOfItsOwn() {
    Order.Builder abroad = Orders.of(siti, NOON, item(1, 4_200)).toBuilder().setCurrency("USD");
    Order.Builder here =
        Orders.of(siti, NOON, item(1, 100_000)).toBuilder().setLocationId(team.shopId);
    team.add(team.work(siti, "2026-01-14T01:00:00Z", "2026-01-14T02:00:00Z"));
    team.add(
        team.work(siti, "2026-01-14T02:00:00Z", "2026-01-14T05:00:00Z")
            .setLocationId(team.shop("Asia/Jakarta")));
    team.completed(abroad.build(), here.build());

    assertThat(of(siti).getSalesList())
        .extracting(Performance.Sales::getNet)
        .containsExactly(rupiah(100_000), Protos.money(4_200, "USD"));
    assertThat(of(siti).getWorkedSeconds()).isEqualTo(4 * 3_600);
    Performance atShop =
        performance(request -> request.setLocationId(team.shopId)).getPerformances(0);
    assertThat(atShop.getSalesList()).hasSize(1);
    assertThat(atShop.getWorkedSeconds()).isEqualTo(3_600);
  }

  @Test
  void periodsAreDaysWeeksOrMonths() {
    team.completed(
        Orders.of(siti, Instant.parse("2025-12-31T05:00:00Z"), item(1, 100)),
        Orders.of(siti, Instant.parse("2026-01-04T05:00:00Z"), item(1, 200)),
        Orders.of(siti, Instant.parse("2026-01-05T05:00:00Z"), item(1, 300)),
        Orders.of(siti, Instant.parse("2026-02-01T05:00:00Z"), item(1, 400)));

    assertThat(periods(Interval.DAY))
        .containsExactly(
            "2025-12-31 2025-12-31 100",
            "2026-1-4 2026-1-4 200",
            "2026-1-5 2026-1-5 300",
            "2026-2-1 2026-2-1 400");
    assertThat(periods(Interval.WEEK))
        .containsExactly(
            "2025-12-31 2026-1-4 300", "2026-1-5 2026-1-11 300", "2026-1-26 2026-2-1 400");
    assertThat(periods(Interval.MONTH))
        .containsExactly(
            "2025-12-31 2025-12-31 100", "2026-1-1 2026-1-31 500", "2026-2-1 2026-2-2 400");
    assertThat(periods(Interval.INTERVAL_UNSPECIFIED)).containsExactly("2025-12-31 2026-2-2 1000");
  }

  private List<String> periods(Interval interval) {
    return performance(
            request ->
                request
                    .setFromDate(Crew.date("2025-12-31"))
                    .setToDate(Crew.date("2026-02-02"))
                    .setInterval(interval))
        .getPerformancesList()
        .stream()
        .map(
            one ->
                "%s %s %d"
                    .formatted(
                        text(one.getFromDate()),
                        text(one.getToDate()),
                        one.getSales(0).getNet().getAmount()))
        .toList();
  }

  private static String text(Date date) {
    return "%d-%d-%d".formatted(date.getYear(), date.getMonth(), date.getDay());
  }

  @Test
  void theOrderOfEventsAndRepetitionsChangeNothing() {
    Random random = new Random(4711);
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      orders.add(
          Orders.of(
              random.nextBoolean() ? siti : budi,
              NOON.plusSeconds(random.nextInt(400_000)),
              item(1 + random.nextInt(4), random.nextInt(1_000_000)),
              item(
                  1,
                  random.nextInt(1_000_000),
                  item -> item.setEmployeeId(random.nextBoolean() ? siti.getId() : ""))));
    }
    team.completed(orders.toArray(Order[]::new));
    List<Performance> inOrder =
        performance(request -> request.setInterval(Interval.DAY)).getPerformancesList();

    Crew other = new Crew(parts);
    List<Order> again = new ArrayList<>(orders);
    again.addAll(orders);
    Collections.shuffle(again, random);
    for (int i = 0; i < again.size(); i += 7) {
      other.completed(again.subList(i, Math.min(again.size(), i + 7)).toArray(Order[]::new));
    }

    assertThat(
            other
                .manager
                .getPerformance(
                    GetPerformanceRequest.newBuilder()
                        .setFromDate(Crew.date("2026-01-01"))
                        .setToDate(Crew.date("2026-01-31"))
                        .setInterval(Interval.DAY)
                        .build())
                .getPerformancesList()
                .stream()
                .map(one -> one.toBuilder().clearEmployeeName().build()))
        .containsExactlyElementsOf(
            inOrder.stream().map(one -> one.toBuilder().clearEmployeeName().build()).toList());
    assertThat(inOrder.size()).isGreaterThan(4);
  }

  @Test
  void theSameOrderAtTheSameTimeCountsOnce() {
    Order order = Orders.of(siti, NOON, item(1, 100_000));

    List<Parallel.Outcome<Boolean>> outcomes =
        Parallel.times(
            6,
            i -> {
              team.completed(order);
              return true;
            });

    assertThat(Parallel.failures(outcomes)).isEmpty();
    assertThat(of(siti).getSales(0).getOrders()).isEqualTo(1);
  }

  @Test
  void pagesShowEveryEmployeeOnce() {
    List<String> wanted = new ArrayList<>(List.of(siti.getId(), budi.getId()));
    team.completed(Orders.of(siti, NOON, item(1, 100_000)));
    team.add(team.work(budi, "2026-01-14T01:00:00Z", "2026-01-14T02:00:00Z"));
    for (int i = 0; i < 3; i++) {
      Employee both = team.employee("Both " + i);
      team.completed(Orders.of(both, NOON, item(1, 100_000)));
      team.add(team.work(both, "2026-01-14T01:00:00Z", "2026-01-14T02:00:00Z"));
      wanted.add(both.getId());
    }

    List<String> found = new ArrayList<>();
    String token = "";
    do {
      String at = token;
      GetPerformanceResponse page =
          performance(
              request ->
                  request.setPagination(
                      PaginationRequest.newBuilder().setPageSize(2).setPageToken(at)));
      page.getPerformancesList().forEach(one -> found.add(one.getEmployeeId()));
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());

    assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void moreThanAYearIsRefused() {
    Refusal.of(() -> performance(request -> request.setFromDate(Crew.date("2025-01-01"))))
        .naming("to_date");
  }
}
