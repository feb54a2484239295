package id.laris.catalog.category;

import id.laris.common.db.Rows;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;

interface Categories extends Rows<Category> {

  boolean existsByParentIdAndDeletedAtIsNull(UUID parentId);

  @NativeQuery(
      "select exists (select from catalog.product where category_id = :id and deleted_at is null)")
  boolean hasProducts(UUID id);
}
