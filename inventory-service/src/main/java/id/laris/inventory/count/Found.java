package id.laris.inventory.count;

import java.time.Instant;
import java.util.UUID;

/**
 * The quantity of a variant that was found, in all places together.
 *
 * @param countedAt the moment it holds for
 */
record Found(UUID variantId, long quantity, Instant countedAt) {

  /** The same with another quantity. */
  Found of(long otherQuantity) {
    return new Found(variantId, otherQuantity, countedAt);
  }
}
