package id.laris.customer.loyalty;

import id.laris.common.Ids;
import id.laris.common.db.Direction;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.customer.profile.Customers;
import id.laris.pos.v1.ListPointsRequest;
import id.laris.pos.v1.ListPointsResponse;
import id.laris.pos.v1.PointEntry;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Lists the entries of a customer, newest first. What an order without points counted for tiers is
 * left out.
 *
 * <p>Errors: CUSTOMER_NOT_FOUND; INVALID_PAGE_TOKEN.
 */
@Component
public class ListPoints {

  private final Entries entries;
  private final Customers customers;
  private final Reads reads;

  ListPoints(Entries entries, Customers customers, Reads reads) {
    this.entries = entries;
    this.customers = customers;
    this.reads = reads;
  }

  public ListPointsResponse run(ListPointsRequest request) {
    UUID id = Ids.parse(request.getCustomerId());
    int size = Page.size(request.getPagination());
    String token = request.getPagination().getPageToken();
    return reads.run(
        () -> {
          UUID bearer = customers.holder(id).id();
          UUID after = token.isEmpty() ? null : Direction.DESCENDING.last(token);
          Page<PointEntry> page =
              Page.of(
                  entries.list(bearer, after, size + 1),
                  size,
                  entry -> UUID.fromString(entry.getId()),
                  Direction.DESCENDING);
          return ListPointsResponse.newBuilder()
              .addAllEntries(page.items())
              .setPagination(page.pagination())
              .build();
        });
  }
}
