package id.laris.staff.shift;

import id.laris.common.db.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;

/** The shifts of the tenant's registers. */
interface Shifts extends Rows<Shift> {

  /** The shift of a register that is not CLOSED. */
  @Query("select row from Shift row where row.registerId = :registerId and row.state <> 'CLOSED'")
  Optional<Shift> findUnclosed(UUID registerId);

  /** Shifts whose opening or closing has not gone on since this time, the oldest first. */
  @Query(
      """
      select row from Shift row where row.state in ('OPENING', 'CLOSING') and row.updatedAt < :before
      order by row.updatedAt
      """)
  List<Shift> findStopped(Instant before, Limit atMost);
}
