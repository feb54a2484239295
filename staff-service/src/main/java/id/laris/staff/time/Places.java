package id.laris.staff.time;

import id.laris.common.client.RemoteLocations;
import id.laris.common.client.RemoteServices;
import id.laris.common.db.Reads;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Location;
import java.time.Clock;
import java.time.ZoneId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The locations where people work. While inventory is down, the zone of a location is that of the
 * last work there: people come and go nevertheless.
 */
@Component
class Places {

  private final RemoteLocations locations;
  private final TimeEntries entries;
  private final Reads reads;

  Places(RemoteServices services, TimeEntries entries, Reads reads, Clock clock) {
    this.locations = new RemoteLocations(services, clock);
    this.entries = entries;
    this.reads = reads;
  }

  /**
   * The location with its zone, asked for while no transaction is open. Errors: LOCATION_NOT_FOUND;
   * UNAVAILABLE.
   */
  Place find(UUID locationId) {
    Location location;
    try {
      location = locations.find(locationId);
    } catch (PosException e) {
      if (e.reason() != Reason.UNAVAILABLE) {
        throw e;
      }
      return reads
          .run(() -> entries.lastZone(locationId))
          .map(zone -> new Place(locationId, ZoneId.of(zone)))
          .orElseThrow(() -> e);
    }
    if (location == null) {
      throw RemoteLocations.notFound(locationId);
    }
    return new Place(locationId, ZoneId.of(location.getTimeZone()));
  }
}
