package id.laris.catalog.variant;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.catalog.code.Barcodes;
import id.laris.catalog.code.Barcodes.Bearer;
import id.laris.catalog.search.SearchWords;
import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.BatchGetVariantsResponse;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.CreateVariantResponse;
import id.laris.pos.v1.GetVariantRequest;
import id.laris.pos.v1.GetVariantResponse;
import id.laris.pos.v1.ListVariantsRequest;
import id.laris.pos.v1.ListVariantsResponse;
import id.laris.pos.v1.UpdateVariantRequest;
import id.laris.pos.v1.UpdateVariantResponse;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What can be done with variants; {@link DeleteVariant} asks the inventory first. */
@Component
public class VariantActions {

  private static final String COMPONENTS = "components";

  private final Variants variants;
  private final VariantStore store;
  private final Recipes recipes;
  private final ProductLock products;
  private final Barcodes barcodes;
  private final SearchWords searchWords;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  VariantActions(
      Variants variants,
      VariantStore store,
      Recipes recipes,
      ProductLock products,
      Barcodes barcodes,
      SearchWords searchWords,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.variants = variants;
    this.store = store;
    this.recipes = recipes;
    this.products = products;
    this.barcodes = barcodes;
    this.searchWords = searchWords;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /**
   * Makes a variant of a product; one of the same id and content is returned as it is.
   *
   * <p>Errors: NOT_FOUND (product, component); SKU_ALREADY_EXISTS; BARCODE_ALREADY_ASSIGNED;
   * ALREADY_EXISTS; VALIDATION_FAILED where it cannot be made of its components ({@link Recipes}),
   * or has only one of stock_unit and stock_quantity.
   */
  public CreateVariantResponse create(CreateVariantRequest request) {
    return writes.once(
        request,
        CreateVariantResponse.parser(),
        () -> CreateVariantResponse.newBuilder().setVariant(make(request)).build());
  }

  /** Makes a variant, for who has a transaction already. */
  public id.laris.pos.v1.Variant make(CreateVariantRequest request) {
    Variant wanted = VariantFields.made(request);
    List<Part> parts = Part.listOf(request.getComponentsList());
    return variants
        .storedBefore(
            request.getId(),
            "variant",
            wanted,
            // What is wanted is not in the database yet, nor are its parts.
            row -> row.createdAt() == null ? VariantProtos.toProto(row, parts) : store.toProto(row))
        .map(store::toProto)
        .orElseGet(() -> storeNew(wanted, parts));
  }

  private id.laris.pos.v1.Variant storeNew(Variant variant, List<Part> parts) {
    if (!parts.isEmpty()) {
      recipes.lock();
    }
    products.lockLive(variant.productId());
    recipes.require(variant.id(), "components", parts);
    id.laris.pos.v1.Variant stored = store.storeNew(variant, parts);
    barcodes.assign(variant.barcode(), bearer(variant));
    searchWords.refresh(variant.productId());
    return stored;
  }

  public GetVariantResponse get(GetVariantRequest request) {
    UUID id = Ids.parse(request.getVariantId());
    return reads.run(
        () ->
            GetVariantResponse.newBuilder()
                .setVariant(
                    store.toProto(
                        variants.findById(id).orElseThrow(() -> VariantStore.notFound(id))))
                .build());
  }

  /** The variants that exist, deleted or not, in the order asked for, each once. */
  public BatchGetVariantsResponse batchGet(BatchGetVariantsRequest request) {
    List<UUID> ids = request.getVariantIdsList().stream().map(Ids::parse).distinct().toList();
    return reads.run(
        () -> {
          Map<UUID, Variant> found =
              variants.findByIdIn(ids).stream().collect(toMap(Variant::id, identity()));
          return BatchGetVariantsResponse.newBuilder()
              .addAllVariants(
                  store.toProtos(ids.stream().map(found::get).filter(Objects::nonNull).toList()))
              .build();
        });
  }

  /**
   * The variants with these ids, deleted or not, in no order; for who has a transaction already.
   */
  public List<id.laris.pos.v1.Variant> byIds(Collection<UUID> ids) {
    return store.toProtos(variants.findByIdIn(ids));
  }

  public ListVariantsResponse list(ListVariantsRequest request) {
    return reads.run(
        () -> {
          Page<Variant> page =
              Page.find(
                  variants,
                  request.getPagination(),
                  Filter.<Variant>all()
                      .equal("productId", Ids.parseOrNull(request.getProductId()))
                      .deletedToo(request.getIncludeDeleted()));
          return ListVariantsResponse.newBuilder()
              .addAllVariants(store.toProtos(page.items()))
              .setPagination(page.pagination())
              .build();
        });
  }

  /**
   * Takes over the fields that the mask names; its components as a whole.
   *
   * <p>Errors: as of {@link #create}; VERSION_CONFLICT.
   */
  public UpdateVariantResponse update(UpdateVariantRequest request) {
    id.laris.pos.v1.Variant wanted = request.getVariant();
    List<String> paths = Protos.paths(request.getUpdateMask(), VariantFields.UPDATABLE);
    return writes.once(
        request,
        UpdateVariantResponse.parser(),
        () -> {
          Variant variant = lock(wanted, paths);
          variant.requireVersion("variant", request.hasVersion(), request.getVersion());
          return UpdateVariantResponse.newBuilder()
              .setVariant(change(variant, wanted, paths))
              .build();
        });
  }

  /** Takes over the named fields, for who has a transaction already. */
  public id.laris.pos.v1.Variant change(id.laris.pos.v1.Variant wanted, List<String> paths) {
    return change(lock(wanted, paths), wanted, paths);
  }

  private Variant lock(id.laris.pos.v1.Variant wanted, List<String> paths) {
    if (paths.contains(COMPONENTS)) {
      recipes.lock();
    }
    return store.lockLive(Ids.parse(wanted.getId()));
  }

  private id.laris.pos.v1.Variant change(
      Variant variant, id.laris.pos.v1.Variant wanted, List<String> paths) {
    String barcodeBefore = variant.barcode();
    VariantFields.take(variant, wanted, paths);
    if (paths.contains(COMPONENTS)
        && recipes.replace(
            variant.id(), "variant.components", Part.listOf(wanted.getComponentsList()))) {
      variant.touch(clock.instant());
    }
    id.laris.pos.v1.Variant stored = store.storeUpdated(variant);
    barcodes.replace(barcodeBefore, variant.barcode(), bearer(variant));
    if (VariantFields.isSearched(paths)) {
      searchWords.refresh(variant.productId());
    }
    return stored;
  }

  private static Bearer bearer(Variant variant) {
    return new Bearer(variant.productId(), variant.id());
  }
}
