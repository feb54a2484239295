package id.laris.catalog.category;

import id.laris.common.db.Rows;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

interface Categories extends Rows<Category> {

  /** The rows, kept from being deleted until the transaction ends, in the order of their ids. */
  @Lock(LockModeType.PESSIMISTIC_READ)
  @Query("select row from Category row where row.id in :ids order by row.id")
  List<Category> keepAll(Collection<UUID> ids);

  boolean existsByParentIdAndDeletedAtIsNull(UUID parentId);

  @NativeQuery(
      "select exists (select from catalog.product where category_id = :id and deleted_at is null)")
  boolean hasProducts(UUID id);
}
