package id.laris.inventory.stock;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.inventory.variant.CatalogVariants;
import id.laris.pos.v1.SetReorderPointRequest;
import id.laris.pos.v1.SetReorderPointResponse;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Sets the quantity at which goods are low, and the quantity to order then. Repeating it changes
 * nothing.
 *
 * <p>Errors: NOT_FOUND (variant); LOCATION_NOT_FOUND.
 */
@Component
public class SetReorderPoint {

  private final StockLedger ledger;
  private final LevelQueries queries;
  private final CatalogVariants variants;
  private final Writes writes;

  SetReorderPoint(
      StockLedger ledger, LevelQueries queries, CatalogVariants variants, Writes writes) {
    this.ledger = ledger;
    this.queries = queries;
    this.variants = variants;
    this.writes = writes;
  }

  public SetReorderPointResponse run(SetReorderPointRequest request) {
    UUID variantId = Ids.parse(request.getVariantId());
    UUID locationId = Ids.parse(request.getLocationId());
    return writes.onceAsked(
        request,
        SetReorderPointResponse.parser(),
        () -> variants.require(Set.of(variantId)),
        () -> {
          Levels levels = ledger.lock(locationId, Set.of(variantId));
          levels
              .at(locationId, variantId)
              .watch(
                  request.hasReorderPoint() ? request.getReorderPoint() : null,
                  request.getReorderQuantity());
          ledger.store(levels);
          return SetReorderPointResponse.newBuilder()
              .setStockLevel(queries.at(locationId, Set.of(variantId)).getFirst())
              .build();
        });
  }
}
