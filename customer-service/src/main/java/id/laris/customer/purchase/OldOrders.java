package id.laris.customer.purchase;

import id.laris.common.Caller;
import id.laris.common.background.TenantJob;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.customer.CustomerModule;
import id.laris.pos.Service;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Books the orders that were completed before there were customers, once for each tenant: events
 * are kept for some time only, so they are read from the API of sales. It goes on where it was left
 * by an earlier run. Orders that are completed meanwhile come as events; an order that comes in
 * both ways is booked once.
 */
@Component
class OldOrders implements TenantJob {

  private static final int PAGE_SIZE = 100;

  /** After so many pages the other tenants have their turn. */
  private static final int MOST_PAGES = 500;

  private final PurchaseBook book;
  private final RemoteService service;
  private final SalesServiceBlockingStub sales;
  private final Reads reads;
  private final Writes writes;
  private final JdbcClient jdbc;

  OldOrders(
      PurchaseBook book, RemoteServices services, Reads reads, Writes writes, JdbcClient jdbc) {
    this.book = book;
    this.service = services.named(Service.SALES);
    this.sales = SalesServiceGrpc.newBlockingStub(service.ownChannel());
    this.reads = reads;
    this.writes = writes;
    this.jdbc = jdbc;
  }

  @Override
  public String name() {
    return "customer.old-orders";
  }

  @Override
  public String service() {
    return CustomerModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(1);
  }

  /**
   * The position among the orders.
   *
   * @param pageToken of the next page
   */
  private record Place(String pageToken, boolean done) {
    static final Place FIRST = new Place("", false);
  }

  @Override
  public String mayBeWork() {
    return "select where not exists (select from customer.old_orders where tenant_id = $1 and done)";
  }

  @Override
  public void run() {
    Place place = reads.run(this::place);
    for (int page = 0; page < MOST_PAGES && !place.done(); page++) {
      place = bookPage(place);
    }
  }

  private Place place() {
    return jdbc.sql("select page_token, done from customer.old_orders")
        .query((row, number) -> new Place(row.getString("page_token"), row.getBoolean("done")))
        .optional()
        .orElse(Place.FIRST);
  }

  private Place bookPage(Place place) {
    ListOrdersRequest request =
        ListOrdersRequest.newBuilder()
            .setStatus(Order.Status.COMPLETED)
            .setPagination(
                PaginationRequest.newBuilder()
                    .setPageSize(PAGE_SIZE)
                    .setPageToken(place.pageToken()))
            .build();
    ListOrdersResponse orders = service.call(() -> sales.listOrders(request));
    String next = orders.getPagination().getNextPageToken();
    Place after = new Place(next, next.isEmpty());
    return writes.run(
        () -> {
          book.add(orders.getOrdersList());
          note(after);
          return after;
        });
  }

  /** Another process may be at another place; what both have booked is booked once. */
  private void note(Place place) {
    jdbc.sql(
            """
            insert into customer.old_orders as known (tenant_id, page_token, done) values (:tenant, :token, :done)
            on conflict (tenant_id) do update set page_token = excluded.page_token, done = known.done or excluded.done
            """)
        .param("tenant", Caller.current().tenantId())
        .param("token", place.pageToken())
        .param("done", place.done())
        .update();
  }
}
