package id.laris.events;

import id.laris.common.Ids;
import id.laris.pos.v1.BatchListEventsRequest;
import id.laris.pos.v1.BatchListEventsResponse;
import id.laris.pos.v1.TenantCursor;
import id.laris.pos.v1.TenantEvents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The next events of many tenants in one service, each after its cursor, together as many as one
 * page of {@link ListEvents} has room for. A tenant is left out where that is full, and where its
 * cursor is not one that can be read from: {@link ListEvents} reads it alone, or says the reason.
 *
 * <p>Errors: PERMISSION_DENIED for all callers but the services of Laris.
 */
@Component
class BatchListEvents {

  private final Feed feed;

  BatchListEvents(Feed feed) {
    this.feed = feed;
  }

  BatchListEventsResponse run(BatchListEventsRequest request) {
    Map<UUID, FeedCursor> cursors = new LinkedHashMap<>();
    for (TenantCursor tenant : request.getTenantsList()) {
      FeedCursor.find(tenant.getAfterCursor())
          .ifPresent(cursor -> cursors.put(Ids.parse(tenant.getTenantId()), cursor));
    }
    BatchListEventsResponse.Builder response = BatchListEventsResponse.newBuilder();
    feed.afterEach(
            request.getService(),
            cursors,
            Set.copyOf(request.getTypesList()),
            ListEvents.limit(request.getLimit()))
        .forEach(
            (tenantId, page) ->
                response.addTenants(
                    TenantEvents.newBuilder()
                        .setTenantId(tenantId.toString())
                        .setPage(ListEvents.toProto(page))));
    return response.build();
  }
}
