package id.laris.catalog.product;

import id.laris.catalog.category.CategoryTree;
import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Barcodes.Bearer;
import id.laris.catalog.search.SearchWords;
import id.laris.catalog.variant.Recipes;
import id.laris.catalog.variant.VariantsOfProduct;
import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.events.types.CatalogEvents;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateProductResponse;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.GetProductResponse;
import id.laris.pos.v1.ListProductsRequest;
import id.laris.pos.v1.ListProductsResponse;
import id.laris.pos.v1.RestoreProductRequest;
import id.laris.pos.v1.RestoreProductResponse;
import id.laris.pos.v1.UpdateProductRequest;
import id.laris.pos.v1.UpdateProductResponse;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.stereotype.Component;

/** What can be done with products; {@link DeleteProduct} asks the inventory first. */
@Component
public class ProductActions {

  private final Products products;
  private final ProductStore store;
  private final VariantsOfProduct variants;
  private final Recipes recipes;
  private final Barcodes barcodes;
  private final SearchWords searchWords;
  private final CategoryTree categories;
  private final TaxRulesOfProducts taxRules;
  private final Writes writes;
  private final Reads reads;

  ProductActions(
      Products products,
      ProductStore store,
      VariantsOfProduct variants,
      Recipes recipes,
      Barcodes barcodes,
      SearchWords searchWords,
      CategoryTree categories,
      TaxRulesOfProducts taxRules,
      Writes writes,
      Reads reads) {
    this.products = products;
    this.store = store;
    this.variants = variants;
    this.recipes = recipes;
    this.barcodes = barcodes;
    this.searchWords = searchWords;
    this.categories = categories;
    this.taxRules = taxRules;
    this.writes = writes;
    this.reads = reads;
  }

  /** Makes a product; one of the same id and content is returned as it is. */
  public CreateProductResponse create(CreateProductRequest request) {
    return writes.once(
        request,
        CreateProductResponse.parser(),
        () -> CreateProductResponse.newBuilder().setProduct(make(request)).build());
  }

  /** Makes a product, for who has a transaction already. */
  public id.laris.pos.v1.Product make(CreateProductRequest request) {
    Product wanted = ProductFields.made(request);
    return products
        .storedBefore(request.getId(), "product", wanted, ProductProtos::content)
        .map(store::toProto)
        .orElseGet(() -> storeNew(wanted));
  }

  private id.laris.pos.v1.Product storeNew(Product product) {
    categories.requireCategory(product.categoryId());
    taxRules.require(product.taxRuleIds(), List.of());
    id.laris.pos.v1.Product stored = store.store(product, CatalogEvents.PRODUCT.created());
    barcodes.assign(product.barcode(), new Bearer(product.id(), null));
    searchWords.refresh(product.id());
    return stored;
  }

  public GetProductResponse get(GetProductRequest request) {
    UUID id = Ids.parse(request.getProductId());
    return reads.run(
        () ->
            GetProductResponse.newBuilder()
                .setProduct(
                    store.toProto(
                        products.findById(id).orElseThrow(() -> ProductStore.notFound(id))))
                .build());
  }

  /**
   * The products with these ids, deleted or not, in no order; for who has a transaction already.
   */
  public List<id.laris.pos.v1.Product> byIds(Collection<UUID> ids) {
    return store.toProtos(products.findByIdIn(ids));
  }

  public ListProductsResponse list(ListProductsRequest request) {
    Filter<Product> filter =
        Filter.<Product>all()
            .equal("categoryId", Ids.parseOrNull(request.getCategoryId()))
            .equal("active", request.hasActive() ? request.getActive() : null)
            .atLeast(
                "updatedAt",
                request.hasUpdatedSince()
                    ? Protos.instant("updated_since", request.getUpdatedSince())
                    : null)
            .deletedToo(request.getIncludeDeleted());
    if (!request.getTag().isEmpty()) {
      filter.and((row, cb) -> hasTag((HibernateCriteriaBuilder) cb, row, request.getTag()));
    }
    return reads.run(
        () -> {
          Page<Product> page = Page.find(products, request.getPagination(), filter);
          return ListProductsResponse.newBuilder()
              .addAllProducts(store.toProtos(page.items()))
              .setPagination(page.pagination())
              .build();
        });
  }

  private static Predicate hasTag(HibernateCriteriaBuilder cb, Root<Product> row, String tag) {
    return cb.isTrue(cb.sql("? = any(?)", Boolean.class, cb.value(tag), row.get("tags")));
  }

  /** Takes over the fields that the mask names. */
  public UpdateProductResponse update(UpdateProductRequest request) {
    id.laris.pos.v1.Product wanted = request.getProduct();
    List<String> paths = Protos.paths(request.getUpdateMask(), ProductFields.UPDATABLE);
    return writes.once(
        request,
        UpdateProductResponse.parser(),
        () -> {
          Product product = store.lockLive(Ids.parse(wanted.getId()));
          product.requireVersion("product", request.hasVersion(), request.getVersion());
          return UpdateProductResponse.newBuilder()
              .setProduct(change(product, wanted, paths))
              .build();
        });
  }

  /** Takes over the named fields, for who has a transaction already. */
  public id.laris.pos.v1.Product change(id.laris.pos.v1.Product wanted, List<String> paths) {
    return change(store.lockLive(Ids.parse(wanted.getId())), wanted, paths);
  }

  private id.laris.pos.v1.Product change(
      Product product, id.laris.pos.v1.Product wanted, List<String> paths) {
    UUID categoryBefore = product.categoryId();
    List<UUID> taxRulesBefore = product.taxRuleIds();
    String barcodeBefore = product.barcode();
    ProductFields.take(product, wanted, paths);
    if (!Objects.equals(categoryBefore, product.categoryId())) {
      categories.requireCategory(product.categoryId());
    }
    taxRules.require(product.taxRuleIds(), taxRulesBefore);
    id.laris.pos.v1.Product stored = store.storeUpdated(product);
    barcodes.replace(barcodeBefore, product.barcode(), new Bearer(product.id(), null));
    if (ProductFields.isSearched(paths)) {
      searchWords.refresh(product.id());
    }
    return stored;
  }

  /**
   * Brings a product back with the variants that were deleted with it, and their codes; one that is
   * not deleted stays as it is. A category that was deleted meanwhile is left off; so is a
   * component of a composite, which comes back inactive then.
   *
   * <p>Errors: NOT_FOUND; SKU_ALREADY_EXISTS; BARCODE_ALREADY_ASSIGNED; VALIDATION_FAILED where a
   * recipe has become too deep.
   */
  public RestoreProductResponse restore(RestoreProductRequest request) {
    return writes.once(
        request,
        RestoreProductResponse.parser(),
        () -> {
          recipes.lock();
          Product product = store.lock(request.getProductId());
          Instant deletedAt = product.deletedAt();
          if (deletedAt == null) {
            return RestoreProductResponse.newBuilder().setProduct(store.toProto(product)).build();
          }
          product.restore();
          UUID categoryId = product.categoryId();
          if (categoryId != null && !categories.isLive(categoryId)) {
            product.setCategoryId(null);
          }
          id.laris.pos.v1.Product stored = store.store(product, CatalogEvents.PRODUCT_RESTORED);
          barcodes.assign(product.barcode(), new Bearer(product.id(), null));
          variants.restore(product.id(), deletedAt);
          searchWords.refresh(product.id());
          return RestoreProductResponse.newBuilder().setProduct(stored).build();
        });
  }
}
