package id.laris.torture.check;

import static id.laris.torture.check.SmallWorld.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.torture.check.ShiftState.CashRow;
import id.laris.torture.check.ShiftState.MoveRow;
import id.laris.torture.check.ShiftState.ShiftRow;
import id.laris.torture.history.DrawerStep;
import id.laris.torture.history.Outcome;
import org.junit.jupiter.api.Test;

/** The same for shifts: their cash, their movements and the numbers of their reports. */
class ShiftChecksCanFailTest {

  private static final String DRAWERS = "drawers have what was put into them";

  private final SmallWorld world = new SmallWorld();

  @Test
  void aPaymentThatIsMissingInAReportIsSeen() {
    world.cash.add(new CashRow(TENANT, "fourth", "monday", "", 1));

    assertThat(world.failing()).containsExactly(DRAWERS);
  }

  @Test
  void aVoidThatCountsTwiceIsSeen() {
    world.shifts.set(0, new ShiftRow(TENANT, "monday", "register", "CLOSED", 100, 1_050, -600, 1));

    assertThat(world.failing()).containsExactly(DRAWERS);
  }

  @Test
  void aPaymentOfAShiftThatNobodyKnowsIsSeen() {
    world.cash.add(new CashRow(TENANT, "fourth", "sunday", "", 1));

    assertThat(world.failing()).containsExactly(DRAWERS);
  }

  @Test
  void aMovementThatWasLostIsSeen() {
    world.moves.clear();
    world.shifts.set(0, new ShiftRow(TENANT, "monday", "register", "CLOSED", 100, 1_100, -300, 1));

    assertThat(world.failing()).containsExactly(DRAWERS);
  }

  @Test
  void aMovementThatNobodyAskedForIsSeen() {
    world.moves.add(new MoveRow(TENANT, "other", "tuesday", 5));

    assertThat(world.failing()).containsExactly(DRAWERS);
  }

  @Test
  void aMovementThatWasRefusedAndHappenedIsSeen() {
    world.drawerSteps.set(0, new DrawerStep(TENANT, "monday", "move", -50, Outcome.REFUSED));

    assertThat(world.failing()).containsExactly(DRAWERS);
  }

  @Test
  void aGapInTheNumbersOfReportsIsSeen() {
    world.shifts.set(0, new ShiftRow(TENANT, "monday", "register", "CLOSED", 100, 1_050, -300, 2));

    assertThat(world.failing()).containsExactly(DRAWERS);
  }

  @Test
  void twoOpenShiftsOfARegisterAreSeen() {
    world.shifts.add(new ShiftRow(TENANT, "wednesday", "register", "OPEN", 0, 0, 0, 0));

    assertThat(world.failing()).containsExactly(DRAWERS);
  }
}
