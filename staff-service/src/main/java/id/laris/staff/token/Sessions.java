package id.laris.staff.token;

import id.laris.common.db.Rows;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** The tenant's sessions. */
public interface Sessions extends Rows<Session> {

  /** The sessions of employees that have not been ended, locked in the order of their ids. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      "select row from Session row where row.employeeId in :employeeIds and row.endedAt is null"
          + " order by row.id")
  List<Session> lockOpenOf(Collection<UUID> employeeIds);

  /** The sessions at a register that have not been ended, locked in the order of their ids. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query(
      "select row from Session row where row.registerId = :registerId and row.endedAt is null"
          + " and row.expiresAt > :now order by row.id")
  List<Session> lockOpenAt(UUID registerId, Instant now);
}
