package id.laris.bench;

import id.laris.bench.load.Load;
import id.laris.bench.load.Measurements.Slice;
import id.laris.bench.load.Plan;
import id.laris.bench.meter.Sampler;
import id.laris.bench.scenario.Shop;
import id.laris.bench.scenario.Shops;
import id.laris.bench.scenario.Till;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Sells at a fixed rate for a long time, goods with stock, by turns in one call and in six; and
 * looks at Laris and its database every few seconds.
 *
 * @param samples all until now
 * @param soFar is told of them now and then, so that a run that is broken off is not lost
 */
record Soak(Shops shops, Sampler sampler, List<Sample> samples, Runnable soFar, PrintStream out) {

  /** How things stood at one moment, by names that docs/performance.md explains. */
  record Sample(double untilSeconds, Map<String, Double> figures) {

    /** Without the tables, whose names have a point. */
    private String line() {
      return "%6s min  ".formatted(Result.decimals(1, untilSeconds / 60))
          + figures.entrySet().stream()
              .filter(figure -> !figure.getKey().contains("."))
              .map(figure -> figure.getKey() + " " + Result.decimals(0, figure.getValue()))
              .collect(Collectors.joining("  "));
    }
  }

  /** Begun each second where nothing else is said: about half of what 2 cores can do. */
  static final int RATE = 150;

  /** In how many samples of a run Laris is asked for a full collection. */
  private static final int COLLECTIONS = 24;

  /** After how many samples the run so far is told. */
  private static final int TELL_EVERY = 10;

  private static final int TENTH = 10;

  Load.Measured run(Plan plan, Duration every) throws Exception {
    AtomicLong turns = new AtomicLong();
    long collectEvery = Math.max(1, plan.duration().dividedBy(every) / COLLECTIONS);
    return Load.run(
        plan,
        shops.tills(
            Shop::withStock,
            (till, stopwatch) -> {
              if (turns.getAndIncrement() % 2 == 0) {
                till.checkout(stopwatch);
              } else {
                till.sale(stopwatch);
              }
            }),
        every,
        slice -> look(slice, samples.size() % collectEvery == 0));
  }

  void look(Slice slice, boolean collect) {
    Map<String, Double> figures = sampler.take(collect);
    for (String rpc : List.of(Till.CHECKOUT, Till.WHOLE_SALE)) {
      var part = slice.byRpc().get(rpc);
      if (part != null) {
        figures.put(rpc + " ratePerSecond", part.ratePerSecond());
        figures.put(rpc + " p99Ms", part.p99Ms());
      }
    }
    samples.add(new Sample(slice.untilSeconds(), figures));
    out.println(samples.getLast().line());
    if (samples.size() % TELL_EVERY == 0) {
      soFar.run();
    }
  }

  /** The means of the first tenth of the time and of the last, beside each other. */
  static String comparison(List<Sample> samples) {
    int tenth = Math.ceilDiv(samples.size(), TENTH);
    List<Sample> first = samples.subList(0, tenth);
    List<Sample> last = samples.subList(samples.size() - tenth, samples.size());
    Set<String> names = new LinkedHashSet<>();
    samples.forEach(sample -> names.addAll(sample.figures().keySet()));
    String row = "%-50s %15s %15s%n";
    return row.formatted("means", "first tenth", "last tenth")
        + names.stream()
            .map(name -> row.formatted(name, mean(first, name), mean(last, name)))
            .collect(Collectors.joining());
  }

  private static String mean(List<Sample> samples, String name) {
    return samples.stream()
        .map(sample -> sample.figures().get(name))
        .filter(Objects::nonNull)
        .collect(
            Collectors.teeing(
                Collectors.counting(),
                Collectors.summingDouble(Double::doubleValue),
                (count, sum) -> Result.decimals(2, count == 0 ? null : sum / count)));
  }
}
