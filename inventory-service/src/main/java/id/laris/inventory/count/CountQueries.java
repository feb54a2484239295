package id.laris.inventory.count;

import id.laris.common.Ids;
import id.laris.common.db.Direction;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.pos.v1.GetCountRequest;
import id.laris.pos.v1.GetCountResponse;
import id.laris.pos.v1.ListCountsRequest;
import id.laris.pos.v1.ListCountsResponse;
import id.laris.pos.v1.StockCount.Status;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads counts. */
@Component
public class CountQueries {

  private final Counts counts;
  private final CountView view;
  private final Reads reads;

  CountQueries(Counts counts, CountView view, Reads reads) {
    this.counts = counts;
    this.view = view;
    this.reads = reads;
  }

  /**
   * Reads one count. While it is open, its lines show the result of finalizing it now, unless it is
   * blind.
   *
   * <p>Errors: NOT_FOUND.
   */
  public GetCountResponse get(GetCountRequest request) {
    UUID id = Ids.parse(request.getCountId());
    return reads.run(
        () ->
            GetCountResponse.newBuilder()
                .setCount(view.whole(counts.findById(id).orElseThrow(() -> Count.notFound(id))))
                .build());
  }

  /**
   * Lists counts without their lines, by id or the reverse.
   *
   * <p>Errors: INVALID_PAGE_TOKEN for a token that was never given.
   */
  public ListCountsResponse list(ListCountsRequest request) {
    Status status = request.getStatus();
    Filter<Count> filter =
        Filter.<Count>all()
            .equal("locationId", Ids.parseOrNull(request.getLocationId()))
            .equal("status", status == Status.STATUS_UNSPECIFIED ? null : status);
    return reads.run(
        () -> {
          Page<Count> page =
              Page.find(
                  counts, request.getPagination(), Direction.of(request.getDescending()), filter);
          return ListCountsResponse.newBuilder()
              .addAllCounts(page.map(CountView::inList))
              .setPagination(page.pagination())
              .build();
        });
  }
}
