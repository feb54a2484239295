package id.laris.sales.location;

import id.laris.common.client.RemoteLocations;
import id.laris.common.client.RemoteServices;
import id.laris.pos.v1.Location;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The locations of new orders, as {@link RemoteLocations} finds them. */
@Component
public class Locations {

  private final RemoteLocations remote;

  Locations(RemoteServices services, Clock clock) {
    this.remote = new RemoteLocations(services, clock);
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
        throw RemoteLocations.notFound(id);
      }
      return location;
    }
  }

  /** The location, or LOCATION_NOT_FOUND; null where the id is. */
  public @Nullable OrderLocation get(@Nullable UUID id) {
    return find(id).orRefuse();
  }

  public Found find(@Nullable UUID id) {
    Location found = id == null ? null : remote.find(id);
    return new Found(id, found == null ? null : snapshot(found));
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
