package id.laris.inventory.count;

import id.laris.common.db.Rows;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

/** The tenant's counts. */
interface Counts extends Rows<Count> {

  /** Locks the count against changes until the transaction ends; others may hold this lock too. */
  @Lock(LockModeType.PESSIMISTIC_READ)
  @Query("select row from StockCount row where row.id = :id")
  Optional<Count> keep(UUID id);

  /** Locks the expired counts that no other transaction has locked. */
  @NativeQuery(
      """
      select * from inventory.stock_count where status = 'OPEN' and expires_at <= :now
      order by id limit :atMost for update skip locked
      """)
  List<Count> lockExpired(Instant now, int atMost);
}
