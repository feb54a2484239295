package id.laris.demo;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RosterTest {

  private static final LocalDate UNTIL = LocalDate.parse("2026-04-01");
  private static final LocalDate FIRST = YearPlan.firstDay(UNTIL);

  private final SeededIds ids = new SeededIds(1);
  private final Roster roster = new Roster(ids, FIRST);

  @Test
  void nobodyWorksTwiceAtATimeAndEverybodyHasDaysOff() {
    Map<UUID, List<Roster.Work>> byEmployee =
        work().stream().collect(groupingBy(Roster.Work::employeeId));

    assertThat(byEmployee).hasSize(Shop.ALL.size() * Shop.STAFF);
    for (List<Roster.Work> work : byEmployee.values()) {
      work.sort(Comparator.comparingLong(Roster.Work::startMillis));
      assertThat(work).hasSizeBetween(YearPlan.DAYS * 4 / 6 - 2, YearPlan.DAYS * 4 / 6 + 2);
      for (int i = 0; i < work.size(); i++) {
        assertThat(work.get(i).endMillis()).isGreaterThan(work.get(i).startMillis());
        assertThat(work.get(i).shop()).isEqualTo(work.getFirst().shop());
        if (i > 0) {
          assertThat(work.get(i).startMillis()).isGreaterThan(work.get(i - 1).endMillis());
        }
      }
    }
  }

  @Test
  void whoeverSellsIsAtWorkAndTheDrawerIsOpen() {
    Map<UUID, List<Roster.Work>> work =
        work().stream().collect(groupingBy(Roster.Work::employeeId));
    Map<UUID, List<PlannedShift>> shifts = shifts().stream().collect(groupingBy(PlannedShift::id));

    for (PlannedOrder order : orders()) {
      PlannedShift shift = shifts.getOrDefault(order.shiftId(), List.of()).getFirst();
      assertThat(order.atMillis()).isBetween(shift.openedMillis(), shift.closedMillis());
      assertThat(shift.day()).isEqualTo(order.day());
      assertThat(work.getOrDefault(order.employeeId(), List.of()))
          .as("work of %s at %d", order.employeeId(), order.atMillis())
          .anyMatch(
              one ->
                  one.startMillis() < order.atMillis()
                      && order.atMillis() < one.endMillis()
                      && one.shop() == shift.shop());
    }
  }

  @Test
  void aRegisterHasOneShiftADayAndItsReportsHaveNoGaps() {
    Map<UUID, List<PlannedShift>> byRegister =
        shifts().stream()
            .collect(groupingBy(shift -> Chain.registerId(ids, shift.shop(), shift.register())));

    assertThat(shifts().stream().map(PlannedShift::id)).doesNotHaveDuplicates();
    assertThat(byRegister).hasSize(19);
    for (List<PlannedShift> shifts : byRegister.values()) {
      assertThat(shifts).hasSize(YearPlan.DAYS);
      for (int i = 0; i < shifts.size(); i++) {
        assertThat(shifts.get(i).zNumber()).isEqualTo(i + 1);
        assertThat(shifts.get(i).closedMillis()).isGreaterThan(shifts.get(i).handoverMillis());
        if (i > 0) {
          assertThat(shifts.get(i).openedMillis()).isGreaterThan(shifts.get(i - 1).closedMillis());
        }
      }
    }
  }

  private List<Roster.Work> work() {
    return days().stream()
        .flatMap(day -> shops().stream().flatMap(shop -> roster.work(day, shop).stream()))
        .toList();
  }

  private List<PlannedShift> shifts() {
    return days().stream()
        .flatMap(day -> shops().stream().flatMap(shop -> roster.shifts(day, shop).stream()))
        .toList();
  }

  private List<PlannedOrder> orders() {
    List<PlannedOrder> all = new ArrayList<>();
    new YearPlan(ids, UNTIL, 20_000, 40, SampleSales.wanted(ids, 3)).forEachDay(all::addAll);
    return all;
  }

  private static List<LocalDate> days() {
    return FIRST.datesUntil(UNTIL).toList();
  }

  private static List<Integer> shops() {
    return IntStream.range(0, Shop.ALL.size()).boxed().toList();
  }
}
