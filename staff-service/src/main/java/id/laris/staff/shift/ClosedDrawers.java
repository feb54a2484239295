package id.laris.staff.shift;

import id.laris.common.errors.Errors;
import id.laris.pos.v1.Shift.State;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Keeps a register in use until its drawer is closed. */
@Component
public class ClosedDrawers {

  private final Shifts shifts;

  ClosedDrawers(Shifts shifts) {
    this.shifts = shifts;
  }

  /**
   * Refuses a register whose shift is not closed. The caller has locked the register, so that none
   * is opened meanwhile.
   *
   * <p>Errors: ILLEGAL_STATE_TRANSITION of the shift.
   */
  public void require(UUID registerId) {
    shifts
        .findUnclosed(registerId)
        .ifPresent(
            shift -> {
              throw Errors.wrongState(
                  Shift.RESOURCE, shift.id(), shift.state().name(), State.CLOSED.name());
            });
  }
}
