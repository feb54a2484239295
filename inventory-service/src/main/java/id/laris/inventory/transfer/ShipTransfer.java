package id.laris.inventory.transfer;

import static java.util.stream.Collectors.toMap;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.events.types.InventoryEvents;
import id.laris.inventory.stock.Change;
import id.laris.inventory.stock.Layers;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.Shortages;
import id.laris.inventory.stock.StockLedger;
import id.laris.pos.v1.ShipTransferRequest;
import id.laris.pos.v1.ShipTransferResponse;
import id.laris.pos.v1.StockMovement.Type;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Ships a transfer: its goods leave the source, with their cost, and are in transit to the
 * destination.
 *
 * <p>Repeating it on one that has left returns it unchanged.
 *
 * <p>Errors: NOT_FOUND; INSUFFICIENT_STOCK with every variant that is short;
 * ILLEGAL_STATE_TRANSITION from CANCELLED; VERSION_CONFLICT.
 */
@Component
public class ShipTransfer {

  static final String REFERENCE_TYPE = "transfer";

  private final Resource<StockTransfer, id.laris.pos.v1.StockTransfer> resource;
  private final StockLedger ledger;
  private final Shortages shortages;
  private final Writes writes;
  private final Clock clock;

  ShipTransfer(
      Resource<StockTransfer, id.laris.pos.v1.StockTransfer> resource,
      StockLedger ledger,
      Shortages shortages,
      Writes writes,
      Clock clock) {
    this.resource = resource;
    this.ledger = ledger;
    this.shortages = shortages;
    this.writes = writes;
    this.clock = clock;
  }

  public ShipTransferResponse run(ShipTransferRequest request) {
    return shortages.explain(
        () -> writes.once(request, ShipTransferResponse.parser(), () -> ship(request)));
  }

  private ShipTransferResponse ship(ShipTransferRequest request) {
    StockTransfer transfer = resource.lock(Ids.parse(request.getTransferId()));
    return ShipTransferResponse.newBuilder()
        .setTransfer(
            transfer.isToShip(request.hasVersion(), request.getVersion())
                ? ship(transfer)
                : TransferProtos.toProto(transfer))
        .build();
  }

  /** The request has no lines: the descriptions say which goods are short. */
  private static Map<UUID, String> fields(StockTransfer transfer) {
    Map<UUID, String> fields = new LinkedHashMap<>();
    transfer.lines().forEach(line -> fields.put(line.variantId(), "transfer_id"));
    return fields;
  }

  private id.laris.pos.v1.StockTransfer ship(StockTransfer transfer) {
    Instant now = clock.instant();
    Change change = Change.of(Type.TRANSFER, REFERENCE_TYPE, transfer.id(), now);
    UUID from = transfer.fromLocationId();
    UUID to = transfer.toLocationId();
    Levels levels = ledger.lock(transfer.places(), false);
    levels.requireAvailable(
        from,
        transfer.lines().stream().collect(toMap(TransferLine::variantId, TransferLine::quantity)),
        fields(transfer));
    transfer.ship(
        line -> {
          // The average cost is used even if less is recorded than is shipped.
          long cost = levels.at(from, line.variantId()).costOf(line.quantity());
          Layers goods = levels.at(from, line.variantId()).send(line.quantity(), change);
          levels.at(to, line.variantId()).changeInTransit(line.quantity(), change);
          return line.shippedFor(cost, goods);
        },
        now);
    ledger.store(levels);
    return resource.store(transfer, InventoryEvents.STOCK_TRANSFER_SHIPPED);
  }
}
