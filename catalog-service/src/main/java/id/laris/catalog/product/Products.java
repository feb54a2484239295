package id.laris.catalog.product;

import id.laris.common.db.Rows;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.NativeQuery;

interface Products extends Rows<Product> {

  /** The live product of this SKU, whatever the case. */
  @NativeQuery(
      """
      select id from catalog.product
      where sku_key = lower(:sku) and sku_key <> '' and deleted_at is null
      """)
  Optional<UUID> findIdBySku(String sku);
}
