package id.laris.inventory.count;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.pos.v1.CancelCountRequest;
import id.laris.pos.v1.CancelCountResponse;
import java.time.Clock;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Cancels a count: the stock stays as it is. Repeating it on a cancelled count returns that
 * unchanged.
 *
 * <p>Errors: NOT_FOUND; COUNT_ALREADY_FINALIZED; COUNT_EXPIRED; VERSION_CONFLICT.
 */
@Component
public class CancelCount {

  private final Counts counts;
  private final CountView view;
  private final CountEvents events;
  private final Writes writes;
  private final Clock clock;

  CancelCount(Counts counts, CountView view, CountEvents events, Writes writes, Clock clock) {
    this.counts = counts;
    this.view = view;
    this.events = events;
    this.writes = writes;
    this.clock = clock;
  }

  public CancelCountResponse run(CancelCountRequest request) {
    UUID id = Ids.parse(request.getCountId());
    return writes.once(
        request,
        CancelCountResponse.parser(),
        () -> {
          Count count = counts.lock(id).orElseThrow(() -> Count.notFound(id));
          if (!count.isCancelled()) {
            count.requireVersion("count", request.hasVersion(), request.getVersion());
            count.cancel(clock.instant());
            counts.flush();
            events.cancelled(count);
          }
          return CancelCountResponse.newBuilder().setCount(view.whole(count)).build();
        });
  }
}
