package id.laris.customer.loyalty;

import id.laris.common.Ids;
import id.laris.common.money.Rounding;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.LoyaltyProgram.Tier;
import id.laris.pos.v1.LoyaltyProgram.TierBasis;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tiers of a program: a higher one begins at once and lasts for the days of the program, and a
 * lower one begins only at the end of that period.
 */
final class Tiers {

  private static final int NONE = -1;

  private final LoyaltyProgram program;

  Tiers(LoyaltyProgram program) {
    this.program = program;
  }

  /**
   * The tier of a customer.
   *
   * @param id null for none
   * @param until the end of its period; null for never
   */
  record Standing(@Nullable UUID id, @Nullable Instant until) {

    static final Standing NONE = new Standing(null, null);
  }

  /** The tier; none where the customer has none, or one that the program no longer has. */
  Optional<Tier> tier(@Nullable UUID id) {
    int rank = rank(id);
    return rank == NONE ? Optional.empty() : Optional.of(program.getTiers(rank));
  }

  long multiplierPpm(@Nullable UUID id) {
    return tier(id).map(Tier::getMultiplierPpm).orElse(Rounding.PPM);
  }

  /** The time after which orders count for tiers. */
  Instant countedFrom(Instant now) {
    return program.getTierDays() == 0
        ? Instant.EPOCH
        : now.minus(Duration.ofDays(program.getTierDays()));
  }

  /** The points, or the amount, of an entry of an order that count for tiers. */
  long counted(Entry entry, Instant now) {
    if (!entry.occurredAt().isAfter(countedFrom(now))) {
      return 0;
    }
    if (program.getTierBasis() == TierBasis.POINTS) {
      return entry.points();
    }
    return entry.currency().equals(program.getAmountRule().getCurrency()) ? entry.amount() : 0;
  }

  /**
   * The tier that a customer has now.
   *
   * @param reached the points or the amount that count now
   */
  Standing now(Standing before, long reached, Instant now) {
    int had = rank(before.id);
    int deserved = deserved(reached);
    if (deserved > had) {
      return begin(deserved, now);
    }
    boolean over = before.until != null && !before.until.isAfter(now);
    if (had == NONE || over) {
      return begin(deserved, now);
    }
    // The program may have got another period meanwhile.
    boolean lastsAsBefore = (before.until == null) == (program.getTierDays() == 0);
    return lastsAsBefore ? before : begin(had, now);
  }

  /** The better of two, or the one that lasts longer. */
  Standing better(Standing one, Standing other) {
    int difference = rank(one.id) - rank(other.id);
    if (difference != 0) {
      return difference > 0 ? one : other;
    }
    boolean longer = one.until == null || (other.until != null && one.until.isAfter(other.until));
    return longer ? one : other;
  }

  private Standing begin(int rank, Instant now) {
    if (rank == NONE) {
      return Standing.NONE;
    }
    return new Standing(
        Ids.parse(program.getTiers(rank).getId()),
        program.getTierDays() == 0 ? null : now.plus(Duration.ofDays(program.getTierDays())));
  }

  private int deserved(long reached) {
    List<Tier> tiers = program.getTiersList();
    int rank = NONE;
    for (int i = 0; i < tiers.size() && tiers.get(i).getThreshold() <= reached; i++) {
      rank = i;
    }
    return rank;
  }

  private int rank(@Nullable UUID id) {
    List<Tier> tiers = program.getTiersList();
    for (int i = 0; i < tiers.size(); i++) {
      if (id != null && tiers.get(i).getId().equals(id.toString())) {
        return i;
      }
    }
    return NONE;
  }
}
