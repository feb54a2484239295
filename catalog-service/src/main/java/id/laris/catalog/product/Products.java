package id.laris.catalog.product;

import id.laris.common.db.Rows;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface Products extends Rows<Product> {

  /** Locks the rows in the order of their ids, as all code does that locks several. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select row from Product row where row.id in :ids order by row.id")
  List<Product> lockAll(Collection<UUID> ids);
}
