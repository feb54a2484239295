package id.laris.catalog.product;

import static id.laris.catalog.product.VariantProtos.toProto;

import id.laris.catalog.change.ChangeLog;
import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.BatchGetVariantsResponse;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.CreateVariantResponse;
import id.laris.pos.v1.DeleteVariantRequest;
import id.laris.pos.v1.DeleteVariantResponse;
import id.laris.pos.v1.GetVariantRequest;
import id.laris.pos.v1.GetVariantResponse;
import id.laris.pos.v1.ListVariantsRequest;
import id.laris.pos.v1.ListVariantsResponse;
import id.laris.pos.v1.UpdateVariantRequest;
import id.laris.pos.v1.UpdateVariantResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What can be done with variants. */
@Component
public class VariantActions {

  private static final Set<String> UPDATABLE =
      Set.of("name", "sku", "barcode", "unit", "cost", "attributes", "active");

  private final Variants variants;
  private final Products products;
  private final Codes codes;
  private final ChangeLog changes;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  VariantActions(
      Variants variants,
      Products products,
      Codes codes,
      ChangeLog changes,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.variants = variants;
    this.products = products;
    this.codes = codes;
    this.changes = changes;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /** Makes a variant of a product; one of the same id and content is returned as it is. */
  public CreateVariantResponse create(CreateVariantRequest request) {
    Variant wanted =
        new Variant(
            Ids.orNext(request.getId()),
            Ids.parse(request.getProductId()),
            VariantProtos.wanted(request));
    return writes.once(
        request,
        CreateVariantResponse.parser(),
        () -> {
          Variant stored =
              variants
                  .storedBefore(request.getId(), "variant", wanted, VariantProtos::toProto)
                  .orElseGet(() -> store(wanted));
          return CreateVariantResponse.newBuilder().setVariant(toProto(stored)).build();
        });
  }

  private Variant store(Variant variant) {
    requireLiveProduct(variant.productId());
    codes.requireFreeSku(variant);
    Variant stored = saved(variant, "Created");
    codes.assignBarcode(stored);
    return stored;
  }

  /** Locked, so that the product is not deleted while a variant of it is made. */
  private void requireLiveProduct(UUID id) {
    if (products.lock(id).filter(product -> !product.isDeleted()).isEmpty()) {
      throw Errors.notFound("product", id);
    }
  }

  public GetVariantResponse get(GetVariantRequest request) {
    UUID id = Ids.parse(request.getVariantId());
    return reads.run(
        () ->
            GetVariantResponse.newBuilder()
                .setVariant(toProto(variants.findById(id).orElseThrow(() -> notFound(id))))
                .build());
  }

  public BatchGetVariantsResponse batchGet(BatchGetVariantsRequest request) {
    List<UUID> ids = Ids.parseAll(request.getVariantIdsList());
    return reads.run(
        () -> {
          Map<UUID, Variant> found =
              variants.findByIdIn(ids).stream()
                  .collect(Collectors.toMap(Variant::id, Function.identity()));
          return BatchGetVariantsResponse.newBuilder()
              .addAllVariants(
                  ids.stream()
                      .distinct()
                      .map(found::get)
                      .filter(Objects::nonNull)
                      .map(VariantProtos::toProto)
                      .toList())
              .build();
        });
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
              .addAllVariants(page.map(VariantProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** Takes over the fields that the mask names. */
  public UpdateVariantResponse update(UpdateVariantRequest request) {
    List<String> paths = Protos.paths(request.getUpdateMask(), UPDATABLE);
    return writes.once(
        request,
        UpdateVariantResponse.parser(),
        () -> {
          Variant variant = lock(request.getVariant().getId());
          variant.requireVersion("variant", request.hasVersion(), request.getVersion());
          if (variant.isDeleted()) {
            throw notFound(variant.id());
          }
          variant.describe(
              Protos.updated("variant", toProto(variant), request.getVariant(), paths));
          codes.requireFreeSku(variant);
          Variant stored = saved(variant, "Updated");
          codes.assignBarcode(stored);
          return UpdateVariantResponse.newBuilder().setVariant(toProto(stored)).build();
        });
  }

  /** Deletes a variant; what is deleted already stays as it is. */
  public DeleteVariantResponse delete(DeleteVariantRequest request) {
    return writes.once(
        request,
        DeleteVariantResponse.parser(),
        () -> {
          Variant variant = lock(request.getVariantId());
          if (!variant.isDeleted()) {
            variant.requireVersion("variant", request.hasVersion(), request.getVersion());
            delete(variant, clock.instant());
          }
          return DeleteVariantResponse.newBuilder().setVariant(toProto(variant)).build();
        });
  }

  void deleteAllOf(Product product, Instant now) {
    variants
        .findByProductIdAndDeletedAtIsNullOrderById(product.id())
        .forEach(variant -> delete(variant, now));
  }

  private void delete(Variant variant, Instant now) {
    codes.releaseBarcode(variant);
    variant.delete(now);
    saved(variant, "Deleted");
  }

  /** Brings back those that were deleted with their product. */
  void restoreAllOf(Product product, Instant deletedAt) {
    for (Variant variant :
        variants.findByProductIdAndDeletedAtOrderById(product.id(), deletedAt)) {
      variant.restore();
      codes.requireFreeSku(variant);
      saved(variant, "Restored");
      codes.assignBarcode(variant);
    }
  }

  private Variant lock(String id) {
    UUID uuid = Ids.parse(id);
    return variants.lock(uuid).orElseThrow(() -> notFound(uuid));
  }

  private Variant saved(Variant variant, String verb) {
    Variant stored = variants.saveAndFlush(variant);
    changes.record(
        ChangeLog.Resource.Variant, stored.id(), stored.version(), verb, toProto(stored));
    return stored;
  }

  private static PosException notFound(UUID id) {
    return Errors.notFound("variant", id);
  }
}
