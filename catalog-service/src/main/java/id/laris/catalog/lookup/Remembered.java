package id.laris.catalog.lookup;

import id.laris.catalog.memory.CatalogMemory;
import id.laris.catalog.memory.KnownVariant;
import id.laris.common.Ids;
import id.laris.pos.v1.BatchGetVariantsRequest;
import id.laris.pos.v1.BatchGetVariantsResponse;
import id.laris.pos.v1.GetProductRequest;
import id.laris.pos.v1.GetProductResponse;
import id.laris.pos.v1.GetVariantRequest;
import id.laris.pos.v1.GetVariantResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Returns products and variants by their ids, deleted or not, from memory.
 *
 * <p>Errors: NOT_FOUND where one is asked for.
 */
@Component
public class Remembered {

  private final CatalogMemory memory;

  Remembered(CatalogMemory memory) {
    this.memory = memory;
  }

  public GetProductResponse product(GetProductRequest request) {
    UUID id = Ids.parse(request.getProductId());
    return GetProductResponse.newBuilder().setProduct(memory.now().product(id).message()).build();
  }

  public GetVariantResponse variant(GetVariantRequest request) {
    UUID id = Ids.parse(request.getVariantId());
    return GetVariantResponse.newBuilder().setVariant(memory.now().variant(id).message()).build();
  }

  /** Returns the variants that exist, in the order asked for, each once. */
  public BatchGetVariantsResponse variants(BatchGetVariantsRequest request) {
    List<UUID> ids = Ids.parseAll(request.getVariantIdsList()).stream().distinct().toList();
    Map<UUID, KnownVariant> found = memory.now().variants(ids);
    return BatchGetVariantsResponse.newBuilder()
        .addAllVariants(
            ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .map(KnownVariant::message)
                .toList())
        .build();
  }
}
