package id.laris.catalog.quote;

import id.laris.catalog.variant.Unit;
import id.laris.pos.v1.Money;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A variant, as far as a quote needs it.
 *
 * @param cost null where it is not known
 * @param active whether the variant itself can be sold: its product may still keep it from that
 * @param stockSteps how many steps of its stock one whole unit is
 * @param composite whether it is made of others
 */
record QuotedVariant(
    UUID id,
    QuotedProduct product,
    String name,
    String sku,
    Unit unit,
    @Nullable Money cost,
    boolean active,
    long stockSteps,
    boolean composite) {

  boolean isSellable() {
    return active && product.sellable();
  }

  /** Returns its name for people. */
  String title() {
    return name.isEmpty() ? product.name() : "%s (%s)".formatted(product.name(), name);
  }
}
