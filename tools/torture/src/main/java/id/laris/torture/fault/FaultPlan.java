package id.laris.torture.fault;

import id.laris.torture.world.Dice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which faults happen, one after the other. Every kind comes once before one comes twice. */
final class FaultPlan {

  private static final int LEAST_CALM_MILLIS = 200;
  private static final int MOST_CALM_MILLIS = 2_500;
  private static final int LEAST_MILLIS = 500;
  private static final int MOST_MILLIS = 4_000;
  private static final int OVERLAPS_PERCENT = 20;
  private static final int MOST_PICK = 1_000;

  private final Dice dice;
  private final List<FaultKind> kinds;
  private final List<FaultKind> round = new ArrayList<>();

  FaultPlan(Dice dice, List<FaultKind> kinds) {
    this.dice = dice;
    this.kinds = List.copyOf(kinds);
  }

  Planned next() {
    if (round.isEmpty()) {
      round.addAll(kinds);
      Collections.shuffle(round, dice.random());
    }
    return new Planned(
        round.removeFirst(),
        dice.between(LEAST_CALM_MILLIS, MOST_CALM_MILLIS),
        dice.between(LEAST_MILLIS, MOST_MILLIS),
        dice.chance(OVERLAPS_PERCENT),
        dice.below(MOST_PICK));
  }

  /** How many there are. */
  int kinds() {
    return kinds.size();
  }
}
