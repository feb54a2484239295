package id.laris.catalog.product;

import id.laris.catalog.change.ChangeLog;
import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateProductResponse;
import id.laris.pos.v1.DeleteProductRequest;
import id.laris.pos.v1.DeleteProductResponse;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.GetProductResponse;
import id.laris.pos.v1.ListProductsRequest;
import id.laris.pos.v1.ListProductsResponse;
import id.laris.pos.v1.RestoreProductRequest;
import id.laris.pos.v1.RestoreProductResponse;
import id.laris.pos.v1.UpdateProductRequest;
import id.laris.pos.v1.UpdateProductResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.stereotype.Component;

/** What can be done with products. */
@Component
public class ProductActions {

  private static final Set<String> UPDATABLE =
      Set.of(
          "name",
          "sku",
          "category_id",
          "description",
          "brand",
          "barcode",
          "tags",
          "tax_rule_ids",
          "track_stock",
          "image_url",
          "attributes",
          "active",
          "tax_exempt");

  private final Products products;
  private final ProductViews views;
  private final VariantActions variants;
  private final ProductReferences references;
  private final Codes codes;
  private final ChangeLog changes;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  ProductActions(
      Products products,
      ProductViews views,
      VariantActions variants,
      ProductReferences references,
      Codes codes,
      ChangeLog changes,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.products = products;
    this.views = views;
    this.variants = variants;
    this.references = references;
    this.codes = codes;
    this.changes = changes;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /** Makes a product; one of the same id and content is returned as it is. */
  public CreateProductResponse create(CreateProductRequest request) {
    Product wanted = new Product(Ids.orNext(request.getId()), ProductProtos.wanted(request));
    return writes.once(
        request,
        CreateProductResponse.parser(),
        () -> {
          // What is attached since is not what it was made with.
          Product stored =
              products
                  .storedBefore(
                      request.getId(),
                      "product",
                      wanted,
                      product -> ProductProtos.toProto(product, List.of()))
                  .orElseGet(() -> store(wanted));
          return CreateProductResponse.newBuilder().setProduct(views.toProto(stored)).build();
        });
  }

  /** Stores a new product, or a changed one, for those who write several at once. */
  Product store(Product product) {
    references.requireCategory(product.categoryId());
    references.requireTaxRules(product.taxRuleIds());
    codes.requireFreeSku(product);
    Product stored = saved(product, "Created");
    codes.assignBarcode(stored);
    return stored;
  }

  public GetProductResponse get(GetProductRequest request) {
    UUID id = Ids.parse(request.getProductId());
    return reads.run(() -> GetProductResponse.newBuilder().setProduct(views.view(id)).build());
  }

  public ListProductsResponse list(ListProductsRequest request) {
    return reads.run(
        () -> {
          Page<Product> page = Page.find(products, request.getPagination(), filter(request));
          return ListProductsResponse.newBuilder()
              .addAllProducts(views.toProtos(page.items()))
              .setPagination(page.pagination())
              .build();
        });
  }

  private static Filter<Product> filter(ListProductsRequest request) {
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
    return request.getTag().isEmpty()
        ? filter
        : filter.and(
            (row, cb) ->
                ((HibernateCriteriaBuilder) cb)
                    .collectionContains(row.<List<String>>get("tags"), request.getTag()));
  }

  /** Takes over the fields that the mask names. */
  public UpdateProductResponse update(UpdateProductRequest request) {
    List<String> paths = Protos.paths(request.getUpdateMask(), UPDATABLE);
    return writes.once(
        request,
        UpdateProductResponse.parser(),
        () -> {
          Product product = lock(request.getProduct().getId());
          product.requireVersion("product", request.hasVersion(), request.getVersion());
          if (product.isDeleted()) {
            throw notFound(product.id());
          }
          product.describe(
              Protos.updated(
                  "product",
                  ProductProtos.toProto(product, List.of()),
                  request.getProduct(),
                  paths));
          requireReferences(product, paths);
          codes.requireFreeSku(product);
          Product stored = saved(product, "Updated");
          codes.assignBarcode(stored);
          return UpdateProductResponse.newBuilder().setProduct(views.toProto(stored)).build();
        });
  }

  /** What was named before may have been deleted since: that does not keep the product from changing. */
  private void requireReferences(Product product, List<String> paths) {
    if (paths.contains("category_id")) {
      references.requireCategory(product.categoryId());
    }
    if (paths.contains("tax_rule_ids")) {
      references.requireTaxRules(product.taxRuleIds());
    }
  }

  /** Deletes a product and its variants; what is deleted already stays as it is. */
  public DeleteProductResponse delete(DeleteProductRequest request) {
    return writes.once(
        request,
        DeleteProductResponse.parser(),
        () -> {
          Product product = lock(request.getProductId());
          if (!product.isDeleted()) {
            product.requireVersion("product", request.hasVersion(), request.getVersion());
            Instant now = clock.instant();
            variants.deleteAllOf(product, now);
            codes.releaseBarcodes(product);
            product.delete(now);
            saved(product, "Deleted");
          }
          return DeleteProductResponse.newBuilder().setProduct(views.toProto(product)).build();
        });
  }

  /** Brings a product back, with the variants that were deleted with it and the codes that they had. */
  public RestoreProductResponse restore(RestoreProductRequest request) {
    return writes.once(
        request,
        RestoreProductResponse.parser(),
        () -> {
          Product product = lock(request.getProductId());
          Instant deletedAt = product.deletedAt();
          if (deletedAt != null) {
            product.restore();
            codes.requireFreeSku(product);
            saved(product, "Restored");
            codes.assignBarcode(product);
            variants.restoreAllOf(product, deletedAt);
          }
          return RestoreProductResponse.newBuilder().setProduct(views.toProto(product)).build();
        });
  }

  private Product lock(String id) {
    UUID uuid = Ids.parse(id);
    return products.lock(uuid).orElseThrow(() -> notFound(uuid));
  }

  private Product saved(Product product, String verb) {
    Product stored = products.saveAndFlush(product);
    changes.record(
        ChangeLog.Resource.Product, stored.id(), stored.version(), verb, views.toProto(stored));
    return stored;
  }

  private static PosException notFound(UUID id) {
    return Errors.notFound("product", id);
  }
}
