package id.laris.sales.stock;

import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.Service;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.ReleaseReservationRequest;
import id.laris.pos.v1.ReserveStockRequest;
import id.laris.pos.v1.StockLine;
import id.laris.sales.hold.Claim;
import id.laris.sales.hold.HoldKey;
import id.laris.sales.hold.Holder;
import id.laris.sales.order.ConcurrentOrderChange;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.StockHold;
import id.laris.sales.quote.ItemNames;
import id.laris.sales.quote.Problems;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Holds the stock of orders that are sold at a location, by a reservation that inventory keeps
 * under the order's id. Inventory is called with the service key.
 */
@Component
public class StockHolder implements Holder<StockWanted> {

  /** The time for which stock is held, unless it is extended. */
  private static final Duration LIFETIME = Duration.ofHours(24);

  private final RemoteService service;
  private final InventoryServiceBlockingStub inventory;
  private final Clock clock;

  StockHolder(RemoteServices services, Clock clock) {
    this.service = services.named(Service.INVENTORY);
    this.inventory = InventoryServiceGrpc.newBlockingStub(service.ownChannel());
    this.clock = clock;
  }

  @Override
  public String name() {
    return "stock";
  }

  /**
   * Returns the stock that the items of an order take, as the catalog has them now. Items that take
   * more of a variant together than can be reserved are refused.
   */
  public List<Claim<StockWanted>> claims(Order order, QuoteItemsResponse quote, ItemNames names) {
    List<Claim<StockWanted>> claims =
        claims(
            order, quote.getItemsList().stream().map(QuotedItem::getStockUsesList).toList(), names);
    claims.forEach(claim -> Problems.refuse(claim.wanted().excesses(), names));
    return claims;
  }

  /** Returns the stock that the items of a finalized order take. */
  List<Claim<StockWanted>> claims(Order order) {
    return claims(
        order,
        order.items().stream()
            .map(item -> item.stockUses().stream().map(OrderProtos::toProto).toList())
            .toList(),
        ItemNames.STORED);
  }

  private List<Claim<StockWanted>> claims(
      Order order, List<List<StockLine>> uses, ItemNames names) {
    UUID locationId = order.details().locationId();
    return order.location() == null || locationId == null || uses.stream().allMatch(List::isEmpty)
        ? List.of()
        : List.of(
            new Claim<>(
                this, new StockWanted(locationId, uses, names, clock.instant().plus(LIFETIME))));
  }

  @Override
  public void take(HoldKey key, StockWanted wanted) {
    try {
      reserve(key, wanted);
    } catch (StatusRuntimeException e) {
      throw isOver(e) ? ConcurrentOrderChange.of(key.orderId()) : StockRefusal.of(e, wanted);
    }
  }

  /** Reserves; the same again only takes over the time. */
  void reserve(HoldKey key, StockWanted wanted) {
    ReserveStockRequest request =
        ReserveStockRequest.newBuilder()
            .setReference(key.orderId().toString())
            .setLocationId(wanted.locationId().toString())
            .addAllLines(wanted.lines())
            .setRevision(key.revision())
            .setExpiresAt(Protos.timestamp(wanted.until()))
            .build();
    service.call(() -> inventory.reserveStock(request));
  }

  /**
   * Returns whether inventory refused because the reservation of this revision is over, or
   * overtaken.
   */
  static boolean isOver(StatusRuntimeException refusal) {
    return RemoteService.refusedFor(
        refusal, Reason.VERSION_CONFLICT, Reason.ILLEGAL_STATE_TRANSITION, Reason.ALREADY_EXISTS);
  }

  @Override
  public void handOver(HoldKey key, StockWanted wanted, Order order) {
    order.holdStock(new StockHold(key.revision(), wanted.until()));
  }

  @Override
  public void release(HoldKey key) {
    ReleaseReservationRequest request =
        ReleaseReservationRequest.newBuilder()
            .setReference(key.orderId().toString())
            .setRevision(key.revision())
            .build();
    try {
      service.call(() -> inventory.releaseReservation(request));
    } catch (StatusRuntimeException e) {
      // Nothing was reserved, or a newer attempt has sold it meanwhile: this attempt holds nothing.
      if (!RemoteService.refusedFor(e, Reason.NOT_FOUND, Reason.ILLEGAL_STATE_TRANSITION)) {
        throw e;
      }
    }
  }
}
