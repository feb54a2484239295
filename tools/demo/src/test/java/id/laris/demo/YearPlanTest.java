package id.laris.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class YearPlanTest {

  private static final LocalDate UNTIL = LocalDate.parse("2026-04-01");

  @Test
  void thereAreExactlyAsManyOrdersAsAreWanted() {
    for (int wanted : List.of(100, 999, 12_345)) {
      assertThat(plan(1, wanted)).hasSize(wanted);
    }
  }

  @Test
  void theSameSeedMakesTheSameYearAndAnotherMakesAnother() {
    assertThat(plan(7, 500)).isEqualTo(plan(7, 500)).isNotEqualTo(plan(8, 500));
  }

  @Test
  void idsGrowWithTheDaysAndNoneIsThereTwice() {
    List<PlannedOrder> orders = plan(1, 20_000);

    assertThat(orders.stream().map(PlannedOrder::id)).doesNotHaveDuplicates();
    // Within one millisecond the rest of the id decides.
    assertThat(orders.stream().map(order -> order.id().getMostSignificantBits() >>> 16).distinct())
        .hasSizeGreaterThan(19_900);
    assertThat(orders.stream().map(order -> order.id().getMostSignificantBits() >>> 16))
        .isEqualTo(orders.stream().map(PlannedOrder::atMillis).toList());
  }

  @Test
  void receiptsOfAShopAndDayCountFromOne() {
    Map<String, Integer> last = new HashMap<>();
    for (PlannedOrder order : plan(1, 30_000)) {
      String receipt = order.receiptNumber();
      if (receipt != null) {
        int dash = receipt.lastIndexOf('-');
        int number = Integer.parseInt(receipt.substring(dash + 1));
        assertThat(number)
            .as(receipt)
            .isEqualTo(
                1 + Objects.requireNonNullElse(last.put(receipt.substring(0, dash), number), 0));
      }
    }
    assertThat(last).hasSizeGreaterThan(3_000);
  }

  @Test
  void aFewPercentOfTheOrdersAreOfCustomersAndSomeComeOften() {
    Map<UUID, Long> visits =
        plan(1, 20_000).stream()
            .flatMap(order -> Stream.ofNullable(order.customerId()))
            .collect(groupingBy(customer -> customer, counting()));

    assertThat(visits).hasSizeBetween(30, 40);
    assertThat(visits.values().stream().mapToLong(Long::longValue).sum()).isBetween(600L, 1_000L);
    assertThat(visits.values()).anyMatch(count -> count > 50).anyMatch(count -> count < 15);
  }

  @Test
  void weekendsAreBusyAndLebaranIsQuiet() {
    LocalDate saturday = LocalDate.parse("2026-01-17");
    LocalDate lebaran = LocalDate.parse("2026-03-20");

    assertThat(Rhythm.of(saturday)).isGreaterThan(1.3 * Rhythm.of(saturday.plusDays(3)));
    assertThat(Rhythm.isRamadan(lebaran.minusDays(10))).isTrue();
    assertThat(Rhythm.isLebaran(lebaran)).isTrue();
    assertThat(Rhythm.of(lebaran)).isLessThan(0.3 * Rhythm.of(saturday));
  }

  private static List<PlannedOrder> plan(long seed, int orders) {
    SeededIds ids = new SeededIds(seed);
    List<PlannedOrder> all = new ArrayList<>();
    new YearPlan(ids, UNTIL, orders, 40, SampleSales.wanted(ids, 3)).forEachDay(all::addAll);
    return all;
  }
}
