package id.laris.catalog.stock;

import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.BatchGetStockLevelsRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.StockLevel;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Asks the inventory whether stock of variants that are to be deleted is left. It is a remote call
 * and never made inside a transaction, so stock may still arrive between the answer and the
 * deletion. This is accepted: such stock stays in the ledger until an adjustment removes it; it is
 * not sold.
 */
@Component
public class RemainingStock {

  private static final int ASKED_AT_ONCE = 100;

  private final RemoteService service;
  private final InventoryServiceBlockingStub inventory;

  RemainingStock(RemoteServices services) {
    this.service = services.named(Service.INVENTORY);
    this.inventory = InventoryServiceGrpc.newBlockingStub(service.ownChannel());
  }

  /**
   * Refuses variants of which a location has stock, on hand, reserved, in transit or damaged,
   * whether their stock is counted now or not: it may have been counted before. Errors:
   * ITEM_HAS_STOCK; UNAVAILABLE.
   */
  public void requireNone(List<UUID> variantIds) {
    for (int from = 0; from < variantIds.size(); from += ASKED_AT_ONCE) {
      BatchGetStockLevelsRequest.Builder request = BatchGetStockLevelsRequest.newBuilder();
      variantIds
          .subList(from, Math.min(from + ASKED_AT_ONCE, variantIds.size()))
          .forEach(id -> request.addVariantIds(id.toString()));
      service
          .call(() -> inventory.batchGetStockLevels(request.build()))
          .getStockLevelsList()
          .stream()
          .filter(RemainingStock::hasAny)
          .findFirst()
          .ifPresent(
              level -> {
                throw hasStock(level);
              });
    }
  }

  private static boolean hasAny(StockLevel level) {
    return level.getOnHand() != 0
        || level.getReserved() != 0
        || level.getInTransit() != 0
        || level.getDamaged() != 0;
  }

  private static PosException hasStock(StockLevel level) {
    return Errors.of(
            Reason.ITEM_HAS_STOCK,
            "The location %s still has stock of variant %s (on hand %d, reserved %d, in transit %d, damaged %d): sell, transfer or adjust it first."
                .formatted(
                    level.getLocationId(),
                    level.getVariantId(),
                    level.getOnHand(),
                    level.getReserved(),
                    level.getInTransit(),
                    level.getDamaged()))
        .with("variant_id", level.getVariantId())
        .with("location_id", level.getLocationId())
        .with("on_hand", level.getOnHand())
        .with("reserved", level.getReserved())
        .with("in_transit", level.getInTransit())
        .with("damaged", level.getDamaged());
  }
}
