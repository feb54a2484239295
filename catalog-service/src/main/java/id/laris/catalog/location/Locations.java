package id.laris.catalog.location;

import id.laris.common.Ids;
import id.laris.common.client.RemoteLocations;
import id.laris.common.client.RemoteServices;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** The locations that prices, tax rules and service charges name: they must exist when written. */
@Component
public class Locations {

  private final RemoteLocations remote;

  Locations(RemoteServices services, Clock clock) {
    this.remote = new RemoteLocations(services, clock);
  }

  /**
   * Refuses locations that are added to a list and do not exist or are deleted. Those that it had
   * are not looked at: one that was deleted since does not prevent another change. It is a remote
   * call, never made inside a transaction. Errors: LOCATION_NOT_FOUND; UNAVAILABLE where the
   * inventory cannot be asked.
   */
  public void require(List<String> before, List<String> after) {
    remote.require(Ids.added(before, after));
  }
}
