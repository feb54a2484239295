package id.laris.catalog.variant;

import id.laris.common.db.Rows;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface Variants extends Rows<Variant> {

  @Query("select distinct row.productId from Variant row where row.id in :ids")
  List<UUID> productsOf(Collection<UUID> ids);

  @Query(
      "select row.id from Variant row where row.productId = :productId and row.deletedAt is null")
  List<UUID> liveOf(UUID productId);

  /**
   * Locks the product's variants in the order of their ids, as all code does that locks several.
   */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select row from Variant row where row.productId = :productId order by row.id")
  List<Variant> lockOf(UUID productId);
}
