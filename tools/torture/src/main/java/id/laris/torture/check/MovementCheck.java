package id.laris.torture.check;

import id.laris.torture.check.SystemState.ItemRow;
import id.laris.torture.check.SystemState.MovementRow;
import id.laris.torture.check.SystemState.OrderRow;
import id.laris.torture.history.History;
import id.laris.torture.history.Outcome;
import id.laris.torture.history.StockStep;
import id.laris.torture.history.StockStep.Move;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Stock has moved only as requested: once for each completed order with the goods it sold, once for
 * each acknowledged step of a clerk, never for a refused one. A step whose answer was lost has all
 * its movements or none.
 */
final class MovementCheck implements Check {

  private record Reference(String tenant, String reference) {}

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    findings.looked(state.movements().size());
    Map<Reference, List<Move>> moved =
        state.movements().stream()
            .collect(
                Collectors.groupingBy(
                    row -> new Reference(row.tenant(), row.reference()),
                    Collectors.mapping(MovementCheck::move, Collectors.toList())));
    sales(findings, state, moved);
    Map<Reference, List<StockStep>> steps =
        history.stockSteps().stream()
            .collect(Collectors.groupingBy(step -> new Reference(step.tenant(), step.reference())));
    steps.forEach(
        (key, asked) -> {
          List<Move> found = removed(moved, key);
          findings.require(explains(asked, 0, found), "%s: asked %s, moved %s", key, asked, found);
        });
    moved.forEach(
        (key, moves) -> findings.require(false, "%s moved %s without a request", key, moves));
    return findings.verdict("stock moves only as requested", "movements");
  }

  private static void sales(
      Findings findings, SystemState state, Map<Reference, List<Move>> moved) {
    Map<String, List<ItemRow>> items =
        state.items().stream().collect(Collectors.groupingBy(ItemRow::orderId));
    for (OrderRow order : state.orders()) {
      List<Move> found = removed(moved, new Reference(order.tenant(), order.id()));
      Map<Move, Long> sold = new HashMap<>();
      if (order.status().equals("COMPLETED") && !order.location().isEmpty()) {
        items.getOrDefault(order.id(), List.of()).stream()
            .filter(item -> state.counted().contains(item.variant()))
            .forEach(
                item ->
                    sold.merge(
                        new Move(order.location(), item.variant(), "ON_HAND", 0),
                        -item.quantity(),
                        Long::sum));
      }
      Map<Move, Long> left = new HashMap<>();
      for (Move move : found) {
        left.merge(
            new Move(move.location(), move.variant(), move.state(), 0), move.quantity(), Long::sum);
      }
      findings.require(
          sold.equals(left),
          "%s order %s sold %s and moved %s",
          order.status(),
          order.id(),
          sold,
          left);
    }
  }

  /** True if the movements are those of all answered steps and of some whose answer was lost. */
  private static boolean explains(List<StockStep> steps, int from, List<Move> found) {
    if (from == steps.size()) {
      return found.isEmpty();
    }
    StockStep step = steps.get(from);
    if (step.outcome() != Outcome.DONE && explains(steps, from + 1, found)) {
      return true;
    }
    if (step.outcome() == Outcome.REFUSED) {
      return false;
    }
    List<Move> rest = new ArrayList<>(found);
    for (Move move : step.moves()) {
      if (!rest.remove(move)) {
        return false;
      }
    }
    return explains(steps, from + 1, rest);
  }

  private static List<Move> removed(Map<Reference, List<Move>> moved, Reference key) {
    List<Move> moves = moved.remove(key);
    return moves == null ? List.of() : moves;
  }

  private static Move move(MovementRow row) {
    return new Move(row.location(), row.variant(), row.state(), row.quantity());
  }
}
