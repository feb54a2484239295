package id.laris.bench;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.bench.meter.Cost;
import id.laris.bench.shop.Till;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TargetsTest {

  private static final Cost NOT_KNOWN = new Cost(null, null, null, null, null, null);

  private static Result.Row row(Scenario scenario, String rpc, double ratePerSecond, double p95Ms) {
    return new Result.Row(
        scenario.label(),
        rpc,
        scenario.callers(),
        scenario.ratePerSecond(),
        100,
        ratePerSecond,
        p95Ms / 2,
        p95Ms,
        p95Ms,
        p95Ms,
        p95Ms,
        Map.of());
  }

  private static List<String> lines(int movements, Result.Row... rows) {
    List<Result> results =
        Stream.of(rows)
            .map(
                row ->
                    new Result(
                        row.scenario(),
                        row.callers(),
                        row.plannedPerSecond(),
                        row.count(),
                        row.ratePerSecond(),
                        0,
                        0,
                        NOT_KNOWN,
                        List.of(row),
                        List.of()))
            .toList();
    return Target.of(results, null, movements).stream().map(Target::line).toList();
  }

  @Test
  void aSaleWithStockIsJudgedByTheSaleWithoutInTheSameRun() {
    Result.Row without = row(Scenario.SALE, Till.WHOLE_SALE, 200, 40);
    String target = "a sale with stock at 80% or more of the rate without, both at 8 callers";

    assertThat(lines(0, without, row(Scenario.STOCKED_SALE, Till.WHOLE_SALE, 160, 50)))
        .contains("met           " + target + ": 80.00 %");
    assertThat(lines(0, without, row(Scenario.STOCKED_SALE, Till.WHOLE_SALE, 159, 50)))
        .contains("MISSED        " + target + ": 79.50 %");
    assertThat(lines(0, row(Scenario.STOCKED_SALE, Till.WHOLE_SALE, 160, 50)))
        .contains("not measured  " + target);
  }

  @Test
  void eachListOfStockIsJudgedWhereTheBooksAreAsBigAsTheTargetSays() {
    Result.Row fast = row(Scenario.STOCK_LISTS, "ListStockLevels (low)", 100, 19);
    Result.Row slow = row(Scenario.STOCK_LISTS, "ListStockMovements (type)", 100, 21);

    assertThat(lines(1_000_000, fast, slow))
        .anyMatch(line -> line.startsWith("met           ListStockLevels (low) p95"))
        .anyMatch(line -> line.startsWith("MISSED        ListStockMovements (type) p95"));
    assertThat(lines(999_999, fast))
        .anyMatch(line -> line.startsWith("not measured  ListStockLevels (low) p95"));
    assertThat(lines(1_000_000)).noneMatch(line -> line.contains("ListStock"));
  }

  private static Result result(String scenario, int callers, int plannedPerSecond, double rate) {
    return new Result(
        scenario, callers, plannedPerSecond, 100, rate, 0, 0, NOT_KNOWN, List.of(), List.of());
  }

  @Test
  void aCheckoutIsComparedWithItsStatementsAtAsManyCallers() {
    Result checkout = result("checkout", 8, 0, 500);
    Result floor = result("floor-checkout", 8, 0, 1_000);

    assertThat(Share.of(List.of(checkout, floor, result("health", 16, 0, 10_000))))
        .extracting(Share::line)
        .containsExactly(
            "checkout: 500.0/s is 50.0 % of 1000.0/s, the same statements over plain JDBC",
            "checkout: 500.0/s is 5.0 % of 10000.0/s, empty RPCs");
    assertThat(Share.of(List.of(result("checkout", 16, 0, 500), floor))).isEmpty();
    assertThat(Share.of(List.of(result("checkout", 8, 300, 300), floor))).isEmpty();
    assertThat(Target.of(List.of(checkout, floor), null, 0))
        .extracting(Target::line)
        .anyMatch(line -> line.startsWith("met           a checkout at 45%"));
  }
}
