package id.laris.bench.meter;

import org.jspecify.annotations.Nullable;

/**
 * The cost of one operation on average; null where it was not measured. Processor time is in
 * milliseconds: that tells more than seconds do of something that takes one or two.
 *
 * @param larisCpuMs of the process that listens at the target
 * @param postgresCpuMs of the database server and all its processes, those that ended included
 * @param loadCpuMs of the load generator
 * @param statements that the database has executed, without BEGIN, COMMIT and ROLLBACK
 * @param transactions that were committed or rolled back
 * @param walBytes written ahead
 */
public record Cost(
    @Nullable Double larisCpuMs,
    @Nullable Double postgresCpuMs,
    @Nullable Double loadCpuMs,
    @Nullable Double statements,
    @Nullable Double transactions,
    @Nullable Double walBytes) {

  /** The cost of each operation between two readings, which are costs since the start. */
  public static Cost between(Cost before, Cost after, long operations) {
    return new Cost(
        each(before.larisCpuMs, after.larisCpuMs, operations),
        each(before.postgresCpuMs, after.postgresCpuMs, operations),
        each(before.loadCpuMs, after.loadCpuMs, operations),
        each(before.statements, after.statements, operations),
        each(before.transactions, after.transactions, operations),
        each(before.walBytes, after.walBytes, operations));
  }

  private static @Nullable Double each(
      @Nullable Double before, @Nullable Double after, long operations) {
    return before == null || after == null || operations == 0
        ? null
        : (after - before) / operations;
  }
}
