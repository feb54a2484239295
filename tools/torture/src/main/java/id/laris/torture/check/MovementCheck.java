package id.laris.torture.check;

import id.laris.torture.check.Books.ItemRow;
import id.laris.torture.check.Books.MovementRow;
import id.laris.torture.check.Books.OrderRow;
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
 * Stock has moved for what was asked, and for nothing else: once for each completed order with what
 * it sold, once for each step of a clerk that was answered, never for what was refused. A step
 * whose answer was lost has all its movements or none.
 */
final class MovementCheck implements Check {

  private record Belongs(String tenant, String reference) {}

  @Override
  public Verdict look(History history, Books books) {
    Findings findings = new Findings();
    findings.looked(books.movements().size());
    Map<Belongs, List<Move>> moved =
        books.movements().stream()
            .collect(
                Collectors.groupingBy(
                    row -> new Belongs(row.tenant(), row.reference()),
                    Collectors.mapping(MovementCheck::move, Collectors.toList())));
    sales(findings, books, moved);
    Map<Belongs, List<StockStep>> steps =
        history.stockSteps().stream()
            .collect(Collectors.groupingBy(step -> new Belongs(step.tenant(), step.reference())));
    steps.forEach(
        (belongs, asked) -> {
          List<Move> found = removed(moved, belongs);
          findings.require(
              explains(asked, 0, found), "%s: asked %s, moved %s", belongs, asked, found);
        });
    moved.forEach(
        (belongs, moves) -> findings.require(false, "%s moved %s for nobody", belongs, moves));
    return findings.verdict("stock moved for what was asked", "movements");
  }

  private static void sales(Findings findings, Books books, Map<Belongs, List<Move>> moved) {
    Map<String, List<ItemRow>> items =
        books.items().stream().collect(Collectors.groupingBy(ItemRow::orderId));
    for (OrderRow order : books.orders()) {
      List<Move> found = removed(moved, new Belongs(order.tenant(), order.id()));
      Map<Move, Long> sold = new HashMap<>();
      if (order.status().equals("COMPLETED") && !order.location().isEmpty()) {
        items.getOrDefault(order.id(), List.of()).stream()
            .filter(item -> books.counted().contains(item.variant()))
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

  /** Whether the movements are those of all answered steps and of some whose answer was lost. */
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

  private static List<Move> removed(Map<Belongs, List<Move>> moved, Belongs belongs) {
    List<Move> moves = moved.remove(belongs);
    return moves == null ? List.of() : moves;
  }

  private static Move move(MovementRow row) {
    return new Move(row.location(), row.variant(), row.state(), row.quantity());
  }
}
