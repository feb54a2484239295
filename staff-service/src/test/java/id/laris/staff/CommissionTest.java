package id.laris.staff;

import static id.laris.staff.Orders.item;
import static id.laris.staff.Orders.tax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Commission;
import id.laris.pos.v1.Commission.Kind;
import id.laris.pos.v1.CommissionRule;
import id.laris.pos.v1.CreateCommissionRuleRequest;
import id.laris.pos.v1.CreateRoleRequest;
import id.laris.pos.v1.DeleteCommissionRuleRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.GetCommissionStatementRequest;
import id.laris.pos.v1.GetCommissionStatementResponse;
import id.laris.pos.v1.ListCommissionRulesRequest;
import id.laris.pos.v1.ListCommissionsRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.RecordPayoutRequest;
import id.laris.pos.v1.RecordPayoutResponse;
import id.laris.pos.v1.UpdateCommissionRuleRequest;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Employees earn by the best rule for what they sell, once, and are paid what is due. */
@WorkTest
class CommissionTest {

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

  private CommissionRule rule(UnaryOperator<CreateCommissionRuleRequest.Builder> more) {
    CommissionRule rule =
        team.manager
            .createCommissionRule(
                more.apply(CreateCommissionRuleRequest.newBuilder().setName("Rule")).build())
            .getCommissionRule();
    clock.advance(Duration.ofSeconds(1));
    return rule;
  }

  private CommissionRule percent(long ppm) {
    return rule(request -> request.setPercentPpm(ppm));
  }

  private Order sold(OrderItem.Builder... items) {
    Order order = Orders.of(siti, clock.instant(), items);
    team.completed(order);
    return order;
  }

  private List<Commission> entries(Employee employee) {
    return team.manager
        .listCommissions(
            ListCommissionsRequest.newBuilder().setEmployeeId(employee.getId()).build())
        .getCommissionsList();
  }

  private List<Long> amounts(Employee employee) {
    return entries(employee).stream().map(entry -> entry.getAmount().getAmount()).toList();
  }

  @Test
  void aPercentageIsOfTheNetAmountWithoutTaxesAndService() {
    CommissionRule rule = percent(50_000);

    Order order =
        sold(
            item(
                2,
                5_000_000,
                item ->
                    item.setDiscount(rupiah(500_000))
                        .addTaxes(tax(Orders.TAX_IN_PRICE, 450_000))
                        .addTaxes(tax(Orders.TAX_ON_TOP, 99_000))
                        .setService(rupiah(77_000))));

    // 5% of 5,000,000 - 500,000 - 450,000.
    assertThat(entries(siti)).hasSize(1);
    assertThat(entries(siti).getFirst())
        .returns(rupiah(202_500), Commission::getAmount)
        .returns(rupiah(4_050_000), Commission::getNet)
        .returns(Kind.EARNED, Commission::getKind)
        .returns(order.getId(), Commission::getOrderId)
        .returns(order.getItems(0).getId(), Commission::getItemId)
        .returns(rule.getId(), Commission::getRuleId)
        .returns(0, Commission::getRuleVersion)
        .returns(order.getBusinessDate(), Commission::getBusinessDate)
        .returns(order.getCompletedAt(), Commission::getOccurredAt);
  }

  private static Money rupiah(long amount) {
    return Protos.money(amount, "IDR");
  }

  @Test
  void amountsAreRoundedHalfUpToTheStepOfTheCurrency() {
    percent(50_000);

    sold(item(1, 100_900), item(1, 101_000), item(1, 900));

    // 5045, 5050 and 45 minor units of rupiah, which has steps of 100.
    assertThat(amounts(siti)).containsExactlyInAnyOrder(5_000L, 5_100L);
  }

  @Test
  void anAmountIsForEachPieceOrWholeUnit() {
    rule(request -> request.setAmountPerPiece(rupiah(2_000)));

    sold(item(3, 300_000), item(1_250, 50_000, item -> item.setUnitDecimals(3)));

    assertThat(amounts(siti)).containsExactlyInAnyOrder(6_000L, 2_500L);
  }

  @Test
  void aRuleOutOfAllReasonEarnsTheMostThatALineCanCost() {
    rule(request -> request.setAmountPerPiece(rupiah(1_000_000_000_000_000L)));

    sold(item(1_000_000_000, 300_000), item(1, 300_000));

    assertThat(amounts(siti))
        .containsExactlyInAnyOrder(1_000_000_000_000_000L, 1_000_000_000_000_000L);
  }

  @Test
  void theEmployeeOfTheLineEarnsAndOtherwiseThatOfTheOrder() {
    percent(100_000);

    sold(item(1, 10_000), item(1, 20_000, item -> item.setEmployeeId(budi.getId())));

    assertThat(amounts(siti)).containsExactly(1_000L);
    assertThat(amounts(budi)).containsExactly(2_000L);
  }

  @Test
  void giftCardsAreNoSales() {
    percent(100_000);

    sold(item(1, 10_000, item -> item.setGiftCard(true)));

    assertThat(entries(siti)).isEmpty();
  }

  @Test
  void theMostSpecificRuleDecidesUnlessAnotherHasPriority() {
    String product = UUID.randomUUID().toString();
    String shoes = UUID.randomUUID().toString();
    String clothes = UUID.randomUUID().toString();
    String role =
        team.manager
            .createRole(CreateRoleRequest.newBuilder().setName("Seller").build())
            .getRole()
            .getId();
    Employee seller = team.employee("Dewi", request -> request.addRoleIds(role));
    OrderItem.Builder line =
        item(
            1,
            1_000_000,
            item ->
                item.setProductId(product)
                    .addCategoryIds(shoes)
                    .addCategoryIds(clothes)
                    .setEmployeeId(seller.getId()));

    assertThat(earnedBy(seller, line)).isZero();
    percent(10_000);
    assertThat(earnedBy(seller, line)).isEqualTo(10_000);
    rule(request -> request.setPercentPpm(20_000).setRoleId(role));
    assertThat(earnedBy(seller, line)).isEqualTo(20_000);
    rule(request -> request.setPercentPpm(30_000).setEmployeeId(seller.getId()));
    assertThat(earnedBy(seller, line)).isEqualTo(30_000);
    rule(request -> request.setPercentPpm(40_000).setCategoryId(clothes));
    assertThat(earnedBy(seller, line)).isEqualTo(40_000);
    rule(request -> request.setPercentPpm(50_000).setCategoryId(shoes));
    assertThat(earnedBy(seller, line)).isEqualTo(50_000);
    rule(request -> request.setPercentPpm(60_000).setProductId(product));
    assertThat(earnedBy(seller, line)).isEqualTo(60_000);
    rule(request -> request.setPercentPpm(70_000).setProductId(product).setRoleId(role));
    assertThat(earnedBy(seller, line)).isEqualTo(70_000);
    rule(request -> request.setPercentPpm(75_000).setProductId(product).setRoleId(role));
    assertThat(earnedBy(seller, line)).isEqualTo(75_000);
    rule(request -> request.setPercentPpm(5_000).setPriority(1));
    assertThat(earnedBy(seller, line)).isEqualTo(5_000);
    assertThat(earnedBy(siti, item(1, 1_000_000))).isEqualTo(5_000);
  }

  /** The commission on a new sale of the line. */
  private long earnedBy(Employee employee, OrderItem.Builder line) {
    Order order = sold(line.clone().setId(UUID.randomUUID().toString()));
    return team
        .manager
        .listCommissions(ListCommissionsRequest.newBuilder().setOrderId(order.getId()).build())
        .getCommissionsList()
        .stream()
        .filter(entry -> entry.getEmployeeId().equals(employee.getId()))
        .mapToLong(entry -> entry.getAmount().getAmount())
        .findFirst()
        .orElse(0);
  }

  @Test
  void rulesOfOtherPeopleGoodsAndCurrenciesDoNotCount() {
    String role =
        team.manager
            .createRole(CreateRoleRequest.newBuilder().setName("Seller").build())
            .getRole()
            .getId();
    rule(request -> request.setPercentPpm(10_000).setRoleId(role));
    rule(request -> request.setPercentPpm(10_000).setEmployeeId(budi.getId()));
    rule(request -> request.setPercentPpm(10_000).setProductId(UUID.randomUUID().toString()));
    rule(request -> request.setPercentPpm(10_000).setCategoryId(UUID.randomUUID().toString()));
    rule(request -> request.setPercentPpm(10_000).setCurrency("USD"));
    rule(request -> request.setAmountPerPiece(Protos.money(100, "USD")));

    sold(item(1, 1_000_000));

    assertThat(entries(siti)).isEmpty();
  }

  @Test
  void aRuleCountsFromItsStartUntilBeforeItsEnd() {
    Instant start = clock.instant().plus(Duration.ofHours(1));
    Instant end = clock.instant().plus(Duration.ofHours(2));
    rule(
        request ->
            request
                .setPercentPpm(10_000)
                .setStartsAt(Protos.timestamp(start))
                .setEndsAt(Protos.timestamp(end)));
    clock.advance(Duration.ofDays(1));

    team.completed(
        Orders.of(siti, start.minusMillis(1), item(1, 10_000)),
        Orders.of(siti, start, item(1, 20_000)),
        Orders.of(siti, end.minusMillis(1), item(1, 30_000)),
        Orders.of(siti, end, item(1, 40_000)));

    assertThat(amounts(siti)).containsExactlyInAnyOrder(200L, 300L);
  }

  @Test
  void anOrderEarnsByTheRulesOfTheTimeOfItsCompletionHoweverLateItsEventComes() {
    Instant before = clock.instant().minusSeconds(1);
    CommissionRule rule = percent(10_000);
    Instant first = clock.instant();
    clock.advance(Duration.ofHours(1));
    team.manager.updateCommissionRule(
        UpdateCommissionRuleRequest.newBuilder()
            .setCommissionRule(rule.toBuilder().setPercentPpm(20_000))
            .setUpdateMask(FieldMask.newBuilder().addPaths("percent_ppm"))
            .build());
    clock.advance(Duration.ofHours(1));
    Instant second = clock.instant();
    clock.advance(Duration.ofHours(1));
    team.manager.deleteCommissionRule(
        DeleteCommissionRuleRequest.newBuilder().setCommissionRuleId(rule.getId()).build());
    clock.advance(Duration.ofHours(1));

    team.completed(
        Orders.of(siti, clock.instant(), item(1, 1_000_000)),
        Orders.of(siti, second, item(1, 1_000_000)),
        Orders.of(siti, first, item(1, 1_000_000)),
        Orders.of(siti, before, item(1, 1_000_000)));

    assertThat(entries(siti))
        .extracting(Commission::getRuleVersion, entry -> entry.getAmount().getAmount())
        .containsExactlyInAnyOrder(tuple(0, 10_000L), tuple(1, 20_000L));
  }

  @Test
  void anOrderThatComesAgainEarnsNothingMore() {
    percent(10_000);
    Order order = sold(item(1, 10_000), item(2, 20_000));
    List<Commission> before = entries(siti);

    team.completed(order, order);

    assertThat(entries(siti)).isEqualTo(before).hasSize(2);
  }

  @Test
  void rulesAreCheckedListedAndToldOf() {
    Refusal.of(
            () ->
                rule(
                    request ->
                        request.setPercentPpm(1).setEmployeeId(UUID.randomUUID().toString())))
        .has(Reason.NOT_FOUND);
    Refusal.of(
            () -> rule(request -> request.setPercentPpm(1).setRoleId(UUID.randomUUID().toString())))
        .has(Reason.NOT_FOUND);
    Refusal.of(() -> rule(request -> request)).has(Reason.VALIDATION_FAILED);
    Refusal.of(() -> rule(request -> request.setPercentPpm(1).setCurrency("XXX")))
        .naming("currency");
    Refusal.of(() -> rule(request -> request.setAmountPerPiece(rupiah(-1))))
        .naming("amount_per_piece.amount");
    Refusal.of(
            () ->
                rule(
                    request ->
                        request
                            .setPercentPpm(1)
                            .setStartsAt(Protos.timestamp(clock.instant()))
                            .setEndsAt(Protos.timestamp(clock.instant()))))
        .naming("ends_at");

    CommissionRule percent = rule(request -> request.setPercentPpm(1).setEmployeeId(siti.getId()));
    CommissionRule changed =
        team.manager
            .updateCommissionRule(
                UpdateCommissionRuleRequest.newBuilder()
                    .setCommissionRule(percent.toBuilder().setAmountPerPiece(rupiah(500)))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("amount_per_piece"))
                    .build())
            .getCommissionRule();

    assertThat(changed.hasPercentPpm()).isFalse();
    assertThat(changed.getAmountPerPiece()).isEqualTo(rupiah(500));
    assertThat(
            team.manager
                .listCommissionRules(
                    ListCommissionRulesRequest.newBuilder().setEmployeeId(siti.getId()).build())
                .getCommissionRulesList())
        .containsExactly(changed);
    assertThat(team.events()).endsWith("CommissionRuleCreated", "CommissionRuleUpdated");
  }

  @Test
  void theStatementOpensWithWhatWasDueAndClosesWithWhatIs() {
    percent(100_000);
    sold(item(1, 1_000_000));
    clock.advance(Duration.ofHours(1));
    Instant from = clock.instant();
    sold(item(1, 300_000));
    RecordPayoutResponse paid = pay(siti, 60_000);
    Instant to = clock.instant().plusSeconds(1);
    clock.advance(Duration.ofHours(1));
    sold(item(1, 5_000_000));

    GetCommissionStatementResponse statement = statement(from, to);

    assertThat(paid.getDue()).isEqualTo(rupiah(70_000));
    assertThat(statement.getCurrenciesList())
        .containsExactly(
            GetCommissionStatementResponse.Currency.newBuilder()
                .setOpening(rupiah(100_000))
                .setEarned(rupiah(30_000))
                .setTakenBack(rupiah(0))
                .setPaid(rupiah(60_000))
                .setClosing(rupiah(70_000))
                .build());
    Refusal.of(
            () ->
                team.manager.getCommissionStatement(
                    GetCommissionStatementRequest.newBuilder()
                        .setEmployeeId(UUID.randomUUID().toString())
                        .build()))
        .has(Reason.NOT_FOUND);
  }

  private GetCommissionStatementResponse statement(Instant from, Instant to) {
    return team.manager.getCommissionStatement(
        GetCommissionStatementRequest.newBuilder()
            .setEmployeeId(siti.getId())
            .setFrom(Protos.timestamp(from))
            .setTo(Protos.timestamp(to))
            .build());
  }

  private RecordPayoutResponse pay(Employee employee, long amount) {
    return team.manager.recordPayout(
        RecordPayoutRequest.newBuilder().setEmployeeId(employee.getId()).setAmount(amount).build());
  }

  @Test
  void nobodyIsPaidMoreThanIsDueUnlessItIsAnAdvance() {
    percent(100_000);
    sold(item(1, 1_000_000));

    Refusal.of(() -> pay(siti, 100_001))
        .has(Reason.PAYOUT_EXCEEDS_DUE)
        .with("due", 100_000)
        .with("requested", 100_001);
    RecordPayoutResponse advance =
        team.manager.recordPayout(
            RecordPayoutRequest.newBuilder()
                .setEmployeeId(siti.getId())
                .setAmount(150_000)
                .setAdvance(true)
                .setReference("transfer 7")
                .build());

    assertThat(advance.getDue()).isEqualTo(rupiah(-50_000));
    assertThat(advance.getPayout())
        .returns(Kind.PAID, Commission::getKind)
        .returns(rupiah(-150_000), Commission::getAmount)
        .returns("transfer 7", Commission::getReference);
    assertThat(team.events()).endsWith("CommissionPaid");
  }

  @Test
  void payoutsAtOncePayWhatIsDueOnce() {
    percent(100_000);
    sold(item(1, 1_000_000));

    List<Parallel.Outcome<RecordPayoutResponse>> outcomes =
        Parallel.times(8, i -> pay(siti, 60_000));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
  }

  @Test
  void aPayoutThatIsRepeatedUnderItsIdIsPaidOnce() {
    percent(100_000);
    sold(item(1, 1_000_000));
    RecordPayoutRequest request =
        RecordPayoutRequest.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setEmployeeId(siti.getId())
            .setAmount(100_000)
            .build();

    RecordPayoutResponse first = team.manager.recordPayout(request);

    assertThat(team.manager.recordPayout(request)).isEqualTo(first);
    Refusal.of(() -> team.manager.recordPayout(request.toBuilder().setAmount(1).build()))
        .has(Reason.ALREADY_EXISTS);
    assertThat(entries(siti)).hasSize(2);
  }
}
