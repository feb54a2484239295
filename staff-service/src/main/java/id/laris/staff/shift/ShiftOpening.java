package id.laris.staff.shift;

import id.laris.common.db.Outbox;
import id.laris.common.db.Writes;
import id.laris.events.types.StaffEvents;
import org.springframework.stereotype.Component;

/** Continues the opening of a shift. */
@Component
class ShiftOpening {

  private final Shifts shifts;
  private final SalesShifts sales;
  private final Outbox outbox;
  private final Writes writes;

  ShiftOpening(Shifts shifts, SalesShifts sales, Outbox outbox, Writes writes) {
    this.shifts = shifts;
    this.sales = sales;
    this.outbox = outbox;
    this.writes = writes;
  }

  /** Tells sales of a shift that is OPENING, and stores that it is OPEN. */
  void finish(Shift shift) {
    if (!shift.isOpening()) {
      return;
    }
    sales.begin(shift);
    var _ =
        writes.run(
            () -> {
              Shift locked = shifts.lock(shift.id()).orElseThrow();
              if (!locked.open()) {
                return locked;
              }
              Shift open = shifts.saveAndFlush(locked);
              outbox.add(StaffEvents.SHIFT_OPENED, open, open.toProto());
              return open;
            });
  }
}
