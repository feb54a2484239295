package id.laris.sales.stock;

import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.Service;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.ReleaseReservationRequest;
import id.laris.pos.v1.ReserveStockRequest;
import id.laris.pos.v1.StockLine;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The reservations of orders, which inventory keeps under the order's id. Remote calls, made with
 * the service key: never inside a transaction.
 */
@Component
class Reservations {

  private final RemoteService service;
  private final InventoryServiceBlockingStub inventory;

  Reservations(RemoteServices services) {
    this.service = services.named(Service.INVENTORY);
    this.inventory = InventoryServiceGrpc.newBlockingStub(service.ownChannel());
  }

  /**
   * Reserves; the same again only takes over the time. What inventory refuses is thrown as it is.
   */
  void reserve(Attempt attempt, UUID locationId, List<StockLine> lines, Instant until) {
    ReserveStockRequest request =
        ReserveStockRequest.newBuilder()
            .setReference(attempt.orderId().toString())
            .setLocationId(locationId.toString())
            .addAllLines(lines)
            .setRevision(attempt.revision())
            .setExpiresAt(Protos.timestamp(until))
            .build();
    service.call(() -> inventory.reserveStock(request));
  }

  /** Whether inventory refused because the reservation of this attempt is over, or overtaken. */
  static boolean isOver(StatusRuntimeException refusal) {
    return RemoteService.refusedFor(
        refusal, Reason.VERSION_CONFLICT, Reason.ILLEGAL_STATE_TRANSITION, Reason.ALREADY_EXISTS);
  }

  /** Gives back what is held by the attempt or an older one, and sees that neither comes late. */
  void release(Attempt attempt) {
    ReleaseReservationRequest request =
        ReleaseReservationRequest.newBuilder()
            .setReference(attempt.orderId().toString())
            .setRevision(attempt.revision())
            .build();
    try {
      service.call(() -> inventory.releaseReservation(request));
    } catch (StatusRuntimeException e) {
      // Nothing was reserved, or it was sold by a newer one meanwhile: nothing is held by this one.
      if (!RemoteService.refusedFor(e, Reason.NOT_FOUND, Reason.ILLEGAL_STATE_TRANSITION)) {
        throw e;
      }
    }
  }
}
