package id.laris.common.client;

import id.laris.common.db.Recent;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.GetLocationRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.Location;
import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks inventory for locations. It is a remote call with the service key, and never made inside a
 * transaction. An answer is kept for a few seconds by {@link Recent}. Events of locations are not
 * followed instead, because the one of a location that was created a moment ago may still be on its
 * way.
 */
public final class RemoteLocations {

  private final RemoteService service;
  private final InventoryServiceBlockingStub inventory;
  private final Recent<UUID, Location> recent;

  public RemoteLocations(RemoteServices services, Clock clock) {
    this.service = services.named(Service.INVENTORY);
    this.inventory = InventoryServiceGrpc.newBlockingStub(service.ownChannel());
    this.recent = new Recent<>(clock);
  }

  /**
   * Refuses locations that do not exist or are deleted. Errors: LOCATION_NOT_FOUND; UNAVAILABLE.
   */
  public void require(Collection<UUID> ids) {
    for (UUID id : ids) {
      if (find(id) == null) {
        throw notFound(id);
      }
    }
  }

  /** The location; null where it does not exist or is deleted. Errors: UNAVAILABLE. */
  public @Nullable Location find(UUID id) {
    return recent.find(id, this::ask);
  }

  public static PosException notFound(UUID id) {
    return Errors.notFound(Reason.LOCATION_NOT_FOUND, "location", id.toString());
  }

  private @Nullable Location ask(UUID id) {
    GetLocationRequest request =
        GetLocationRequest.newBuilder().setLocationId(id.toString()).build();
    try {
      Location location = service.call(() -> inventory.getLocation(request)).getLocation();
      return location.hasDeletedAt() ? null : location;
    } catch (StatusRuntimeException e) {
      if (RemoteService.refusedFor(e, Reason.LOCATION_NOT_FOUND)) {
        return null;
      }
      throw e;
    }
  }
}
