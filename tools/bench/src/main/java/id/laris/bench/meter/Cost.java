package id.laris.bench.meter;

import org.jspecify.annotations.Nullable;

/**
 * What one operation costs on average; null where it was not measured. Processor time in
 * milliseconds: it tells more than seconds do of something that takes one or two.
 */
public record Cost(
    @Nullable Double larisCpuMs,
    @Nullable Double postgresCpuMs,
    @Nullable Double loadCpuMs,
    @Nullable Double statements,
    @Nullable Double transactions,
    @Nullable Double walBytes) {

  private static final double MILLIS = 1_000;

  /** What the operations have cost between the two readings. */
  public static Cost between(Reading before, Reading after, long operations) {
    return new Cost(
        each(before.larisCpuSeconds(), after.larisCpuSeconds(), MILLIS, operations),
        each(before.postgresCpuSeconds(), after.postgresCpuSeconds(), MILLIS, operations),
        each(before.loadCpuSeconds(), after.loadCpuSeconds(), MILLIS, operations),
        each(before.statements(), after.statements(), 1, operations),
        each(before.transactions(), after.transactions(), 1, operations),
        each(before.walBytes(), after.walBytes(), 1, operations));
  }

  private static @Nullable Double each(
      @Nullable Double before, @Nullable Double after, double unit, long operations) {
    return before == null || after == null || operations == 0
        ? null
        : (after - before) * unit / operations;
  }
}
