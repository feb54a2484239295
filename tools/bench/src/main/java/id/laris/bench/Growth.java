package id.laris.bench;

import id.laris.bench.Soak.Sample;
import id.laris.bench.shop.Till;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How much something has grown: the median of the last quarter of the time against that of the
 * second; the first is for warming up.
 *
 * @param grows whether it must grow with what is sold; then it is told and not judged
 * @param growthPercent null where it was not measured
 */
record Growth(
    String what,
    String unit,
    boolean grows,
    @Nullable Double before,
    @Nullable Double after,
    @Nullable Double growthPercent,
    boolean flat) {

  /** Figures may differ by so much from hour to hour without meaning anything. */
  private static final double TOLERATED_PERCENT = 10;

  private static final double MEGABYTE = 1024.0 * 1024;

  /**
   * Tables that keep what was sold, its stock, and the answers and events of a day. All others must
   * stay as they are.
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
  static List<Growth> of(List<Sample> samples) {
    List<Growth> all = new ArrayList<>();
    all.add(of(samples, "memory of the JVM (RSS)", "MB", 0, Sample::residentMegabytes));
    all.add(of(samples, "heap after collection", "MB", 10, Sample::heapAfterCollectionMegabytes));
    all.add(of(samples, "file handles", "", 5, Sample::handles));
    all.add(of(samples, "database connections", "", 2, Sample::connections));
    all.add(of(samples, "checkout p99", "ms", 5, sample -> sample.p99Ms(Till.CHECKOUT)));
    all.add(of(samples, "sale p99", "ms", 10, sample -> sample.p99Ms(Till.WHOLE_SALE)));
    all.add(growing(samples, "database", Sample::databaseMegabytes));
    Set<String> tables = new TreeSet<>();
    samples.forEach(sample -> sample.tables().forEach(table -> tables.add(table.name())));
    for (String table : tables) {
      Function<Sample, @Nullable Number> megabytes =
          sample -> figure(sample, table, one -> one.bytes() / MEGABYTE);
      if (GROWING.contains(table)) {
        all.add(growing(samples, table, megabytes));
        all.add(
            of(samples, table + ", each row", "bytes", 20, sample -> bytesOfRow(sample, table)));
      } else {
        all.add(of(samples, table, "MB", 1, megabytes));
      }
    }
    return all;
  }

  private static @Nullable Number bytesOfRow(Sample sample, String table) {
    return figure(
        sample, table, one -> one.liveRows() == 0 ? null : (double) one.bytes() / one.liveRows());
  }

  private static @Nullable Number figure(
      Sample sample, String name, Function<Sample.Table, @Nullable Double> figure) {
    return sample.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .map(figure)
        .orElse(null);
  }

  private static Growth growing(
      List<Sample> samples, String what, Function<Sample, ? extends @Nullable Number> measure) {
    Growth growth = of(samples, what, "MB", 0, measure);
    return new Growth(
        what, "MB", true, growth.before, growth.after, growth.growthPercent, growth.flat);
  }

  private static Growth of(
      List<Sample> samples,
      String what,
      String unit,
      double tolerated,
      Function<Sample, ? extends @Nullable Number> measure) {
    int count = samples.size();
    Double before = median(samples.subList(count / 4, count / 2), measure);
    Double after = median(samples.subList(count - count / 4, count), measure);
    if (before == null || after == null) {
      return new Growth(what, unit, false, before, after, null, false);
    }
    double growth = before == 0 ? (after == 0 ? 0 : 100) : 100 * (after - before) / before;
    boolean flat = growth <= TOLERATED_PERCENT || after - before <= tolerated;
    return new Growth(what, unit, false, before, after, growth, flat);
  }

  private static @Nullable Double median(
      List<Sample> samples, Function<Sample, ? extends @Nullable Number> measure) {
    List<Double> values =
        samples.stream()
            .map(measure)
            .filter(Objects::nonNull)
            .map(Number::doubleValue)
            .sorted()
            .toList();
    return values.isEmpty() ? null : values.get(values.size() / 2);
  }

  /** True if it was measured, must not grow, and has. */
  boolean bad() {
    return growthPercent != null && !grows && !flat;
  }

  String line() {
    return growthPercent == null
        ? "not measured  " + what
        : String.format(
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
