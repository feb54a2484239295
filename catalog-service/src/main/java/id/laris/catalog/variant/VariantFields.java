package id.laris.catalog.variant;

import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.Money;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a variant that a caller decides. */
final class VariantFields {

  static final Set<String> UPDATABLE =
      Set.of("name", "sku", "barcode", "unit", "cost", "attributes", "active");

  /** Those by which its product is found. */
  private static final Set<String> SEARCHED = Set.of("name", "sku", "barcode");

  private VariantFields() {}

  static boolean isSearched(Collection<String> paths) {
    return paths.stream().anyMatch(SEARCHED::contains);
  }

  /** Takes over the fields with these names. */
  static void take(Variant variant, id.laris.pos.v1.Variant wanted, Collection<String> paths) {
    for (String path : paths) {
      switch (path) {
        case "name" -> variant.setName(Protos.required("variant.name", wanted.getName()));
        case "sku" -> variant.setSku(wanted.getSku());
        case "barcode" -> variant.setBarcode(wanted.getBarcode());
        case "unit" -> variant.setUnit(Unit.of(wanted.getUnit()));
        case "cost" -> variant.setCost(cost("variant.cost", wanted.hasCost(), wanted.getCost()));
        case "attributes" -> variant.setAttributes(wanted.getAttributesMap());
        case "active" -> variant.setActive(wanted.getActive());
        default -> throw new IllegalArgumentException(path);
      }
    }
  }

  /** The variant that the request describes: active, with everything else as it says. */
  static Variant made(CreateVariantRequest request) {
    Variant variant = new Variant(Ids.orNext(request.getId()), Ids.parse(request.getProductId()));
    variant.setName(request.getName());
    variant.setSku(request.getSku());
    variant.setBarcode(request.getBarcode());
    variant.setUnit(Unit.of(request.getUnit()));
    variant.setCost(cost("cost", request.hasCost(), request.getCost()));
    variant.setAttributes(request.getAttributesMap());
    return variant;
  }

  private static @Nullable Money cost(String field, boolean given, Money cost) {
    return given ? Protos.money(field, cost, 0, Protos.MAX_AMOUNT) : null;
  }
}
