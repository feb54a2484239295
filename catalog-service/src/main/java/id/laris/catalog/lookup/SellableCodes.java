package id.laris.catalog.lookup;

import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Barcodes.Bearer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the variants of codes by exact match, in two statements however many codes there are. */
@Component
class SellableCodes {

  /**
   * Each row is the variant of a SKU or of a product. Each condition states that the SKU is not
   * empty: only then can its plan use the index for any SKU.
   */
  private static final String VARIANTS =
      """
      select asked.sku, null::uuid as product_id,
        coalesce(
          (select id from catalog.variant where sku_key = lower(asked.sku) and sku_key <> '' and deleted_at is null),
          (select case count(*) when 1 then (array_agg(id))[1] end from (
             select v.id
             from catalog.product p join catalog.variant v on v.product_id = p.id and v.deleted_at is null
             where p.sku_key = lower(asked.sku) and p.sku_key <> '' and p.deleted_at is null
             limit 2) of_product)) as variant_id
      from unnest(:skus) asked (sku)
      union all
      select null, asked.product_id,
        (select case count(*) when 1 then (array_agg(id))[1] end from (
           select id from catalog.variant v
           where v.product_id = asked.product_id and v.active and v.deleted_at is null
           limit 2) sellable)
      from unnest(:productIds) asked (product_id)
      """;

  private final Barcodes barcodes;
  private final JdbcClient jdbc;

  SellableCodes(Barcodes barcodes, JdbcClient jdbc) {
    this.barcodes = barcodes;
    this.jdbc = jdbc;
  }

  /** The codes that were looked for together. */
  static final class Found {

    private final Map<String, SequencedSet<Bearer>> bearers;
    private final Map<String, UUID> bySku = new HashMap<>();
    private final Map<UUID, UUID> onlyVariants = new HashMap<>();

    private Found(Map<String, SequencedSet<Bearer>> bearers) {
      this.bearers = bearers;
    }

    private void add(@Nullable String sku, @Nullable UUID productId, UUID variantId) {
      if (sku != null) {
        bySku.put(sku, variantId);
      } else if (productId != null) {
        onlyVariants.put(productId, variantId);
      }
    }

    /** Returns whether a variant, or a product with any number of them, has the barcode. */
    boolean isAssigned(String barcode) {
      return bearers.containsKey(barcode);
    }

    /**
     * The variant with the barcode; else, where it is a product's, its only variant that is active.
     */
    Optional<UUID> byBarcode(String barcode) {
      return Optional.ofNullable(bearers.get(barcode))
          .map(SequencedSet::getFirst)
          .map(
              bearer ->
                  bearer.variantId() != null
                      ? bearer.variantId()
                      : onlyVariants.get(bearer.productId()));
    }

    /**
     * The variant with the SKU, whatever the case; else the only variant of the product with it.
     */
    Optional<UUID> bySku(String sku) {
      return Optional.ofNullable(bySku.get(sku));
    }
  }

  Found find(Collection<String> barcodesAsked, Collection<String> skus) {
    Found found = new Found(barcodesAsked.isEmpty() ? Map.of() : barcodes.findAll(barcodesAsked));
    UUID[] productIds =
        found.bearers.values().stream()
            .map(SequencedSet::getFirst)
            .filter(bearer -> bearer.variantId() == null)
            .map(Bearer::productId)
            .distinct()
            .toArray(UUID[]::new);
    if (productIds.length + skus.size() > 0) {
      jdbc.sql(VARIANTS)
          .param("skus", skus.toArray(String[]::new))
          .param("productIds", productIds)
          .query(
              row -> {
                UUID variantId = row.getObject("variant_id", UUID.class);
                if (variantId != null) {
                  found.add(
                      row.getString("sku"), row.getObject("product_id", UUID.class), variantId);
                }
              });
    }
    return found;
  }
}
