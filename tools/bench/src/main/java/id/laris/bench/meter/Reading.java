package id.laris.bench.meter;

import org.jspecify.annotations.Nullable;

/**
 * What the meters show at one moment; null where one cannot be read.
 *
 * @param larisCpuSeconds of the process that listens at the target
 * @param postgresCpuSeconds of the database server and all its processes, those that ended included
 * @param loadCpuSeconds of the load generator
 * @param statements that the database has executed, without BEGIN, COMMIT and ROLLBACK
 * @param transactions that were committed or rolled back
 * @param walBytes written ahead
 */
public record Reading(
    @Nullable Double larisCpuSeconds,
    @Nullable Double postgresCpuSeconds,
    @Nullable Double loadCpuSeconds,
    @Nullable Double statements,
    @Nullable Double transactions,
    @Nullable Double walBytes) {}
