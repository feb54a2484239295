package id.laris.inventory.purchase;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.events.types.InventoryEvents;
import id.laris.inventory.stock.Batches;
import id.laris.inventory.stock.Change;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.Moments;
import id.laris.inventory.stock.Place;
import id.laris.inventory.stock.StockLedger;
import id.laris.inventory.stock.VariantLines;
import id.laris.pos.v1.ReceivePurchaseOrderRequest;
import id.laris.pos.v1.ReceivePurchaseOrderRequest.Line;
import id.laris.pos.v1.ReceivePurchaseOrderResponse;
import id.laris.pos.v1.StockMovement.Type;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Receives a delivery at its cost: as ordered, or as the supplier has charged. The costs of partial
 * deliveries add up to the ordered cost, to the last minor unit.
 *
 * <p>Repeating a delivery with its id returns the purchase order unchanged.
 *
 * <p>Errors: NOT_FOUND (purchase order, or a variant that is not in it); VALIDATION_FAILED where it
 * is more than the quantity still to arrive; ILLEGAL_STATE_TRANSITION; VERSION_CONFLICT;
 * ALREADY_EXISTS (id with other content).
 */
@Component
public class ReceivePurchaseOrder {

  private static final String REFERENCE_TYPE = "purchase_order";
  private static final String BATCH = "purchase delivery";

  private final Resource<PurchaseOrder, id.laris.pos.v1.PurchaseOrder> resource;
  private final StockLedger ledger;
  private final Batches batches;
  private final Writes writes;
  private final Clock clock;

  ReceivePurchaseOrder(
      Resource<PurchaseOrder, id.laris.pos.v1.PurchaseOrder> resource,
      StockLedger ledger,
      Batches batches,
      Writes writes,
      Clock clock) {
    this.resource = resource;
    this.ledger = ledger;
    this.batches = batches;
    this.writes = writes;
    this.clock = clock;
  }

  public ReceivePurchaseOrderResponse run(ReceivePurchaseOrderRequest request) {
    UUID deliveryId = Ids.orNext(request.getId());
    List<UUID> variantIds = VariantLines.ids(request.getLinesList(), Line::getVariantId);
    Instant arrivedAt =
        Moments.past(
            "received_at", request.hasReceivedAt(), request.getReceivedAt(), clock.instant());
    return writes.once(
        request,
        ReceivePurchaseOrderResponse.parser(),
        () -> {
          PurchaseOrder order = resource.lock(Ids.parse(request.getPurchaseOrderId()));
          return ReceivePurchaseOrderResponse.newBuilder()
              .setPurchaseOrder(
                  batches.isNew(BATCH, deliveryId, request)
                      ? receive(order, request, variantIds, arrivedAt)
                      : PurchaseOrderProtos.toProto(order))
              .build();
        });
  }

  private id.laris.pos.v1.PurchaseOrder receive(
      PurchaseOrder order,
      ReceivePurchaseOrderRequest request,
      List<UUID> variantIds,
      Instant arrivedAt) {
    order.requireVersion("purchase order", request.hasVersion(), request.getVersion());
    Change change = Change.of(Type.RECEIPT, REFERENCE_TYPE, order.id(), arrivedAt);
    List<Place> places = variantIds.stream().map(id -> new Place(order.locationId(), id)).toList();
    Levels levels = ledger.lock(places, true);
    for (Line line : request.getLinesList()) {
      UUID variantId = Ids.parse(line.getVariantId());
      long cost =
          order.receive(
              variantId, line.getQuantity(), before -> arrived(before, line), clock.instant());
      levels.at(order.locationId(), variantId).receive(line.getQuantity(), cost, change);
    }
    ledger.store(levels);
    return resource.store(order, InventoryEvents.PURCHASE_ORDER_RECEIVED);
  }

  private static PurchaseLine arrived(PurchaseLine before, Line line) {
    return line.hasPackCost()
        ? before.arrivedFor(line.getQuantity(), line.getPackCost())
        : before.arrivedAsOrdered(line.getQuantity());
  }
}
