package id.laris.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Commission;
import id.laris.pos.v1.CommissionRule;
import id.laris.pos.v1.CreateCommissionRuleRequest;
import id.laris.pos.v1.DeleteCommissionRuleRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.GetCommissionStatementRequest;
import id.laris.pos.v1.GetCommissionStatementResponse.Currency;
import id.laris.pos.v1.ListCommissionsRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.UpdateCommissionRuleRequest;
import id.laris.staff.commission.TakeBackCommission;
import id.laris.testkit.FakeClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * After any history, in which rules change, events come late, twice and in any order, and goods are
 * returned, what is due is what a batch run over all orders gives.
 */
@WorkTest
class CommissionHistoryTest {

  private static final int HISTORIES = 25;
  private static final int STEPS = 40;

  @Autowired Crew.Parts parts;
  @Autowired FakeClock clock;
  @Autowired TakeBackCommission takeBack;

  @AfterEach
  void resetClock() {
    clock.set(FakeClock.START);
  }

  @Test
  void whatIsDueIsWhatABatchRunOverAllOrdersGives() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      clock.set(FakeClock.START);
      History history = new History(seed);
      for (int step = 0; step < STEPS; step++) {
        clock.advance(Duration.ofMinutes(1));
        history.go();
      }
      history.deliverAll();
      history.isRight();
    }
  }

  /** A rule as it was from a time on; deleted where the rate is negative. */
  private record Version(int rule, Instant since, CommissionRule rule0, long ppm) {}

  private record Return(String orderId, String itemId, UUID id, long quantity) {}

  private final class History {

    private final Random random;
    private final Crew team = new Crew(parts);
    private final List<Employee> people = List.of(team.employee("Siti"), team.employee("Budi"));
    private final List<String> products =
        List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
    private final List<CommissionRule> rules = new ArrayList<>();
    private final List<Version> versions = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Order> waiting = new ArrayList<>();
    private final List<Order> delivered = new ArrayList<>();
    private final List<Return> returns = new ArrayList<>();

    private History(int seed) {
      random = new Random(seed);
    }

    private void go() {
      switch (random.nextInt(12)) {
        case 0, 1 -> makeRule();
        case 2 -> changeRule();
        case 3 -> deleteRule();
        case 4, 5, 6 -> sell();
        case 7, 8 -> deliver();
        case 9 -> deliverAgain();
        default -> giveBack();
      }
    }

    private void makeRule() {
      CreateCommissionRuleRequest.Builder request =
          CreateCommissionRuleRequest.newBuilder()
              .setName("Rule")
              .setPercentPpm(random.nextInt(200_000))
              .setPriority(random.nextInt(8) == 0 ? 1 : 0);
      if (random.nextBoolean()) {
        request.setProductId(products.get(random.nextInt(2)));
      }
      if (random.nextBoolean()) {
        request.setEmployeeId(people.get(random.nextInt(2)).getId());
      }
      CommissionRule rule = team.manager.createCommissionRule(request.build()).getCommissionRule();
      rules.add(rule);
      versions.add(new Version(rules.size() - 1, clock.instant(), rule, rule.getPercentPpm()));
    }

    private void changeRule() {
      if (rules.isEmpty()) {
        return;
      }
      int which = random.nextInt(rules.size());
      if (isDeleted(which)) {
        return;
      }
      CommissionRule rule = rules.get(which);
      long ppm = random.nextInt(200_000);
      team.manager.updateCommissionRule(
          UpdateCommissionRuleRequest.newBuilder()
              .setCommissionRule(rule.toBuilder().setPercentPpm(ppm))
              .setUpdateMask(FieldMask.newBuilder().addPaths("percent_ppm"))
              .build());
      versions.add(new Version(which, clock.instant(), rule, ppm));
    }

    private boolean isDeleted(int rule) {
      return versions.stream().anyMatch(version -> version.rule == rule && version.ppm < 0);
    }

    private void deleteRule() {
      if (rules.isEmpty()) {
        return;
      }
      int which = random.nextInt(rules.size());
      team.manager.deleteCommissionRule(
          DeleteCommissionRuleRequest.newBuilder()
              .setCommissionRuleId(rules.get(which).getId())
              .build());
      if (!isDeleted(which)) {
        versions.add(new Version(which, clock.instant(), rules.get(which), -1));
      }
    }

    private void sell() {
      OrderItem.Builder[] items = new OrderItem.Builder[1 + random.nextInt(3)];
      for (int i = 0; i < items.length; i++) {
        items[i] =
            Orders.item(
                1 + random.nextInt(5),
                random.nextInt(10_000_000),
                item ->
                    item.setProductId(products.get(random.nextInt(2)))
                        .setEmployeeId(
                            random.nextBoolean() ? people.get(random.nextInt(2)).getId() : ""));
      }
      Order order = Orders.of(people.get(random.nextInt(2)), clock.instant(), items);
      orders.add(order);
      waiting.add(order);
    }

    private void deliver() {
      Collections.shuffle(waiting, random);
      List<Order> now = new ArrayList<>(waiting.subList(0, Math.min(3, waiting.size())));
      waiting.removeAll(now);
      delivered.addAll(now);
      team.completed(now.toArray(Order[]::new));
    }

    private void deliverAll() {
      while (!waiting.isEmpty()) {
        deliver();
      }
    }

    private void deliverAgain() {
      if (!delivered.isEmpty()) {
        team.completed(delivered.get(random.nextInt(delivered.size())));
      }
    }

    /** The return of an order comes after the order, and sometimes twice. */
    private void giveBack() {
      if (delivered.isEmpty()) {
        return;
      }
      Order order = delivered.get(random.nextInt(delivered.size()));
      OrderItem item = order.getItems(random.nextInt(order.getItemsCount()));
      long left = item.getQuantity() - returned(item.getId());
      if (left == 0) {
        return;
      }
      Return one =
          new Return(
              order.getId(), item.getId(), UUID.randomUUID(), 1 + random.nextInt((int) left));
      returns.add(one);
      for (int i = 0; i <= random.nextInt(2); i++) {
        boolean _ =
            team.inTenant(
                () -> {
                  takeBack.run(
                      Ids.parse(one.orderId),
                      Ids.parse(one.itemId),
                      one.id,
                      one.quantity,
                      clock.instant());
                  return true;
                });
      }
    }

    private long returned(String itemId) {
      return returns.stream()
          .filter(one -> one.itemId.equals(itemId))
          .flatMapToLong(one -> LongStream.of(one.quantity))
          .reduce(0, (a, b) -> a + b);
    }

    private void isRight() {
      Map<String, Long> expected = new HashMap<>();
      for (Order order : orders) {
        for (OrderItem item : order.getItemsList()) {
          String seller =
              item.getEmployeeId().isEmpty() ? order.getEmployeeId() : item.getEmployeeId();
          expected.merge(seller, inBatch(order, item, seller), (a, b) -> a + b);
        }
      }
      for (Employee employee : people) {
        long due = expected.getOrDefault(employee.getId(), 0L);
        assertThat(closing(employee)).isEqualTo(due);
        assertThat(
                entries(employee).stream()
                    .map(entry -> entry.getAmount().getAmount())
                    .reduce(0L, (a, b) -> a + b))
            .isEqualTo(due);
      }
    }

    /** The rest of the commission of a line, computed at once and in another way. */
    private long inBatch(Order order, OrderItem item, String seller) {
      Instant at = Protos.instant("completed_at", order.getCompletedAt());
      Version best =
          versions.stream()
              .filter(version -> !version.since.isAfter(at))
              .filter(
                  version ->
                      versions.stream()
                          .noneMatch(
                              later ->
                                  later.rule == version.rule
                                      && later.since.isAfter(version.since)
                                      && !later.since.isAfter(at)))
              .filter(version -> version.ppm >= 0)
              .filter(
                  version ->
                      List.of("", item.getProductId()).contains(version.rule0.getProductId()))
              .filter(version -> List.of("", seller).contains(version.rule0.getEmployeeId()))
              .max(
                  Comparator.comparingInt((Version version) -> version.rule0.getPriority())
                      .thenComparing(version -> !version.rule0.getProductId().isEmpty())
                      .thenComparing(version -> !version.rule0.getEmployeeId().isEmpty())
                      .thenComparingInt(version -> version.rule))
              .orElse(null);
      if (best == null) {
        return 0;
      }
      long earned =
          toHundreds(
              BigDecimal.valueOf(item.getGross().getAmount())
                  .multiply(BigDecimal.valueOf(best.ppm, 6)));
      return earned
          - toHundreds(
              BigDecimal.valueOf(earned)
                  .multiply(BigDecimal.valueOf(returned(item.getId())))
                  .divide(BigDecimal.valueOf(item.getQuantity()), 20, RoundingMode.DOWN));
    }

    private static long toHundreds(BigDecimal amount) {
      return amount.movePointLeft(2).setScale(0, RoundingMode.HALF_UP).longValueExact() * 100;
    }

    private long closing(Employee employee) {
      return team
          .manager
          .getCommissionStatement(
              GetCommissionStatementRequest.newBuilder().setEmployeeId(employee.getId()).build())
          .getCurrenciesList()
          .stream()
          .findFirst()
          .map(Currency::getClosing)
          .map(closing -> closing.getAmount())
          .orElse(0L);
    }

    private List<Commission> entries(Employee employee) {
      List<Commission> all = new ArrayList<>();
      String token = "";
      do {
        var page =
            team.manager.listCommissions(
                ListCommissionsRequest.newBuilder()
                    .setEmployeeId(employee.getId())
                    .setPagination(
                        PaginationRequest.newBuilder().setPageSize(7).setPageToken(token))
                    .build());
        all.addAll(page.getCommissionsList());
        token = page.getPagination().getNextPageToken();
      } while (!token.isEmpty());
      return all;
    }
  }

  /**
   * A third of 100,000 is no whole amount: a return that does not see the other takes too little.
   */
  @Test
  void aReturnWaitsForAnotherOfTheSameLine() throws Exception {
    Crew team = new Crew(parts);
    Employee siti = team.employee("Siti");
    var _ =
        team.manager.createCommissionRule(
            CreateCommissionRuleRequest.newBuilder().setName("Rule").setPercentPpm(50_000).build());
    Order order = Orders.of(siti, clock.instant(), Orders.item(3, 2_000_000));
    team.completed(order);

    try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> second =
          team.inTenant(
              () -> {
                boolean _ = giveBackOne(order);
                Future<Boolean> waiting =
                    other.submit(() -> team.inTenant(() -> giveBackOne(order)));
                while (!waiting.isDone() && !somebodyWaits()) {
                  Thread.onSpinWait();
                }
                return waiting;
              });
      assertThat(second.get()).isTrue();
    }

    assertThat(
            team.manager
                .getCommissionStatement(
                    GetCommissionStatementRequest.newBuilder().setEmployeeId(siti.getId()).build())
                .getCurrencies(0)
                .getTakenBack()
                .getAmount())
        .isEqualTo(66_700);
  }

  private boolean giveBackOne(Order order) {
    takeBack.run(
        Ids.parse(order.getId()),
        Ids.parse(order.getItems(0).getId()),
        UUID.randomUUID(),
        1,
        clock.instant());
    return true;
  }

  private boolean somebodyWaits() {
    return parts
        .jdbc()
        .sql(
            "select exists (select from pg_locks where not granted and locktype = 'transactionid')")
        .query(Boolean.class)
        .single();
  }
}
