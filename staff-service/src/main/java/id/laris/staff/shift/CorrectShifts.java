package id.laris.staff.shift;

import static java.util.stream.Collectors.groupingBy;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Outbox;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.TenderTotals;
import id.laris.staff.StaffModule;
import id.laris.staff.shift.LateChanges.Noted;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Records corrections of closed shifts. Sales is asked for the figures of a shift once more, and a
 * correction is the difference to all that is recorded: so nothing is counted twice, whatever the
 * reason of a late change, and however often it is told.
 */
@Component
class CorrectShifts implements TenantJob {

  private static final int AT_ONCE = 1_000;

  private final Shifts shifts;
  private final Corrections corrections;
  private final LateChanges lateChanges;
  private final SalesShifts sales;
  private final Outbox outbox;
  private final Reads reads;
  private final Writes writes;

  CorrectShifts(
      Shifts shifts,
      Corrections corrections,
      LateChanges lateChanges,
      SalesShifts sales,
      Outbox outbox,
      Reads reads,
      Writes writes) {
    this.shifts = shifts;
    this.corrections = corrections;
    this.lateChanges = lateChanges;
    this.sales = sales;
    this.outbox = outbox;
    this.reads = reads;
    this.writes = writes;
  }

  @Override
  public String name() {
    return "staff.shift-corrections";
  }

  @Override
  public String service() {
    return StaffModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public String mayBeWork() {
    return "select from staff.late_change where tenant_id = $1";
  }

  @Override
  public void run() {
    Map<UUID, List<Noted>> byShift =
        reads.run(() -> lateChanges.find(AT_ONCE)).stream().collect(groupingBy(Noted::shiftId));
    byShift.forEach(this::correct);
  }

  private void correct(UUID shiftId, List<Noted> noted) {
    int before = reads.run(() -> shifts.findById(shiftId).orElseThrow().corrections());
    TenderTotals now = sales.totals(shiftId).orElse(TenderTotals.getDefaultInstance());
    var _ = writes.run(() -> store(shiftId, before, now, noted));
  }

  /** Leaves it to the next run where another process has recorded a correction meanwhile. */
  private Shift store(UUID shiftId, int before, TenderTotals now, List<Noted> noted) {
    Shift shift = shifts.lock(shiftId).orElseThrow();
    if (shift.corrections() != before) {
      return shift;
    }
    lateChanges.forget(shiftId, noted);
    TenderTotals recorded =
        corrections.findByShiftIdOrderByNumber(shiftId).stream()
            .map(Correction::change)
            .reduce(shift.totals(), Figures::sum);
    TenderTotals change = Figures.change(recorded, now);
    if (change.equals(TenderTotals.getDefaultInstance())) {
      return shift;
    }
    long expectedChange = DrawerCash.ofSales(shift, change);
    var _ =
        corrections.saveAndFlush(
            new Correction(
                shiftId,
                shift.correct(),
                change,
                expectedChange,
                noted.stream().map(Noted::orderId).toList()));
    Shift corrected = shifts.saveAndFlush(shift);
    outbox.add(StaffEvents.SHIFT_CORRECTED, corrected, corrected.toProto());
    return corrected;
  }
}
