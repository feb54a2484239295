package id.laris.inventory.transfer;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.events.types.InventoryEvents;
import id.laris.inventory.stock.Change;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.StockLedger;
import id.laris.pos.v1.CancelTransferRequest;
import id.laris.pos.v1.CancelTransferResponse;
import id.laris.pos.v1.StockMovement.Type;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Cancels a transfer: shipped goods are back at the source, at their cost.
 *
 * <p>Repeating it on one that is cancelled returns it unchanged.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION once something was received; VERSION_CONFLICT.
 */
@Component
public class CancelTransfer {

  private final Resource<StockTransfer, id.laris.pos.v1.StockTransfer> resource;
  private final StockLedger ledger;
  private final Writes writes;
  private final Clock clock;

  CancelTransfer(
      Resource<StockTransfer, id.laris.pos.v1.StockTransfer> resource,
      StockLedger ledger,
      Writes writes,
      Clock clock) {
    this.resource = resource;
    this.ledger = ledger;
    this.writes = writes;
    this.clock = clock;
  }

  public CancelTransferResponse run(CancelTransferRequest request) {
    return writes.once(
        request,
        CancelTransferResponse.parser(),
        () -> {
          StockTransfer transfer = resource.lock(Ids.parse(request.getTransferId()));
          return CancelTransferResponse.newBuilder()
              .setTransfer(
                  transfer.isToCancel(request.hasVersion(), request.getVersion())
                      ? cancel(transfer)
                      : TransferProtos.toProto(transfer))
              .build();
        });
  }

  private id.laris.pos.v1.StockTransfer cancel(StockTransfer transfer) {
    Instant now = clock.instant();
    if (transfer.isShipped()) {
      takeBack(transfer, now);
    }
    transfer.cancel(now);
    return resource.store(transfer, InventoryEvents.STOCK_TRANSFER_CANCELLED);
  }

  private void takeBack(StockTransfer transfer, Instant now) {
    Change change = Change.of(Type.TRANSFER, ShipTransfer.REFERENCE_TYPE, transfer.id(), now);
    Levels levels = ledger.lock(transfer.places(), true);
    for (TransferLine line : transfer.lines()) {
      levels
          .at(transfer.toLocationId(), line.variantId())
          .changeInTransit(-line.quantity(), change);
      levels
          .at(transfer.fromLocationId(), line.variantId())
          .takeBack(line.inTransit(), line.cost(), change);
    }
    ledger.store(levels);
  }
}
