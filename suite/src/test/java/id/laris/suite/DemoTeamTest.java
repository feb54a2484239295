package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.type.Date;
import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.demo.Demo;
import id.laris.pos.v1.CashCount;
import id.laris.pos.v1.CashMovement;
import id.laris.pos.v1.CloseShiftRequest;
import id.laris.pos.v1.Commission;
import id.laris.pos.v1.CountShiftRequest;
import id.laris.pos.v1.GetCommissionStatementRequest;
import id.laris.pos.v1.GetCommissionStatementResponse;
import id.laris.pos.v1.GetPerformanceRequest;
import id.laris.pos.v1.GetShiftReportRequest;
import id.laris.pos.v1.GetTenderTotalsRequest;
import id.laris.pos.v1.GetTimesheetRequest;
import id.laris.pos.v1.ListCommissionsRequest;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.ListRegistersRequest;
import id.laris.pos.v1.ListShiftsRequest;
import id.laris.pos.v1.ListTimeEntriesRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.OpenShiftRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Performance;
import id.laris.pos.v1.Register;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.Shift;
import id.laris.pos.v1.ShiftReport;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.TenderTotals;
import id.laris.pos.v1.TimeEntry;
import id.laris.pos.v1.Timesheet;
import id.laris.staff.sale.OrderFollower;
import id.laris.staff.sale.Sale;
import id.laris.testkit.FakeClock;
import id.laris.testkit.TestCalls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The work of the year in the demo data is as staff and sales themselves would have noted it. */
@SuiteWalk
class DemoTeamTest {

  private static final int DAYS = 365;
  private static final int REGISTERS = 19;

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired Rows rows;
  @Autowired Network network;
  @Autowired Background background;
  @Autowired Writes writes;
  @Autowired List<OrderFollower> followers;

  private Demo demo;

  @BeforeEach
  void makeOnce() {
    clock.set(FakeClock.START);
    demo = DemoDataTest.make(DemoDataTest.options(network, rows));
  }

  @Test
  void everyOrderIsInTheShiftOfItsRegisterAndSoIsItsMoney() {
    assertThat(
            count(
                """
                select count(*) from sales.sales_order o
                left join staff.register r on r.tenant_id = o.tenant_id and r.id = o.register_id and r.location_id = o.location_id
                where o.tenant_id = ? and o.employee_id is not null and (r.id is null or (o.status = 'COMPLETED') <> (o.shift_id is not null))
                """))
        .isZero();
    assertThat(
            count(
                """
                select count(*) from sales.sales_order o
                left join sales.register_shift held on held.tenant_id = o.tenant_id and held.shift_id = o.shift_id
                left join staff.shift s on s.tenant_id = o.tenant_id and s.id = o.shift_id
                where o.tenant_id = ? and o.shift_id is not null and (
                  o.completed_at between s.opened_at and s.closed_at and o.completed_at between held.begun_at and held.ended_at
                  and (o.register_id, o.location_id) = (s.register_id, s.location_id)
                  and (o.register_id, o.location_id, 'CLOSED') = (held.register_id, held.location_id, held.state)) is not true
                """))
        .isZero();
    assertThat(
            count(
                """
                select count(*) from sales.order_payment p
                join sales.sales_order o on o.tenant_id = p.tenant_id and o.id = p.order_id
                where p.tenant_id = ? and p.shift_id is distinct from o.shift_id
                """))
        .isZero();
    assertThat(
            count(
                "select count(*) from sales.sales_order where tenant_id = ? and shift_id is not null"))
        .isGreaterThan(1_300);
  }

  @Test
  void aZReportHasTheFiguresOfSalesAndTheSumsOfItsDrawer() {
    Set<Payment.Type> types = new HashSet<>();
    Set<CashMovement.Kind> kinds = new HashSet<>();
    long different = 0;
    // Few have payments by gift card or on the tab, so these are all looked at.
    List<String> shifts =
        texts(
            """
            select s.id::text from staff.shift s where s.tenant_id = ? and s.z_number <= 365 and (
              abs(hashtext(s.id::text)) % 60 = 0 or exists (
                select from sales.order_payment p where p.tenant_id = s.tenant_id and p.shift_id = s.id and payment_type in ('GIFT_CARD', 'ON_ACCOUNT')))
            """);
    for (String id : shifts) {
      ShiftReport report =
          staff()
              .getShiftReport(GetShiftReportRequest.newBuilder().setShiftId(id).build())
              .getReport();
      TenderTotals totals =
          sales()
              .getTenderTotals(GetTenderTotalsRequest.newBuilder().setShiftId(id).build())
              .getTotals();
      assertThat(report.getKind()).isEqualTo(ShiftReport.Kind.Z);
      assertThat(report.getTotals()).isEqualTo(totals);
      assertThat(report.getExpected().getAmount()).isEqualTo(expected(report));
      assertThat(report.getCorrectedExpected()).isEqualTo(report.getExpected());
      CashCount count = report.getCounts(0);
      assertThat(count.getAmount()).isEqualTo(report.getShift().getCounted());
      assertThat(
              count.getDenominationsList().stream()
                  .mapToLong(piece -> piece.getValue() * piece.getCount())
                  .sum())
          .isEqualTo(count.getAmount().getAmount());
      assertThat(Math.abs(report.getShift().getDifference().getAmount())).isLessThan(1_000_000);
      different += report.getShift().getDifference().getAmount() == 0 ? 0 : 1;
      totals.getTendersList().forEach(tender -> types.add(tender.getPaymentType()));
      report.getMovementsList().forEach(movement -> kinds.add(movement.getKind()));
    }
    assertThat(shifts).hasSizeGreaterThan(80);
    assertThat(different).isBetween(shifts.size() / 10L, shifts.size() / 2L);
    assertThat(types)
        .contains(
            Payment.Type.CASH, Payment.Type.QRIS, Payment.Type.GIFT_CARD, Payment.Type.ON_ACCOUNT);
    assertThat(kinds)
        .contains(
            CashMovement.Kind.DROP,
            CashMovement.Kind.PAY_OUT,
            CashMovement.Kind.PAY_IN,
            CashMovement.Kind.NO_SALE);
  }

  private static long expected(ShiftReport report) {
    long cash =
        report.getTotals().getTendersList().stream()
            .filter(tender -> tender.getPaymentType() == Payment.Type.CASH)
            .mapToLong(tender -> tender.getNet().getAmount())
            .sum();
    return report.getShift().getOpeningFloat().getAmount()
        + cash
        + report.getPaidIn().getAmount()
        - report.getPaidOut().getAmount()
        - report.getDrops().getAmount();
  }

  /**
   * Beside the other test that compares each with sales, all of them are compared by their sums.
   */
  @Test
  void allShiftsTogetherHaveAllMoney() {
    assertThat(
            count(
                """
                select sum((tender -> 'net' ->> 'amount')::bigint) from staff.shift s
                cross join lateral jsonb_array_elements(s.totals -> 'tenders') tender where s.tenant_id = ? and s.z_number <= 365
                """))
        .isPositive()
        .isEqualTo(
            count(
                "select sum(tendered - change) from sales.order_payment where tenant_id = ? and"
                    + " shift_id is not null"));
    assertThat(
            count(
                """
                select count(*) from staff.shift s where s.tenant_id = ? and s.z_number <= 365 and expected <> opening_float
                  + (select coalesce(sum(tendered - change), 0) from sales.order_payment p
                     where p.tenant_id = s.tenant_id and p.shift_id = s.id and p.payment_type = 'CASH')
                  + (select coalesce(sum(case kind when 'PAY_IN' then amount else -amount end), 0) from staff.cash_movement m
                     where m.tenant_id = s.tenant_id and m.shift_id = s.id)
                """))
        .isZero();
    assertThat(
            count(
                """
                select count(*) from (
                  select opened_at, z_number, row_number() over register as number, lag(closed_at) over register as closed_before
                  from staff.shift s where s.tenant_id = ? and z_number <= 365 window register as (partition by register_id order by opened_at)) shift
                where z_number <> number or opened_at < closed_before
                """))
        .isZero();
    assertThat(count("select count(*) from staff.shift where tenant_id = ? and z_number <= 365"))
        .isEqualTo((long) DAYS * REGISTERS);
  }

  /** The drawer never had less than nothing in it, in the order in which things happened. */
  @Test
  void nobodyTakesMoneyOutOfADrawerThatIsNotInIt() {
    assertThat(
            count(
                """
                select count(*) from (
                  select s.opening_float + sum(moved.amount) over (partition by s.tenant_id, s.id order by moved.at, moved.amount desc) as left_over,
                    moved.at between s.opened_at and s.closed_at as in_time
                  from staff.shift s join (
                    select tenant_id, shift_id, created_at as at, tendered - change as amount from sales.order_payment where payment_type = 'CASH'
                    union all
                    select tenant_id, shift_id, created_at, case kind when 'PAY_IN' then amount else -amount end from staff.cash_movement) moved
                    on moved.tenant_id = s.tenant_id and moved.shift_id = s.id
                  where s.tenant_id = ?) drawer
                where left_over < 0 or not in_time
                """))
        .isZero();
  }

  @Test
  void theNextShiftOfARegisterHasTheNextNumber() {
    Register register =
        staff()
            .listRegisters(
                ListRegistersRequest.newBuilder()
                    .setLocationId(demo.locations().getLast().toString())
                    .build())
            .getRegisters(0);
    long before =
        count(
            "select last_number from staff.z_counter where tenant_id = ? and register_id = '%s'"
                .formatted(register.getId()));
    String id =
        staff()
            .openShift(
                OpenShiftRequest.newBuilder()
                    .setRegisterId(register.getId())
                    .setOpeningFloat(Money.newBuilder().setCurrency("IDR"))
                    .build())
            .getShift()
            .getId();
    var _ = staff().countShift(CountShiftRequest.newBuilder().setShiftId(id).setAmount(0).build());

    Shift closed =
        staff().closeShift(CloseShiftRequest.newBuilder().setShiftId(id).build()).getShift();

    assertThat(before).isGreaterThanOrEqualTo(DAYS);
    assertThat(closed.getZNumber()).isEqualTo(before + 1);
    assertThat(
            staff()
                .listShifts(
                    ListShiftsRequest.newBuilder()
                        .setRegisterId(register.getId())
                        .setState(Shift.State.CLOSED)
                        .build())
                .getShiftsCount())
        .isEqualTo(50);
  }

  @Test
  void nobodyWorksTwiceAtATimeAndBreaksAreWithinTheWork() {
    assertThat(
            count(
                """
                select count(*) from (
                  select e.*, lag(clocked_out_at) over (partition by employee_id order by clocked_in_at) as before
                  from staff.time_entry e where tenant_id = ?) entry
                where status <> 'ENDED' or clocked_in_at <= before or clocked_out_at - clocked_in_at not between '6 hours' and '10 hours'
                """))
        .isZero();
    List<TimeEntry> entries =
        staff()
            .listTimeEntries(
                ListTimeEntriesRequest.newBuilder()
                    .setEmployeeId(demo.employees().getFirst().toString())
                    .setPagination(PaginationRequest.newBuilder().setPageSize(100))
                    .build())
            .getTimeEntriesList();
    assertThat(entries).hasSize(100);
    assertThat(entries.stream().map(TimeEntry::getBreaksCount).distinct())
        .containsExactlyInAnyOrder(1, 2);
    for (TimeEntry entry : entries) {
      long last = entry.getClockedInAt().getSeconds();
      for (TimeEntry.Break one : entry.getBreaksList()) {
        assertThat(one.getStartedAt().getSeconds()).isGreaterThan(last);
        last = one.getEndedAt().getSeconds();
      }
      assertThat(entry.getClockedOutAt().getSeconds()).isGreaterThan(last);
    }
  }

  @Test
  void whoeverSoldWasAtWork() {
    assertThat(
            count(
                """
                select count(*) from sales.sales_order o where o.tenant_id = ? and o.employee_id is not null and not exists (
                  select from staff.time_entry e
                  where e.tenant_id = o.tenant_id and e.employee_id = o.employee_id and e.location_id = o.location_id
                    and o.created_at between e.clocked_in_at and e.clocked_out_at)
                """))
        .isZero();
  }

  @Test
  void aTimesheetHasTheHoursOfAMonthAndSomeOvertime() {
    Timesheet sheet =
        staff()
            .getTimesheet(
                GetTimesheetRequest.newBuilder()
                    .setEmployeeId(demo.employees().getFirst().toString())
                    .setFromDate(date(2025, 11, 1))
                    .setToDate(date(2025, 11, 30))
                    .build())
            .getTimesheets(0);

    assertThat(sheet.getDaysCount()).isBetween(19, 21);
    assertThat(sheet.getTotal().getWorkedSeconds() / 3_600).isBetween(130L, 180L);
    assertThat(sheet.getTotal().getUnpaidBreakSeconds()).isEqualTo(sheet.getDaysCount() * 1_800L);
    assertThat(sheet.getTotal().getPaidBreakSeconds()).isPositive();
    assertThat(sheet.getTotal().getDailyOvertimeSeconds()).isPositive();
    assertThat(sheet.getOpenEntries() + sheet.getForgottenEntries()).isZero();
  }

  @Test
  void performanceHasTheSalesAndTheHoursOfTheYear() {
    String employee = demo.employees().get(1).toString();

    Performance year =
        staff()
            .getPerformance(
                GetPerformanceRequest.newBuilder()
                    .setEmployeeId(employee)
                    .setFromDate(date(2025, 1, 16))
                    .setToDate(date(2026, 1, 15))
                    .build())
            .getPerformances(0);

    assertThat(year.getEmployeeName()).isNotEmpty();
    assertThat(year.getWorkedSeconds() / 3_600).isBetween(1_600L, 2_100L);
    assertThat(year.getSales(0).getOrders())
        .isPositive()
        .isEqualTo(
            count(
                "select count(*) from sales.sales_order where tenant_id = ? and status ="
                    + " 'COMPLETED' and employee_id = '%s'".formatted(employee)));
  }

  @Test
  void commissionsArePaidEachMonthAndNobodyIsPaidTooMuch() {
    List<String> earners =
        texts("select distinct employee_id::text from staff.commission where tenant_id = ?");
    long paid = 0;
    for (String employee : earners) {
      GetCommissionStatementResponse.Currency statement =
          staff()
              .getCommissionStatement(
                  GetCommissionStatementRequest.newBuilder().setEmployeeId(employee).build())
              .getCurrencies(0);
      assertThat(statement.getClosing().getAmount()).isNotNegative();
      paid += statement.getPaid().getAmount();
    }
    assertThat(earners).hasSizeGreaterThan(20);
    assertThat(paid).isPositive();
    assertThat(
            staff()
                .listCommissions(
                    ListCommissionsRequest.newBuilder().setKind(Commission.Kind.PAID).build())
                .getCommissionsList())
        .isNotEmpty()
        .allMatch(payout -> payout.getReference().startsWith("Gaji 2025-"));
  }

  @Test
  void salesDaysAndCommissionsAreThoseThatTheOrdersGive() {
    String noted =
        """
        select string_agg(noted, '|' order by noted) from (
          select d::text as noted, tenant_id from staff.sales_day d
          union all select c::text, tenant_id from staff.counted_order c
          union all select concat_ws(' ', employee_id, amount, currency, order_id, item_id, receipt_number, business_date, net, quantity, rule_id,
            rule_version, extract(epoch from occurred_at)), tenant_id from staff.commission where kind = 'EARNED') rows
        where tenant_id = ?
        """;
    String written = texts(noted).getFirst();
    assertThat(
            count("select count(*) from staff.commission where tenant_id = ? and kind = 'EARNED'"))
        .isGreaterThan(40);
    assertThat(
            count(
                "select count(distinct rule_id) from staff.commission where tenant_id = ? and kind"
                    + " = 'EARNED'"))
        .isEqualTo(2);
    for (String table : List.of("sales_day", "counted_order", "commission")) {
      var _ =
          rows.asOwner()
              .sql(
                  "delete from staff.%s where tenant_id = ?%s"
                      .formatted(table, table.equals("commission") ? " and kind = 'EARNED'" : ""))
              .param(demo.tenant())
              .update();
    }

    List<Sale> sales = completed().stream().map(Sale::of).toList();
    background.run(
        demo.tenant(),
        "staff",
        "staff.orders",
        () -> {
          boolean _ =
              writes.run(
                  () -> {
                    followers.forEach(follower -> follower.follow(sales));
                    return true;
                  });
        });

    assertThat(texts(noted).getFirst()).isEqualTo(written);
    // The ledger has the time of recording, which the statements of other tests ask for.
    var _ =
        rows.asOwner()
            .sql("update staff.commission set created_at = occurred_at where tenant_id = ?")
            .param(demo.tenant())
            .update();
  }

  private List<Order> completed() {
    List<Order> all = new ArrayList<>();
    String token = "";
    do {
      ListOrdersResponse answer =
          sales()
              .listOrders(
                  ListOrdersRequest.newBuilder()
                      .setStatus(Order.Status.COMPLETED)
                      .setPagination(
                          PaginationRequest.newBuilder().setPageSize(100).setPageToken(token))
                      .build());
      all.addAll(answer.getOrdersList());
      token = answer.getPagination().getNextPageToken();
    } while (!token.isEmpty());
    return all;
  }

  private static Date date(int year, int month, int day) {
    return Date.newBuilder().setYear(year).setMonth(month).setDay(day).build();
  }

  private StaffServiceBlockingStub staff() {
    return StaffServiceGrpc.newBlockingStub(calls.as(demo.tenant()));
  }

  private SalesServiceBlockingStub sales() {
    return SalesServiceGrpc.newBlockingStub(calls.as(demo.tenant()));
  }

  private long count(String sql) {
    return rows.asOwner().sql(sql).param(demo.tenant()).query(Long.class).single();
  }

  private List<String> texts(String sql) {
    return rows.asOwner()
        .sql(sql)
        .param(demo.tenant())
        .query((row, number) -> row.getString(1))
        .list();
  }
}
