package id.laris.events.types;

import id.laris.common.db.EventTypes;
import java.util.List;

/** Every event that a service of Laris writes. */
public final class AllEvents {

  private AllEvents() {}

  public static List<EventTypes> byService() {
    return List.of(
        CatalogEvents.ALL,
        SalesEvents.ALL,
        InventoryEvents.ALL,
        CustomerEvents.ALL,
        StaffEvents.ALL,
        PromotionEvents.ALL,
        PaymentEvents.ALL);
  }
}
