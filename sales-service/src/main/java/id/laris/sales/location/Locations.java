package id.laris.sales.location;

import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.db.Recent;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.GetLocationRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.Location;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks inventory for the location of a new order. It is a remote call with the service key, and
 * never made inside a transaction. An answer is kept for a few seconds by {@link Recent}.
 */
@Component
public class Locations {

  private final RemoteService service;
  private final InventoryServiceBlockingStub inventory;
  private final Recent<UUID, OrderLocation> recent;

  Locations(RemoteServices services, Clock clock) {
    this.service = services.named(Service.INVENTORY);
    this.inventory = InventoryServiceGrpc.newBlockingStub(service.ownChannel());
    this.recent = new Recent<>(clock);
  }

  /**
   * The answer of inventory. It is asked before the transaction, and refused only where the
   * location is needed: a repeated call does not need it any more.
   */
  public record Found(@Nullable UUID id, @Nullable OrderLocation location) {

    /**
     * The location; null where none was asked for.
     *
     * @throws id.laris.common.errors.PosException LOCATION_NOT_FOUND
     */
    public @Nullable OrderLocation orRefuse() {
      if (id != null && location == null) {
        throw Errors.notFound(Reason.LOCATION_NOT_FOUND, "location", id.toString());
      }
      return location;
    }
  }

  /** The location, or LOCATION_NOT_FOUND; null where the id is. */
  public @Nullable OrderLocation get(@Nullable UUID id) {
    return find(id).orRefuse();
  }

  public Found find(@Nullable UUID id) {
    return new Found(id, id == null ? null : recent.find(id, this::ask));
  }

  private @Nullable OrderLocation ask(UUID id) {
    GetLocationRequest request =
        GetLocationRequest.newBuilder().setLocationId(id.toString()).build();
    try {
      Location location = service.call(() -> inventory.getLocation(request)).getLocation();
      return location.hasDeletedAt() ? null : snapshot(location);
    } catch (StatusRuntimeException e) {
      if (RemoteService.refusedFor(e, Reason.LOCATION_NOT_FOUND)) {
        return null;
      }
      throw e;
    }
  }

  private static OrderLocation snapshot(Location location) {
    return new OrderLocation(
        location.getCode(),
        location.getName(),
        location.getAddress(),
        location.getTimeZone(),
        location.getBusinessDayCutoffMinutes(),
        location.getCurrency(),
        new CashRounding(
            location.getCashRounding().getStep(), location.getCashRounding().getMode()));
  }
}
