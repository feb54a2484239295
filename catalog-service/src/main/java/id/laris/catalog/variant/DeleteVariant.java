package id.laris.catalog.variant;

import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Barcodes.Bearer;
import id.laris.catalog.search.SearchWords;
import id.laris.catalog.stock.RemainingStock;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.DeleteVariantRequest;
import id.laris.pos.v1.DeleteVariantResponse;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Deletes a variant that no location has any of and no composite is made of, and frees its codes; a
 * deleted variant stays as it is. The inventory is asked while no transaction is open: stock that
 * arrives between its answer and the deletion is not seen ({@link RemainingStock}).
 *
 * <p>Errors: NOT_FOUND; VERSION_CONFLICT; ITEM_HAS_STOCK (variant_id, location_id, on_hand);
 * VARIANT_IN_USE (variant_id, used_by); UNAVAILABLE where the inventory cannot be asked.
 */
@Component
public class DeleteVariant {

  private final Resource<Variant, id.laris.pos.v1.Variant> variants;
  private final Recipes recipes;
  private final RemainingStock stock;
  private final Barcodes barcodes;
  private final SearchWords searchWords;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  DeleteVariant(
      Resource<Variant, id.laris.pos.v1.Variant> variants,
      Recipes recipes,
      RemainingStock stock,
      Barcodes barcodes,
      SearchWords searchWords,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.variants = variants;
    this.recipes = recipes;
    this.stock = stock;
    this.barcodes = barcodes;
    this.searchWords = searchWords;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  public DeleteVariantResponse run(DeleteVariantRequest request) {
    UUID id = Ids.parse(request.getVariantId());
    stock.requireNone(reads.run(() -> leaving(id, request)));
    return writes.once(
        request,
        DeleteVariantResponse.parser(),
        () -> DeleteVariantResponse.newBuilder().setVariant(delete(id, request)).build());
  }

  /** The variant, unless a call before this one has deleted it. */
  private List<UUID> leaving(UUID id, DeleteVariantRequest request) {
    if (writes.answeredBefore(request, DeleteVariantResponse.parser()).isPresent()) {
      return List.of();
    }
    Variant variant = variants.find(id);
    if (variant.isDeleted()) {
      return List.of();
    }
    variant.requireVersion("variant", request.hasVersion(), request.getVersion());
    return List.of(id);
  }

  private id.laris.pos.v1.Variant delete(UUID id, DeleteVariantRequest request) {
    recipes.lock();
    Variant variant = variants.lock(id);
    if (variant.isDeleted()) {
      return variants.show(variant);
    }
    variant.requireVersion("variant", request.hasVersion(), request.getVersion());
    recipes.requireUnused(List.of(id));
    variant.delete(clock.instant());
    barcodes.release(variant.barcode(), new Bearer(variant.productId(), id));
    id.laris.pos.v1.Variant stored = variants.store(variant, CatalogEvents.VARIANT.deleted());
    searchWords.refresh(variant.productId());
    return stored;
  }
}
