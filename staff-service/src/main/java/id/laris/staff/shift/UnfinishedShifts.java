package id.laris.staff.shift;

import id.laris.common.background.TenantJob;
import id.laris.common.db.Reads;
import id.laris.common.errors.PosException;
import id.laris.staff.StaffModule;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** Continues the opening and closing of shifts whose calls have stopped. */
@Component
class UnfinishedShifts implements TenantJob {

  private static final Logger log = LoggerFactory.getLogger(UnfinishedShifts.class);
  private static final Duration STOPPED_AFTER = Duration.ofSeconds(15);
  private static final int AT_ONCE = 100;

  private final Shifts shifts;
  private final ShiftOpening opening;
  private final ShiftClosing closing;
  private final Reads reads;
  private final Clock clock;

  UnfinishedShifts(
      Shifts shifts, ShiftOpening opening, ShiftClosing closing, Reads reads, Clock clock) {
    this.shifts = shifts;
    this.opening = opening;
    this.closing = closing;
    this.reads = reads;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "staff.unfinished-shifts";
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
    return "select from staff.shift where tenant_id = $1 and state in ('OPENING', 'CLOSING') and"
        + " updated_at < $2";
  }

  @Override
  public void run() {
    List<Shift> stopped =
        reads.run(
            () -> shifts.findStopped(clock.instant().minus(STOPPED_AFTER), Limit.of(AT_ONCE)));
    stopped.forEach(this::continueWith);
  }

  private void continueWith(Shift shift) {
    try {
      opening.finish(shift);
      closing.finish(shift);
    } catch (StatusRuntimeException e) {
      log.warn("the shift {} is not closed: {}", shift.id(), e.getStatus());
    } catch (PosException e) {
      log.warn("the shift {} is not finished: {}", shift.id(), e.toString());
    }
  }
}
