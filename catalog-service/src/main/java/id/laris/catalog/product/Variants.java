package id.laris.catalog.product;

import id.laris.common.db.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;

interface Variants extends Rows<Variant> {

  /** The live variant of this SKU, whatever the case. */
  @NativeQuery(
      """
      select id from catalog.variant
      where sku_key = lower(:sku) and sku_key <> '' and deleted_at is null
      """)
  Optional<UUID> findIdBySku(String sku);

  List<Variant> findByProductIdAndDeletedAtIsNullOrderById(UUID productId);

  List<Variant> findByProductIdAndDeletedAtOrderById(UUID productId, Instant deletedAt);
}
