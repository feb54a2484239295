package id.laris.catalog.lookup;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Resource;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.LookupVariantRequest;
import id.laris.pos.v1.LookupVariantResponse;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.Variant;
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
  private final Resource<?, Variant> variants;
  private final Resource<?, Product> products;
  private final Reads reads;

  LookupVariant(
      SellableCodes codes,
      Labels labels,
      Resource<?, Variant> variants,
      Resource<?, Product> products,
      Reads reads) {
    this.codes = codes;
    this.labels = labels;
    this.variants = variants;
    this.products = products;
    this.reads = reads;
  }

  public LookupVariantResponse run(LookupVariantRequest request) {
    return reads.run(
        () ->
            (request.hasSku()
                    ? bySku(request.getSku()).map(this::answer)
                    : byBarcode(request.getBarcode()))
                .orElseThrow(
                    () ->
                        Errors.notFound(
                            "variant", request.hasSku() ? request.getSku() : request.getBarcode()))
                .build());
  }

  private Optional<UUID> bySku(String sku) {
    return codes.find(Set.of(), Set.of(sku)).bySku(sku);
  }

  private Optional<LookupVariantResponse.Builder> byBarcode(String barcode) {
    return codes
        .find(Set.of(barcode), Set.of())
        .byBarcode(barcode)
        .map(this::answer)
        .or(() -> labels.read(barcode).flatMap(this::answer));
  }

  private Optional<LookupVariantResponse.Builder> answer(Labels.Label label) {
    return Optional.ofNullable(label.variantId())
        .map(
            variantId -> {
              LookupVariantResponse.Builder found = answer(variantId);
              label.price().ifPresent(found::setEmbeddedPrice);
              return found.setQuantity(label.quantity());
            });
  }

  private LookupVariantResponse.Builder answer(UUID variantId) {
    Variant variant = variants.shown(variantId);
    return LookupVariantResponse.newBuilder()
        .setVariant(variant)
        .setProduct(products.shown(Ids.parse(variant.getProductId())));
  }
}
