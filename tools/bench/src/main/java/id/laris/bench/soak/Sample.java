package id.laris.bench.soak;

import id.laris.bench.load.Slices;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How things stood at one moment; null where something cannot be told.
 *
 * @param load what there was since the last sample
 * @param residentMegabytes of the JVM of Laris
 * @param heapMegabytes used, garbage included
 * @param heapAfterCollectionMegabytes used after a full collection, which only some samples ask for
 * @param handles files and sockets that the JVM holds open
 * @param connections to the database, of others than the load generator
 * @param tables those that were ever written to
 */
record Sample(
    Slices.Slice load,
    @Nullable Double residentMegabytes,
    @Nullable Double heapMegabytes,
    @Nullable Double heapAfterCollectionMegabytes,
    @Nullable Integer handles,
    @Nullable Integer connections,
    @Nullable Double databaseMegabytes,
    List<Table> tables) {

  /**
   * A table with its indexes.
   *
   * @param liveRows about so many, as the database counts them
   * @param deadRows those that are waiting for vacuum
   */
  record Table(String name, long liveRows, long deadRows, long bytes) {}

  double minutes() {
    return load.untilSeconds() / 60;
  }
}
