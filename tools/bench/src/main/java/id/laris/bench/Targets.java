package id.laris.bench;

import id.laris.bench.load.Plan;
import id.laris.bench.payment.Charges;
import id.laris.bench.payment.Notifications;
import id.laris.bench.process.StartUp;
import id.laris.bench.report.Result;
import id.laris.bench.report.Row;
import id.laris.bench.shop.EventLatency;
import id.laris.bench.shop.Till;
import id.laris.bench.stock.Bookkeeper;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Laris should reach on 2 cores, Postgres beside it, with durable commits. */
final class Targets {

  /** One target and what came of it; the figure is null where it was not measured. */
  record Outcome(String target, @Nullable Double figure, String unit, boolean met) {

    String line() {
      if (figure == null) {
        return "not measured  " + target;
      }
      return String.format(
          Locale.ROOT, "%-12s  %s: %.2f %s", met ? "met" : "MISSED", target, figure, unit);
    }
  }

  private static final String READ_MIX = "read-mix";

  private Targets() {}

  /**
   * Of every target, and of each list of stock that was read.
   *
   * @param movements how many the books had in which the lists were read
   */
  static List<Outcome> of(List<Result> results, StartUp.@Nullable Figures startUp, int movements) {
    return Stream.concat(always(results, startUp).stream(), stockLists(results, movements))
        .toList();
  }

  private static List<Outcome> always(List<Result> results, StartUp.@Nullable Figures startUp) {
    return List.of(
        below(
            "GetProduct p95 under 5 ms at 16 callers",
            figure(results, Scenario.GET_PRODUCT, "GetProduct", Row::p95Ms),
            5,
            "ms"),
        atLeast(
            "250 sales of six calls a second or more at 8 callers",
            figure(results, Scenario.SALE, Till.WHOLE_SALE, Row::ratePerSecond),
            250,
            "sales/s"),
        below(
            "CompleteOrder p95 under 25 ms at 8 callers",
            figure(results, Scenario.SALE, "CompleteOrder", Row::p95Ms),
            25,
            "ms"),
        atLeast(
            "600 checkouts a second or more at 8 callers",
            figure(results, Scenario.CHECKOUT, Till.CHECKOUT, Row::ratePerSecond),
            600,
            "sales/s"),
        below(
            "Checkout p99 under 60 ms at 300 a second (--scenario checkout@300)",
            figureAtRate(results, Scenario.CHECKOUT, Till.CHECKOUT, 300, Row::p99Ms),
            60,
            "ms"),
        atLeast(
            "a checkout at 45% or more of the rate of its statements without Laris, both at 8 callers",
            percentOfStatements(results), 45, "%"),
        atLeast(
            "a sale with stock at 80% or more of the rate without, both at 8 callers",
            percentOfRateWithoutStock(results), 80, "%"),
        atLeast(
            "6000 reads of a big shop a second or more (read-mix)",
            readMix(results, Result::operationsPerSecond),
            6_000,
            "reads/s"),
        below(
            "each kind of them with p99 under 30 ms",
            readMix(results, result -> worst(result, Row::p99Ms)),
            30,
            "ms"),
        below(
            "an event within 50 ms of the answer (median) at 1 caller",
            figure(results, Scenario.EVENT_LATENCY, EventLatency.AFTER_ANSWER, Row::p50Ms),
            50,
            "ms"),
        atMost(
            "Charge adds 8 ms or less to the gateway's own answer (medians) at 4 callers, 100 a second",
            addedToGateway(results),
            8,
            "ms"),
        below(
            "200 notifications a second with p95 under 50 ms",
            figure(results, Scenario.WEBHOOK, Notifications.atRate(Notifications.RATE), Row::p95Ms),
            50,
            "ms"),
        below(
            "ready within 5 s of process start, with existing data",
            startUp == null ? null : startUp.readySeconds(),
            5,
            "s"),
        below(
            "memory of the JVM at rest (RSS) under 400 MB",
            startUp == null ? null : startUp.idleRssMegabytes(),
            400,
            "MB"));
  }

  private static @Nullable Double percentOfRateWithoutStock(List<Result> results) {
    Double without = figure(results, Scenario.SALE, Till.WHOLE_SALE, Row::ratePerSecond);
    Double with = figure(results, Scenario.STOCKED_SALE, Till.WHOLE_SALE, Row::ratePerSecond);
    return without == null || with == null ? null : 100 * with / without;
  }

  private static @Nullable Double percentOfStatements(List<Result> results) {
    return Share.of(results).stream()
        .filter(share -> share.floor().equals(Floor.CHECKOUT.label()))
        .map(Share::percent)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Double readMix(List<Result> results, ToDoubleFunction<Result> figure) {
    return results.stream()
        .filter(result -> result.scenario().equals(READ_MIX) && result.operations() > 0)
        .filter(result -> result.plannedPerSecond() == Plan.CLOSED)
        .map(figure::applyAsDouble)
        .findFirst()
        .orElse(null);
  }

  private static double worst(Result result, ToDoubleFunction<Row> figure) {
    return result.calls().stream().mapToDouble(figure).max().orElse(0);
  }

  private static @Nullable Double addedToGateway(List<Result> results) {
    Double alone = figure(results, Scenario.CHARGE, Charges.GATEWAY_ALONE, Row::p50Ms);
    Double through = figure(results, Scenario.CHARGE, Charges.CHARGE, Row::p50Ms);
    return alone == null || through == null ? null : through - alone;
  }

  /** A line for each, because each stands on an index of its own. */
  private static Stream<Outcome> stockLists(List<Result> results, int movements) {
    return rows(results)
        .filter(row -> row.scenario().equals(Scenario.STOCK_LISTS.label()))
        .map(Row::rpc)
        .filter(rpc -> rpc.startsWith("ListStockLevels") || rpc.startsWith("ListStockMovements"))
        .map(
            rpc ->
                below(
                    rpc + " p95 under 20 ms at 8 callers, with 1,000,000 movements",
                    movements < Bookkeeper.MOVEMENTS
                        ? null
                        : figure(results, Scenario.STOCK_LISTS, rpc, Row::p95Ms),
                    20,
                    "ms"));
  }

  private static Stream<Row> rows(List<Result> results) {
    return results.stream().flatMap(result -> result.calls().stream());
  }

  /** The figure, if the scenario ran with the callers that the target names and calls succeeded. */
  private static @Nullable Double figure(
      List<Result> results, Scenario scenario, String rpc, ToDoubleFunction<Row> figure) {
    return rows(results, scenario, rpc, scenario.ratePerSecond())
        .filter(row -> row.callers() == scenario.callers())
        .map(figure::applyAsDouble)
        .findFirst()
        .orElse(null);
  }

  /** The like at a fixed rate, at which it does not matter how many callers there are. */
  private static @Nullable Double figureAtRate(
      List<Result> results,
      Scenario scenario,
      String rpc,
      int ratePerSecond,
      ToDoubleFunction<Row> figure) {
    return rows(results, scenario, rpc, ratePerSecond)
        .map(figure::applyAsDouble)
        .findFirst()
        .orElse(null);
  }

  private static Stream<Row> rows(
      List<Result> results, Scenario scenario, String rpc, int ratePerSecond) {
    return rows(results)
        .filter(row -> row.scenario().equals(scenario.label()) && row.rpc().equals(rpc))
        .filter(row -> row.plannedPerSecond() == ratePerSecond && row.count() > 0);
  }

  private static Outcome below(String target, @Nullable Double figure, double limit, String unit) {
    return new Outcome(target, figure, unit, figure != null && figure < limit);
  }

  private static Outcome atMost(String target, @Nullable Double figure, double limit, String unit) {
    return new Outcome(target, figure, unit, figure != null && figure <= limit);
  }

  private static Outcome atLeast(
      String target, @Nullable Double figure, double limit, String unit) {
    return new Outcome(target, figure, unit, figure != null && figure >= limit);
  }
}
