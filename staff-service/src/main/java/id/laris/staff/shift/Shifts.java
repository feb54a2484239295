package id.laris.staff.shift;

import id.laris.common.db.Rows;
import id.laris.pos.v1.Shift.State;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;

/** The shifts of the tenant's registers. */
interface Shifts extends Rows<Shift> {

  Optional<Shift> findByRegisterIdAndStateNot(UUID registerId, State state);

  List<Shift> findByStateInAndUpdatedAtBeforeOrderByUpdatedAt(
      Collection<State> states, Instant before, Limit atMost);

  /** The shift of a register that is not CLOSED. */
  default Optional<Shift> findUnclosed(UUID registerId) {
    return findByRegisterIdAndStateNot(registerId, State.CLOSED);
  }

  /** Shifts whose opening or closing has not gone on since this time, the oldest first. */
  default List<Shift> findStopped(Instant before, Limit atMost) {
    return findByStateInAndUpdatedAtBeforeOrderByUpdatedAt(
        List.of(State.OPENING, State.CLOSING), before, atMost);
  }
}
