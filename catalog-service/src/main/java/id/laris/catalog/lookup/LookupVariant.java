package id.laris.catalog.lookup;

import id.laris.catalog.memory.CatalogMemory;
import id.laris.catalog.memory.KnownVariant;
import id.laris.catalog.memory.Sight;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.LookupVariantResponse;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Finds the variant that was scanned or typed at a till: the one with exactly this SKU or barcode,
 * or the only variant of the product with it. A barcode that is assigned to nothing may still
 * contain the code of an article with a price or weight.
 *
 * <p>Errors: NOT_FOUND.
 */
@Component
public class LookupVariant {

  private final SellableCodes codes;
  private final Labels labels;
  private final CatalogMemory memory;
  private final Reads reads;

  LookupVariant(SellableCodes codes, Labels labels, CatalogMemory memory, Reads reads) {
    this.codes = codes;
    this.labels = labels;
    this.memory = memory;
    this.reads = reads;
  }

  public LookupVariantResponse run(LookupVariantRequest request) {
    Sight catalog = memory.now();
    return (request.hasSku()
            ? bySku(request.getSku(), catalog).map(variantId -> answer(variantId, catalog))
            : byBarcode(request.getBarcode(), catalog))
        .orElseThrow(
            () ->
                Errors.notFound(
                    "variant", request.hasSku() ? request.getSku() : request.getBarcode()))
        .build();
  }

  private Optional<UUID> bySku(String sku, Sight catalog) {
    return catalog.variantOfSku(
        sku, () -> reads.run(() -> codes.find(Set.of(), Set.of(sku)).bySku(sku)));
  }

  private Optional<LookupVariantResponse.Builder> byBarcode(String barcode, Sight catalog) {
    return catalog
        .variantOfBarcode(
            barcode,
            () -> reads.run(() -> codes.find(Set.of(barcode), Set.of()).byBarcode(barcode)))
        .map(variantId -> answer(variantId, catalog))
        .or(() -> labels.read(barcode).flatMap(label -> answer(label, catalog)));
  }

  private static Optional<LookupVariantResponse.Builder> answer(Labels.Label label, Sight catalog) {
    return Optional.ofNullable(label.variantId())
        .map(
            variantId -> {
              LookupVariantResponse.Builder found = answer(variantId, catalog);
              label.price().ifPresent(found::setEmbeddedPrice);
              return found.setQuantity(label.quantity());
            });
  }

  private static LookupVariantResponse.Builder answer(UUID variantId, Sight catalog) {
    KnownVariant variant = catalog.variant(variantId);
    return LookupVariantResponse.newBuilder()
        .setVariant(variant.message())
        .setProduct(catalog.product(variant.productId()).message());
  }
}
