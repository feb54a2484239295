package id.laris.catalog.lookup;

import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Barcodes.Bearer;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the variant of a code by exact match. */
@Component
class SellableCodes {

  private final Barcodes barcodes;
  private final JdbcClient jdbc;

  SellableCodes(Barcodes barcodes, JdbcClient jdbc) {
    this.barcodes = barcodes;
    this.jdbc = jdbc;
  }

  // Each query states that the SKU is not empty: only then can its plan use the index for any SKU.

  /**
   * The variant with the SKU, whatever the case; else the only variant of the product with the SKU.
   */
  Optional<UUID> bySku(String sku) {
    return jdbc.sql(
            "select id from catalog.variant where sku_key = lower(?) and sku_key <> '' and deleted_at is null")
        .param(sku)
        .query(UUID.class)
        .optional()
        .or(
            () ->
                only(
                    """
                    select v.id
                    from catalog.product p join catalog.variant v on v.product_id = p.id and v.deleted_at is null
                    where p.sku_key = lower(?) and p.sku_key <> '' and p.deleted_at is null
                    limit 2
                    """,
                    sku));
  }

  /**
   * The variant with the barcode; else, where it is a product's, its only variant that is active.
   */
  Optional<UUID> byBarcode(String barcode) {
    return barcodes.find(barcode).flatMap(this::variantOf);
  }

  private Optional<UUID> variantOf(Bearer bearer) {
    return bearer.variantId() != null
        ? Optional.of(bearer.variantId())
        : only(
            "select id from catalog.variant where product_id = ? and active and deleted_at is null limit 2",
            bearer.productId());
  }

  /** The one row of the answer, where there is one and no other. */
  private Optional<UUID> only(String sql, Object parameter) {
    var found = jdbc.sql(sql).param(parameter).query(UUID.class).list();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
