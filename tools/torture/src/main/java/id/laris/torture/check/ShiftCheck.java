package id.laris.torture.check;

import id.laris.torture.check.ShiftState.CashRow;
import id.laris.torture.check.ShiftState.MoveRow;
import id.laris.torture.check.ShiftState.ShiftRow;
import id.laris.torture.history.DrawerStep;
import id.laris.torture.history.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Each closed shift expects, with its corrections, the money that was put into its drawer and not
 * taken out: none is missing and none counts twice. The money of sales is that of the orders, which
 * {@link AcknowledgedCheck} compares with the tills; movements are those that were asked for. The
 * numbers of Z reports have no gap.
 */
final class ShiftCheck implements Check {

  private static final String CLOSED = "CLOSED";

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Map<String, Long> drawers = new HashMap<>();
    for (CashRow cash : state.shifts().cash()) {
      drawers.merge(cash.shift(), cash.amount(), Long::sum);
      drawers.merge(cash.voidShift(), -cash.amount(), Long::sum);
    }
    for (MoveRow move : state.shifts().moves()) {
      drawers.merge(move.shift(), move.change(), Long::sum);
    }
    drawers.remove("");
    for (ShiftRow shift : state.shifts().shifts()) {
      long money = shift.opening() + drawers.getOrDefault(shift.id(), 0L);
      drawers.remove(shift.id());
      if (shift.state().equals(CLOSED)) {
        findings.looked();
        findings.require(
            shift.expected() + shift.corrected() == money,
            "%s should expect %d in all",
            shift,
            money);
      }
    }
    drawers.forEach(
        (shift, money) -> findings.require(false, "%d is of no shift: %s", money, shift));
    numbers(state.shifts().shifts(), findings);
    steps(history.drawerSteps(), state.shifts().moves(), findings);
    return findings.verdict("drawers have what was put into them", "closed shifts");
  }

  private static void numbers(List<ShiftRow> shifts, Findings findings) {
    shifts.stream()
        .collect(Collectors.groupingBy(ShiftRow::register))
        .forEach(
            (register, all) -> {
              List<Long> numbers =
                  all.stream()
                      .filter(shift -> shift.state().equals(CLOSED))
                      .map(ShiftRow::number)
                      .sorted()
                      .toList();
              for (int i = 0; i < numbers.size(); i++) {
                findings.require(
                    numbers.get(i) == i + 1, "the Z reports of %s are %s", register, numbers);
              }
              findings.require(
                  all.size() - numbers.size() <= 1, "%s has several open shifts", register);
            });
  }

  private static void steps(List<DrawerStep> steps, List<MoveRow> moves, Findings findings) {
    Map<String, Long> found =
        moves.stream().collect(Collectors.toMap(MoveRow::id, MoveRow::change));
    for (DrawerStep step : steps) {
      Long change = found.remove(step.id());
      boolean happened = change != null && change == step.change();
      boolean explained =
          switch (step.outcome()) {
            case DONE -> happened;
            case REFUSED -> change == null;
            case UNKNOWN -> happened || change == null;
          };
      findings.require(explained, "%s moved %s", step, String.valueOf(change));
    }
    found.forEach((id, change) -> findings.require(false, "nobody asked for %d of %s", change, id));
  }
}
