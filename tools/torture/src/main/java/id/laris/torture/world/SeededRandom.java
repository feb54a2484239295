package id.laris.torture.world;

import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Everything random of a run, from one seed. Each till has random of its own. */
public final class SeededRandom {

  private static final int PERCENT = 100;
  private static final int TIME_SHIFT = 16;
  private static final long VERSION_7 = 0x7000L;
  private static final long RANDOM_A = 0x0FFFL;
  private static final long VARIANT_CLEAR = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final long seed;
  private final Random random;

  public SeededRandom(long seed) {
    this.seed = seed;
    this.random = new Random(seed);
  }

  /** Other random, which the same seed and name make the same again. */
  public SeededRandom of(String name) {
    return new SeededRandom(seed * MIX + name.hashCode());
  }

  /** 0 or more, and less than the bound. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** Both ends included. */
  public int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  public boolean chance(int percent) {
    return random.nextInt(PERCENT) < percent;
  }

  public <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** A UUID without a time in it. */
  public UUID uuid() {
    return new UUID(
        (random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() & VARIANT_CLEAR) | VARIANT);
  }

  /** A UUIDv7, as a client makes it whose clock says this. */
  public String uuidAt(long epochMillis) {
    long high = (epochMillis << TIME_SHIFT) | VERSION_7 | (random.nextLong() & RANDOM_A);
    return new UUID(high, (random.nextLong() & VARIANT_CLEAR) | VARIANT).toString();
  }

  public Random random() {
    return random;
  }
}
