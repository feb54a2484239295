package id.laris.inventory.stock;

import id.laris.common.errors.Reason;
import java.util.List;
import java.util.UUID;

/**
 * There is less than is wanted. It knows the variants by their ids only: {@link Shortages} makes an
 * error for the caller of it, outside of the transaction.
 */
final class StockShortage extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A variant of which there is too little.
   *
   * @param field the path of its quantity in the request
   */
  record Shortage(String field, UUID variantId, long requested, long available) {}

  private final Reason reason;
  private final UUID locationId;
  private final transient List<Shortage> shortages;

  StockShortage(Reason reason, UUID locationId, List<Shortage> shortages) {
    // No stack trace: it is an answer, not a fault.
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.locationId = locationId;
    this.shortages = List.copyOf(shortages);
  }

  Reason reason() {
    return reason;
  }

  UUID locationId() {
    return locationId;
  }

  List<Shortage> shortages() {
    return shortages;
  }
}
