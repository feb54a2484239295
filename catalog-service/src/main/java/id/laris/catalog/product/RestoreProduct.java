package id.laris.catalog.product;

import id.laris.catalog.category.CategoryTree;
import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Barcodes.Bearer;
import id.laris.catalog.search.SearchWords;
import id.laris.catalog.variant.Recipes;
import id.laris.catalog.variant.VariantsOfProduct;
import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.RestoreProductRequest;
import id.laris.pos.v1.RestoreProductResponse;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Brings a product back with the variants that were deleted with it, and their codes; one that is
 * not deleted stays as it is. A category that was deleted meanwhile is left off; so is a component
 * of a composite, which comes back inactive then.
 *
 * <p>Errors: NOT_FOUND; SKU_ALREADY_EXISTS; BARCODE_ALREADY_ASSIGNED; VALIDATION_FAILED where a
 * recipe has become too deep.
 */
@Component
public class RestoreProduct {

  private final Resource<Product, id.laris.pos.v1.Product> products;
  private final VariantsOfProduct variants;
  private final Recipes recipes;
  private final CategoryTree categories;
  private final Barcodes barcodes;
  private final SearchWords searchWords;
  private final Writes writes;

  RestoreProduct(
      Resource<Product, id.laris.pos.v1.Product> products,
      VariantsOfProduct variants,
      Recipes recipes,
      CategoryTree categories,
      Barcodes barcodes,
      SearchWords searchWords,
      Writes writes) {
    this.products = products;
    this.variants = variants;
    this.recipes = recipes;
    this.categories = categories;
    this.barcodes = barcodes;
    this.searchWords = searchWords;
    this.writes = writes;
  }

  public RestoreProductResponse run(RestoreProductRequest request) {
    return writes.once(
        request,
        RestoreProductResponse.parser(),
        () -> {
          recipes.lock();
          Product product = products.lock(Ids.parse(request.getProductId()));
          Instant deletedAt = product.deletedAt();
          id.laris.pos.v1.Product shown =
              deletedAt == null ? products.show(product) : restore(product, deletedAt);
          return RestoreProductResponse.newBuilder().setProduct(shown).build();
        });
  }

  private id.laris.pos.v1.Product restore(Product product, Instant deletedAt) {
    product.restore();
    UUID categoryId = product.categoryId();
    if (categoryId != null && !categories.isLive(categoryId)) {
      product.leaveCategory();
    }
    id.laris.pos.v1.Product stored = products.store(product, CatalogEvents.PRODUCT_RESTORED);
    barcodes.assign(product.barcode(), new Bearer(product.id(), null));
    variants.restore(product.id(), deletedAt);
    searchWords.refresh(product.id());
    return stored;
  }
}
