package id.laris.bench.soak;

import id.laris.bench.shop.Till;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether something has grown: the median of the last quarter of the time against that of the
 * second; the first is for warming up.
 *
 * @param grows whether it must grow with what is sold; then it is told and not judged
 * @param growthPercent null where it was not measured
 */
record Verdict(
    String what,
    String unit,
    boolean grows,
    @Nullable Double before,
    @Nullable Double after,
    @Nullable Double growthPercent,
    boolean flat) {

  /** What figures may differ by from hour to hour without meaning anything. */
  private static final double TOLERATED_PERCENT = 10;

  private static final double MEGABYTE = 1024.0 * 1024;

  /**
   * Tables that keep what was sold, whose and how much of it, and the answers and events of a day.
   * All others must stay as they are.
   */
  private static final Set<String> GROWING =
      Set.of(
          "sales.sales_order",
          "sales.order_item",
          "sales.order_payment",
          "sales.idempotency_key",
          "sales.outbox",
          "inventory.stock_movement",
          "inventory.stock_reservation",
          "inventory.idempotency_key",
          "inventory.outbox");

  /** All that can be said of the samples. */
  static List<Verdict> of(List<Sample> samples) {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(of(samples, "memory of the JVM (RSS)", "MB", 0, Sample::residentMegabytes));
    verdicts.add(
        of(samples, "heap after collection", "MB", 10, Sample::heapAfterCollectionMegabytes));
    verdicts.add(of(samples, "file handles", "", 5, sample -> asDouble(sample.handles())));
    verdicts.add(
        of(samples, "database connections", "", 2, sample -> asDouble(sample.connections())));
    verdicts.add(of(samples, "checkout p99", "ms", 5, sample -> p99(sample, Till.CHECKOUT)));
    verdicts.add(of(samples, "sale p99", "ms", 10, sample -> p99(sample, Till.WHOLE_SALE)));
    verdicts.add(growing(samples, "database", "MB", Sample::databaseMegabytes));
    for (String table : tables(samples)) {
      if (GROWING.contains(table)) {
        verdicts.add(growing(samples, table, "MB", sample -> megabytes(sample, table)));
        verdicts.add(
            of(samples, table + ", each row", "bytes", 20, sample -> rowBytes(sample, table)));
      } else {
        verdicts.add(of(samples, table, "MB", 1, sample -> megabytes(sample, table)));
      }
    }
    return verdicts;
  }

  private static Set<String> tables(List<Sample> samples) {
    Set<String> names = new TreeSet<>();
    samples.forEach(sample -> sample.tables().forEach(table -> names.add(table.name())));
    return names;
  }

  private static @Nullable Double asDouble(@Nullable Integer number) {
    return number == null ? null : number.doubleValue();
  }

  private static @Nullable Double p99(Sample sample, String rpc) {
    var part = sample.load().byRpc().get(rpc);
    return part == null ? null : part.p99Ms();
  }

  private static Stream<Sample.Table> table(Sample sample, String name) {
    return sample.tables().stream().filter(table -> table.name().equals(name));
  }

  private static @Nullable Double megabytes(Sample sample, String name) {
    return table(sample, name).map(table -> table.bytes() / MEGABYTE).findFirst().orElse(null);
  }

  private static @Nullable Double rowBytes(Sample sample, String name) {
    return table(sample, name)
        .filter(table -> table.liveRows() > 0)
        .map(table -> (double) table.bytes() / table.liveRows())
        .findFirst()
        .orElse(null);
  }

  private static Verdict growing(
      List<Sample> samples, String what, String unit, Function<Sample, @Nullable Double> measure) {
    return of(samples, what, unit, true, 0, measure);
  }

  private static Verdict of(
      List<Sample> samples,
      String what,
      String unit,
      double tolerated,
      Function<Sample, @Nullable Double> measure) {
    return of(samples, what, unit, false, tolerated, measure);
  }

  private static Verdict of(
      List<Sample> samples,
      String what,
      String unit,
      boolean grows,
      double tolerated,
      Function<Sample, @Nullable Double> measure) {
    int count = samples.size();
    Double before = median(samples.subList(count / 4, count / 2), measure);
    Double after = median(samples.subList(count - count / 4, count), measure);
    if (before == null || after == null) {
      return new Verdict(what, unit, grows, before, after, null, false);
    }
    double growth = before == 0 ? (after == 0 ? 0 : 100) : 100 * (after - before) / before;
    boolean flat = growth <= TOLERATED_PERCENT || after - before <= tolerated;
    return new Verdict(what, unit, grows, before, after, growth, flat);
  }

  private static @Nullable Double median(
      List<Sample> samples, Function<Sample, @Nullable Double> measure) {
    List<Double> values = samples.stream().map(measure).filter(Objects::nonNull).sorted().toList();
    return values.isEmpty() ? null : values.get(values.size() / 2);
  }

  /** Whether it was measured, must not grow, and has. */
  boolean bad() {
    return growthPercent != null && !grows && !flat;
  }

  String line() {
    if (before == null || after == null || growthPercent == null) {
      return "not measured  " + what;
    }
    return String.format(
        Locale.ROOT,
        "%-12s  %-36s %10.2f -> %10.2f %-5s %+.1f %%",
        grows ? "must grow" : flat ? "flat" : "GROWS",
        what,
        before,
        after,
        unit,
        growthPercent);
  }
}
