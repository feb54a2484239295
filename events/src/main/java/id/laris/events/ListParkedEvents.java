package id.laris.events;

import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.events.ParkedEvents.Parked;
import id.laris.pos.v1.ListParkedEventsRequest;
import id.laris.pos.v1.ListParkedEventsResponse;
import id.laris.pos.v1.PaginationRequest;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The events that a consumer could not apply, and the events parked behind them, oldest first. An
 * event leaves this list when it is applied; a page token stays valid after its event has left.
 *
 * <p>Errors: INVALID_PAGE_TOKEN for a token that is no UUID.
 */
@Component
class ListParkedEvents {

  private static final UUID BEGINNING = new UUID(0, 0);

  private final ParkedEvents parkedEvents;
  private final Reads reads;

  ListParkedEvents(ParkedEvents parkedEvents, Reads reads) {
    this.parkedEvents = parkedEvents;
    this.reads = reads;
  }

  ListParkedEventsResponse run(ListParkedEventsRequest request) {
    PaginationRequest pagination = request.getPagination();
    int size = Page.size(pagination);
    UUID after =
        pagination.getPageToken().isEmpty() ? BEGINNING : Page.token(pagination.getPageToken());
    List<Parked> found = reads.run(() -> parkedEvents.list(request.getConsumer(), after, size + 1));
    Page<Parked> page = Page.of(found, size, Parked::id);
    return ListParkedEventsResponse.newBuilder()
        .addAllParkedEvents(page.map(Parked::event))
        .setPagination(page.pagination())
        .build();
  }
}
