package id.laris.customer;

import com.google.protobuf.Any;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.ListOrdersRequest;
import id.laris.pos.v1.ListOrdersResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PaginationResponse;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.testkit.FakeFeed;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The events of sales, and the orders that it lists, made by tests. */
final class FakeSales implements AutoCloseable {

  static final String NAME = "fake-sales-of-customers";

  private final FakeFeed feed;
  private final Map<String, List<Order>> listed = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> pages = new ConcurrentHashMap<>();

  FakeSales() throws IOException {
    feed = new FakeFeed(NAME, new Orders());
  }

  /** Adds orders that only the list of orders has. */
  void completedBefore(UUID tenantId, List<Order> orders) {
    listed.computeIfAbsent(tenantId.toString(), id -> new CopyOnWriteArrayList<>()).addAll(orders);
  }

  /** Returns how many pages of a tenant's orders were listed. */
  int pagesListed(UUID tenantId) {
    return pagesOf(tenantId.toString()).get();
  }

  private AtomicInteger pagesOf(String tenantId) {
    return pages.computeIfAbsent(tenantId, id -> new AtomicInteger());
  }

  /** Adds an event of an order. */
  void happened(UUID tenantId, String type, Order order) {
    happened(tenantId, type, List.of(order));
  }

  /** Adds the same event for several orders. */
  void happened(UUID tenantId, String type, List<Order> orders) {
    feed.happened(tenantId, orders.stream().map(order -> event(type, order)).toList());
  }

  private static Event.Builder event(String type, Order order) {
    return Event.newBuilder()
        .setType(type)
        .setAggregateType("Order")
        .setAggregateId(order.getId())
        .setSequence(order.getVersion())
        .setOccurredAt(order.getUpdatedAt())
        .setPayload(Any.pack(order));
  }

  @Override
  public void close() {
    feed.close();
  }

  /** Lists orders; a page token is the number of orders before the page. */
  private final class Orders extends SalesServiceGrpc.SalesServiceImplBase {
    @Override
    public void listOrders(ListOrdersRequest request, StreamObserver<ListOrdersResponse> observer) {
      var _ = pagesOf(FakeFeed.tenantOfCall()).incrementAndGet();
      List<Order> all = listed.getOrDefault(FakeFeed.tenantOfCall(), List.of());
      String token = request.getPagination().getPageToken();
      int from = token.isEmpty() ? 0 : Integer.parseInt(token);
      int to = Math.min(all.size(), from + request.getPagination().getPageSize());
      observer.onNext(
          ListOrdersResponse.newBuilder()
              .addAllOrders(
                  all.subList(from, to).stream()
                      .filter(order -> order.getStatus() == request.getStatus())
                      .toList())
              .setPagination(
                  PaginationResponse.newBuilder()
                      .setNextPageToken(to < all.size() ? Integer.toString(to) : ""))
              .build());
      observer.onCompleted();
    }
  }
}
