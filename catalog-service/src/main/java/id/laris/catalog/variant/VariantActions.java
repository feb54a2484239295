package id.laris.catalog.variant;

import static id.laris.catalog.variant.VariantProtos.toProto;
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
import id.laris.pos.v1.DeleteVariantRequest;
import id.laris.pos.v1.DeleteVariantResponse;
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

/** What can be done with variants. */
@Component
public class VariantActions {

  private final Variants variants;
  private final VariantStore store;
  private final ProductLock products;
  private final Barcodes barcodes;
  private final SearchWords searchWords;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;

  VariantActions(
      Variants variants,
      VariantStore store,
      ProductLock products,
      Barcodes barcodes,
      SearchWords searchWords,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.variants = variants;
    this.store = store;
    this.products = products;
    this.barcodes = barcodes;
    this.searchWords = searchWords;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
  }

  /** Makes a variant of a product; one of the same id and content is returned as it is. */
  public CreateVariantResponse create(CreateVariantRequest request) {
    return writes.once(
        request,
        CreateVariantResponse.parser(),
        () -> CreateVariantResponse.newBuilder().setVariant(make(request)).build());
  }

  /** Makes a variant, for who has a transaction already. */
  public id.laris.pos.v1.Variant make(CreateVariantRequest request) {
    Variant wanted = VariantFields.made(request);
    return toProto(
        variants
            .storedBefore(request.getId(), "variant", wanted, VariantProtos::toProto)
            .orElseGet(() -> storeNew(wanted)));
  }

  private Variant storeNew(Variant variant) {
    products.lockLive(variant.productId());
    Variant stored = store.store(variant, "Created");
    barcodes.assign(stored.barcode(), bearer(stored));
    searchWords.refresh(stored.productId());
    return stored;
  }

  public GetVariantResponse get(GetVariantRequest request) {
    UUID id = Ids.parse(request.getVariantId());
    return reads.run(
        () ->
            GetVariantResponse.newBuilder()
                .setVariant(
                    toProto(variants.findById(id).orElseThrow(() -> VariantStore.notFound(id))))
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
                  ids.stream()
                      .map(found::get)
                      .filter(Objects::nonNull)
                      .map(VariantProtos::toProto)
                      .toList())
              .build();
        });
  }

  /**
   * The variants with these ids, deleted or not, in no order; for who has a transaction already.
   */
  public List<id.laris.pos.v1.Variant> byIds(Collection<UUID> ids) {
    return variants.findByIdIn(ids).stream().map(VariantProtos::toProto).toList();
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
    id.laris.pos.v1.Variant wanted = request.getVariant();
    List<String> paths = Protos.paths(request.getUpdateMask(), VariantFields.UPDATABLE);
    return writes.once(
        request,
        UpdateVariantResponse.parser(),
        () -> {
          Variant variant = store.lockLive(Ids.parse(wanted.getId()));
          variant.requireVersion("variant", request.hasVersion(), request.getVersion());
          return UpdateVariantResponse.newBuilder()
              .setVariant(change(variant, wanted, paths))
              .build();
        });
  }

  /** Takes over the named fields, for who has a transaction already. */
  public id.laris.pos.v1.Variant change(id.laris.pos.v1.Variant wanted, List<String> paths) {
    return change(store.lockLive(Ids.parse(wanted.getId())), wanted, paths);
  }

  private id.laris.pos.v1.Variant change(
      Variant variant, id.laris.pos.v1.Variant wanted, List<String> paths) {
    String barcodeBefore = variant.barcode();
    VariantFields.take(variant, wanted, paths);
    Variant stored = store.storeUpdated(variant);
    barcodes.replace(barcodeBefore, stored.barcode(), bearer(stored));
    if (VariantFields.isSearched(paths)) {
      searchWords.refresh(stored.productId());
    }
    return toProto(stored);
  }

  /** Deletes a variant and frees its codes; what is deleted already stays as it is. */
  public DeleteVariantResponse delete(DeleteVariantRequest request) {
    return writes.once(
        request,
        DeleteVariantResponse.parser(),
        () -> {
          Variant variant = store.lock(Ids.parse(request.getVariantId()));
          if (!variant.isDeleted()) {
            variant.requireVersion("variant", request.hasVersion(), request.getVersion());
            variant.delete(clock.instant());
            barcodes.release(variant.barcode());
            store.store(variant, "Deleted");
            searchWords.refresh(variant.productId());
          }
          return DeleteVariantResponse.newBuilder().setVariant(toProto(variant)).build();
        });
  }

  private static Bearer bearer(Variant variant) {
    return new Bearer(variant.productId(), variant.id());
  }
}
