package id.laris.common.client;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.common.Ids;
import id.laris.common.db.Recent;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.BatchGetLocationsRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.InventoryServiceGrpc.InventoryServiceBlockingStub;
import id.laris.pos.v1.Location;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    Map<UUID, Location> found = recent.findAll(ids, this::ask);
    ids.stream()
        .filter(id -> !found.containsKey(id))
        .findFirst()
        .ifPresent(
            id -> {
              throw notFound(id);
            });
  }

  /** The location; null where it does not exist or is deleted. Errors: UNAVAILABLE. */
  public @Nullable Location find(UUID id) {
    return recent.findAll(Set.of(id), this::ask).get(id);
  }

  public static PosException notFound(UUID id) {
    return Errors.notFound(Reason.LOCATION_NOT_FOUND, "location", id.toString());
  }

  /** All in one call, because a levy may name as many as one call can have. */
  private Map<UUID, Location> ask(Set<UUID> ids) {
    BatchGetLocationsRequest request =
        BatchGetLocationsRequest.newBuilder()
            .addAllLocationIds(Ids.texts(List.copyOf(ids)))
            .build();
    return service.call(() -> inventory.batchGetLocations(request)).getLocationsList().stream()
        .filter(location -> !location.hasDeletedAt())
        .collect(toMap(location -> Ids.parse(location.getId()), identity()));
  }
}
