package id.laris.catalog.memory;

import id.laris.catalog.price.Price;
import id.laris.catalog.variant.Unit;
import id.laris.common.Ids;
import id.laris.pos.v1.Variant;
import java.util.List;
import java.util.UUID;

/**
 * A variant as it was read, deleted or not.
 *
 * @param message as answers have it
 * @param prices all that are not deleted, of every place, time, quantity and currency
 */
public record KnownVariant(
    Variant message, UUID id, UUID productId, Unit unit, List<Price> prices) {

  static KnownVariant of(Variant message, List<Price> prices) {
    return new KnownVariant(
        message,
        Ids.parse(message.getId()),
        Ids.parse(message.getProductId()),
        Unit.valueOf(message.getUnit().name()),
        prices);
  }

  /** Returns whether the variant itself is active and not deleted. */
  public boolean isActive() {
    return message.getActive() && !message.hasDeletedAt();
  }

  /** Returns how many steps of its stock one whole unit is. */
  public long stockSteps() {
    return unit.stockSteps(message.getStockQuantity());
  }
}
