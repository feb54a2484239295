package id.laris.catalog.variant;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.Money;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a variant that a caller decides. */
final class VariantFields {

  static final Set<String> UPDATABLE =
      Set.of(
          "name",
          "sku",
          "barcode",
          "unit",
          "cost",
          "attributes",
          "active",
          "components",
          "stock_unit",
          "stock_quantity");

  /** The fields by which the search finds its product. */
  private static final Set<String> SEARCHED = Set.of("name", "sku", "barcode");

  private VariantFields() {}

  static boolean isSearched(Collection<String> paths) {
    return paths.stream().anyMatch(SEARCHED::contains);
  }

  /** Takes over the fields with these names; its components are no field of its row. */
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
        case "stock_unit" -> variant.setStockUnit(Unit.orNull(wanted.getStockUnit()));
        case "stock_quantity" -> variant.setStockQuantity(wanted.getStockQuantity());
        case "components" -> {}
        default -> throw new IllegalArgumentException(path);
      }
    }
    requireBothOrNeither("variant.", variant);
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
    variant.setStockUnit(Unit.orNull(request.getStockUnit()));
    variant.setStockQuantity(request.getStockQuantity());
    requireBothOrNeither("", variant);
    return variant;
  }

  private static void requireBothOrNeither(String resource, Variant variant) {
    if (variant.stockUnit() != null && variant.stockQuantity() == 0) {
      throw Errors.invalid(
          resource + "stock_quantity",
          "must be the quantity of stock_unit in one whole unit; leave both empty, or set both");
    }
    if (variant.stockUnit() == null && variant.stockQuantity() != 0) {
      throw Errors.invalid(
          resource + "stock_unit",
          "must be the unit of stock_quantity; leave both empty, or set both");
    }
  }

  private static @Nullable Money cost(String field, boolean given, Money cost) {
    return given ? Protos.money(field, cost, 0, Protos.MAX_AMOUNT) : null;
  }
}
