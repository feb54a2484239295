package id.laris.catalog.variant;

import id.laris.common.db.Change;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;

/** Takes the fields of a variant that a caller decides over into its row. */
final class VariantFields {

  private VariantFields() {}

  static void apply(Change<Variant, id.laris.pos.v1.Variant> change) {
    Variant variant = change.row();
    id.laris.pos.v1.Variant wanted = change.after();
    variant.setName(wanted.getName());
    variant.setSku(wanted.getSku());
    variant.setBarcode(wanted.getBarcode());
    variant.setUnit(Unit.of(wanted.getUnit()));
    variant.setCost(
        wanted.hasCost()
            ? Protos.money(change.field("cost"), wanted.getCost(), 0, Protos.MAX_AMOUNT)
            : null);
    variant.setAttributes(wanted.getAttributesMap());
    variant.setActive(wanted.getActive());
    variant.setStockUnit(Unit.orNull(wanted.getStockUnit()));
    variant.setStockQuantity(wanted.getStockQuantity());
    requireBothOrNeither(change);
  }

  private static void requireBothOrNeither(Change<Variant, id.laris.pos.v1.Variant> change) {
    Variant variant = change.row();
    if (variant.stockUnit() != null && variant.stockQuantity() == 0) {
      throw Errors.invalid(
          change.field("stock_quantity"),
          "must say how much of the stock_unit one whole unit is; without it leave stock_unit off too");
    }
    if (variant.stockUnit() == null && variant.stockQuantity() != 0) {
      throw Errors.invalid(
          change.field("stock_unit"),
          "must say what stock_quantity is counted in; without it leave stock_quantity 0");
    }
  }
}
