package id.laris.torture.check;

import java.util.List;

/**
 * The shifts when all work has settled, and the cash that sales and drawers have of them.
 *
 * @param cash payments in cash that belong to a shift, or were voided in one
 */
public record ShiftState(List<ShiftRow> shifts, List<CashRow> cash, List<MoveRow> moves) {

  /**
   * A shift.
   *
   * @param expected the cash of the Z report; 0 unless it is closed
   * @param corrected the sum of its corrections
   * @param number of its Z report; 0 unless it is closed
   */
  public record ShiftRow(
      String tenant,
      String id,
      String register,
      String state,
      long opening,
      long expected,
      long corrected,
      long number) {}

  /**
   * A payment in cash. Empty texts where there is no shift.
   *
   * @param amount the cash that stayed in the drawer
   */
  public record CashRow(String tenant, String id, String shift, String voidShift, long amount) {}

  /** A movement of money, below 0 out of the drawer. */
  public record MoveRow(String tenant, String id, String shift, long change) {}

  public ShiftState {
    shifts = List.copyOf(shifts);
    cash = List.copyOf(cash);
    moves = List.copyOf(moves);
  }
}
