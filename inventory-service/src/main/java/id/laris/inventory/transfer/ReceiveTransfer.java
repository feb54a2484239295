package id.laris.inventory.transfer;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.events.types.InventoryEvents;
import id.laris.inventory.stock.Batches;
import id.laris.inventory.stock.Change;
import id.laris.inventory.stock.Layers;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.StockLedger;
import id.laris.inventory.stock.VariantLines;
import id.laris.inventory.transfer.TransferLine.Arrival;
import id.laris.pos.v1.ReceiveTransferRequest;
import id.laris.pos.v1.ReceiveTransferRequest.Line;
import id.laris.pos.v1.ReceiveTransferResponse;
import id.laris.pos.v1.StockMovement.Type;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Records a delivery: good and damaged goods leave transit for the destination, returned goods for
 * the source, each with its share of the cost. Damaged goods have no value.
 *
 * <p>Repeating a delivery with its id returns the transfer unchanged.
 *
 * <p>Errors: NOT_FOUND (transfer, or a variant that is not in it); VALIDATION_FAILED where it is
 * more than is in transit, or nothing at all; ILLEGAL_STATE_TRANSITION; VERSION_CONFLICT;
 * ALREADY_EXISTS (id with other content).
 */
@Component
public class ReceiveTransfer {

  private static final String BATCH = "transfer delivery";

  private final Resource<StockTransfer, id.laris.pos.v1.StockTransfer> resource;
  private final StockLedger ledger;
  private final Batches batches;
  private final Writes writes;
  private final Clock clock;

  ReceiveTransfer(
      Resource<StockTransfer, id.laris.pos.v1.StockTransfer> resource,
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

  public ReceiveTransferResponse run(ReceiveTransferRequest request) {
    UUID deliveryId = Ids.orNext(request.getId());
    VariantLines.ids(request.getLinesList(), Line::getVariantId);
    List<Arrival> arrivals = arrivals(request);
    return writes.once(
        request,
        ReceiveTransferResponse.parser(),
        () -> {
          StockTransfer transfer = resource.lock(Ids.parse(request.getTransferId()));
          return ReceiveTransferResponse.newBuilder()
              .setTransfer(
                  batches.isNew(BATCH, deliveryId, request)
                      ? receive(transfer, arrivals, request)
                      : TransferProtos.toProto(transfer))
              .build();
        });
  }

  private static List<Arrival> arrivals(ReceiveTransferRequest request) {
    List<Arrival> arrivals =
        request.getLinesList().stream()
            .map(
                line ->
                    new Arrival(
                        Ids.parse(line.getVariantId()),
                        line.getGood(),
                        line.getDamaged(),
                        line.getReturned()))
            .toList();
    for (int i = 0; i < arrivals.size(); i++) {
      if (arrivals.get(i).total() == 0) {
        throw Errors.invalid("lines[%d]".formatted(i), "has only zero quantities: omit the line");
      }
    }
    return arrivals;
  }

  private id.laris.pos.v1.StockTransfer receive(
      StockTransfer transfer, List<Arrival> arrivals, ReceiveTransferRequest request) {
    transfer.requireVersion("transfer", request.hasVersion(), request.getVersion());
    Instant now = clock.instant();
    Change change = Change.of(Type.TRANSFER, ShipTransfer.REFERENCE_TYPE, transfer.id(), now);
    Levels levels = ledger.lock(transfer.places(), true);
    for (Arrival arrival : arrivals) {
      TransferLine line = transfer.lineToReceive(arrival.variantId());
      transfer.receive(arrival, now);
      move(line, arrival, transfer, levels, change);
    }
    ledger.store(levels);
    return resource.store(transfer, InventoryEvents.STOCK_TRANSFER_RECEIVED);
  }

  private static void move(
      TransferLine line, Arrival arrival, StockTransfer transfer, Levels levels, Change change) {
    var destination = levels.at(transfer.toLocationId(), line.variantId());
    destination.changeInTransit(-arrival.total(), change);
    Layers.Split good = line.inTransit().split(arrival.good());
    Layers.Split damaged = good.rest().split(arrival.damaged());
    Layers.Split returned = damaged.rest().split(arrival.returned());
    if (arrival.good() > 0) {
      destination.arrive(good.taken(), line.costOf(0, arrival.good()), change);
    }
    if (arrival.damaged() > 0) {
      destination.changeDamaged(arrival.damaged(), change);
    }
    if (arrival.returned() > 0) {
      long ahead = arrival.good() + arrival.damaged();
      levels
          .at(transfer.fromLocationId(), line.variantId())
          .takeBack(returned.taken(), line.costOf(ahead, arrival.returned()), change);
    }
  }
}
