package id.laris.torture.check;

import id.laris.torture.check.SystemState.LevelRow;
import id.laris.torture.check.SystemState.MovementRow;
import id.laris.torture.history.History;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every stock level is the sum of its movements, and each movement begins where another ended. */
final class LedgerCheck implements Check {

  private record Quantity(String tenant, String location, String variant, String state) {}

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    findings.looked(state.movements().size());
    Map<Quantity, Long> levels = new HashMap<>();
    for (LevelRow level : state.levels()) {
      levels.put(of(level, "ON_HAND"), level.onHand());
      levels.put(of(level, "IN_TRANSIT"), level.inTransit());
      levels.put(of(level, "DAMAGED"), level.damaged());
    }
    Map<Quantity, List<MovementRow>> movements =
        state.movements().stream()
            .collect(
                Collectors.groupingBy(
                    row -> new Quantity(row.tenant(), row.location(), row.variant(), row.state())));
    Set<Quantity> all = new HashSet<>(levels.keySet());
    all.addAll(movements.keySet());
    for (Quantity quantity : all) {
      long level = levels.getOrDefault(quantity, 0L);
      List<MovementRow> rows = movements.getOrDefault(quantity, List.of());
      long sum = rows.stream().mapToLong(MovementRow::quantity).sum();
      findings.require(level == sum, "%s is %d, its movements say %d", quantity, level, sum);
      findings.require(
          isChain(rows, level), "the movements of %s are no chain from 0 to %d", quantity, level);
    }
    return findings.verdict("stock is the sum of its movements", "movements");
  }

  private static Quantity of(LevelRow level, String state) {
    return new Quantity(level.tenant(), level.location(), level.variant(), state);
  }

  /**
   * Returns whether the movements form a chain from 0 to the level: each starts where another
   * ended.
   */
  private static boolean isChain(List<MovementRow> rows, long level) {
    Map<Long, Integer> open = new HashMap<>();
    open.merge(0L, 1, Integer::sum);
    open.merge(level, -1, Integer::sum);
    for (MovementRow row : rows) {
      open.merge(row.before(), -1, Integer::sum);
      open.merge(row.after(), 1, Integer::sum);
    }
    return open.values().stream().allMatch(count -> count == 0)
        && rows.stream().allMatch(row -> row.after() == row.before() + row.quantity());
  }
}
