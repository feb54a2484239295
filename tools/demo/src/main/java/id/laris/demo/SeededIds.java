package id.laris.demo;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;

/** Ids and random numbers that are the same for the same seed. Ids are of version 7. */
final class SeededIds {

  /** The ids of the parts of an order are that of the order up to here, as texts. */
  static final int DIGITS_OF_ORDER = 32;

  /** Before every sale: ids of what is not a sale count up from here. */
  private static final long FIRST_MILLIS = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();

  private static final int VERSION_AND_RANDOM_BITS = 16;
  private static final long VERSION = 0x7000;
  private static final long RANDOM_A = 0x0fff;
  private static final long RANDOM_B = 0x3fff_ffff_ffff_ffffL;
  private static final long LINE = 0xffff;
  private static final long MIX = 0x9e37_79b9_7f4a_7c15L;

  private final long seed;

  SeededIds(long seed) {
    this.seed = seed;
  }

  /** Random numbers of their own for each thing, so that one thing more changes nothing else. */
  SplittableRandom random(String kind, int number) {
    return new SplittableRandom((seed * MIX + kind.hashCode()) * MIX + number);
  }

  /** The id of the thing of that kind; things of one kind are in the order of their numbers. */
  UUID of(String kind, int number) {
    SplittableRandom random = random(kind, number);
    return id(FIRST_MILLIS + number, random.nextLong(), random.nextLong());
  }

  /** The id of a thing of that time. */
  UUID of(String kind, int number, long millis) {
    SplittableRandom random = random(kind + " id", number);
    return id(millis, random.nextLong(), random.nextLong());
  }

  /** The same for orders. */
  UUID ofOrder(String kind, int number) {
    return withoutLine(of(kind, number));
  }

  /** The id of an order of that time. */
  static UUID ofOrder(long millis, SplittableRandom random) {
    return withoutLine(id(millis, random.nextLong(), random.nextLong()));
  }

  /**
   * Returns the id with 0 for the last four digits: the parts of an order have its id except for
   * these.
   */
  private static UUID withoutLine(UUID id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() & ~LINE);
  }

  /** Returns the id of a part of an order. */
  static UUID within(UUID orderId, int number) {
    return new UUID(
        orderId.getMostSignificantBits(), orderId.getLeastSignificantBits() | (number & LINE));
  }

  private static UUID id(long millis, long randomA, long randomB) {
    return new UUID(
        (millis << VERSION_AND_RANDOM_BITS) | VERSION | (randomA & RANDOM_A),
        Long.MIN_VALUE | (randomB & RANDOM_B));
  }
}
