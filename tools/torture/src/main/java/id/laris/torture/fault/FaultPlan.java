package id.laris.torture.fault;

import id.laris.torture.world.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The faults of a run, one after the other. Every kind comes once before one comes twice. */
final class FaultPlan {

  private static final int LEAST_CALM_MILLIS = 200;
  private static final int MOST_CALM_MILLIS = 2_500;
  private static final int LEAST_MILLIS = 500;
  private static final int MOST_MILLIS = 4_000;
  private static final int OVERLAPS_PERCENT = 20;
  private static final int MOST_PICK = 1_000;

  private final SeededRandom random;
  private final List<FaultKind> kinds;
  private final List<FaultKind> round = new ArrayList<>();

  FaultPlan(SeededRandom random, List<FaultKind> kinds) {
    this.random = random;
    this.kinds = List.copyOf(kinds);
  }

  PlannedFault next() {
    if (round.isEmpty()) {
      round.addAll(kinds);
      Collections.shuffle(round, random.random());
    }
    return new PlannedFault(
        round.removeFirst(),
        random.between(LEAST_CALM_MILLIS, MOST_CALM_MILLIS),
        random.between(LEAST_MILLIS, MOST_MILLIS),
        random.chance(OVERLAPS_PERCENT),
        random.below(MOST_PICK));
  }

  /** The number of kinds that happen. */
  int kinds() {
    return kinds.size();
  }
}
