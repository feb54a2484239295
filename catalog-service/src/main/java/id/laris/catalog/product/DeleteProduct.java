package id.laris.catalog.product;

import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Barcodes.Bearer;
import id.laris.catalog.search.SearchWords;
import id.laris.catalog.stock.RemainingStock;
import id.laris.catalog.variant.Recipes;
import id.laris.catalog.variant.VariantsOfProduct;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.DeleteProductRequest;
import id.laris.pos.v1.DeleteProductResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Deletes a product with its variants and frees their codes, where no location has any of them, and
 * no composite of another product is made of them; a deleted product stays as it is. The inventory
 * is asked while no transaction is open: stock that arrives between its answer and the deletion is
 * not seen ({@link RemainingStock}).
 *
 * <p>Errors: NOT_FOUND; VERSION_CONFLICT; ITEM_HAS_STOCK (variant_id, location_id, on_hand);
 * VARIANT_IN_USE (variant_id, used_by); UNAVAILABLE where the inventory cannot be asked.
 */
@Component
public class DeleteProduct {

  private final Resource<Product, id.laris.pos.v1.Product> products;
  private final VariantsOfProduct variants;
  private final Recipes recipes;
  private final RemainingStock stock;
  private final Barcodes barcodes;
  private final SearchWords searchWords;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  DeleteProduct(
      Resource<Product, id.laris.pos.v1.Product> products,
      VariantsOfProduct variants,
      Recipes recipes,
      RemainingStock stock,
      Barcodes barcodes,
      SearchWords searchWords,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.products = products;
    this.variants = variants;
    this.recipes = recipes;
    this.stock = stock;
    this.barcodes = barcodes;
    this.searchWords = searchWords;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  public DeleteProductResponse run(DeleteProductRequest request) {
    UUID id = Ids.parse(request.getProductId());
    stock.requireNone(reads.run(() -> leaving(id, request)));
    return writes.once(
        request,
        DeleteProductResponse.parser(),
        () -> DeleteProductResponse.newBuilder().setProduct(delete(id, request)).build());
  }

  /** The variants that go with the product, unless a call before this one has deleted it. */
  private List<UUID> leaving(UUID id, DeleteProductRequest request) {
    if (writes.answeredBefore(request, DeleteProductResponse.parser()).isPresent()) {
      return List.of();
    }
    Product product = products.find(id);
    if (product.isDeleted()) {
      return List.of();
    }
    product.requireVersion("product", request.hasVersion(), request.getVersion());
    return variants.live(id);
  }

  private id.laris.pos.v1.Product delete(UUID id, DeleteProductRequest request) {
    recipes.lock();
    Product product = products.lock(id);
    if (product.isDeleted()) {
      return products.show(product);
    }
    product.requireVersion("product", request.hasVersion(), request.getVersion());
    Instant now = clock.instant();
    variants.delete(id, now);
    barcodes.release(product.barcode(), new Bearer(id, null));
    product.delete(now);
    id.laris.pos.v1.Product stored = products.store(product, CatalogEvents.PRODUCT.deleted());
    searchWords.refresh(id);
    return stored;
  }
}
