package id.laris.catalog.category;

import id.laris.common.db.Rows;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;

interface Categories extends Rows<Category> {

  /** The row, kept from being deleted until the transaction ends. */
  @Lock(LockModeType.PESSIMISTIC_READ)
  @Query("select row from Category row where row.id = :id")
  Optional<Category> keep(UUID id);

  boolean existsByParentIdAndDeletedAtIsNull(UUID parentId);

  @NativeQuery(
      "select exists (select from catalog.product where category_id = :id and deleted_at is null)")
  boolean hasProducts(UUID id);
}
