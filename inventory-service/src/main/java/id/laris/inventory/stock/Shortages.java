package id.laris.inventory.stock;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.PosException.FieldViolation;
import id.laris.inventory.stock.StockShortage.Shortage;
import id.laris.inventory.variant.CatalogVariants;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Tells of which goods there is too little, by the names and SKUs that people know. */
@Component
public class Shortages {

  private final CatalogVariants variants;

  Shortages(CatalogVariants variants) {
    this.variants = variants;
  }

  /**
   * Does work that changes stock in a transaction. Only where goods are short is the catalog asked.
   */
  public <T> T explain(Supplier<T> work) {
    try {
      return work.get();
    } catch (StockShortage e) {
      throw refusal(e);
    }
  }

  private PosException refusal(StockShortage shortage) {
    List<Shortage> all = shortage.shortages();
    Map<UUID, CatalogVariants.Label> labels =
        variants.labels(all.stream().map(Shortage::variantId).toList());
    List<FieldViolation> violations =
        all.stream().map(one -> new FieldViolation(one.field(), describe(one, labels))).toList();
    return Errors.invalid(shortage.reason(), violations)
        .with("location_id", shortage.locationId())
        .withEach("variant_id", list(all, one -> one.variantId().toString()))
        .withEach("sku", list(all, one -> label(one, labels).sku()))
        .withEach("requested", list(all, one -> Long.toString(one.requested())))
        .withEach("available", list(all, one -> Long.toString(one.available())));
  }

  private static String describe(Shortage one, Map<UUID, CatalogVariants.Label> labels) {
    return "%s: %d requested but only %d available: reduce the quantity, or add stock first"
        .formatted(label(one, labels).text(), one.requested(), one.available());
  }

  private static CatalogVariants.Label label(
      Shortage one, Map<UUID, CatalogVariants.Label> labels) {
    return labels.getOrDefault(
        one.variantId(), new CatalogVariants.Label("variant " + one.variantId(), ""));
  }

  private static List<String> list(List<Shortage> shortages, Function<Shortage, String> fact) {
    return shortages.stream().map(fact).toList();
  }
}
