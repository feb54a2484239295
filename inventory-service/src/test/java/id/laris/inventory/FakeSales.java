package id.laris.inventory;

import com.google.protobuf.Any;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.ReturnChange;
import id.laris.pos.v1.SalesReturn;
import id.laris.testkit.FakeFeed;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** The events of sales, made by tests. */
final class FakeSales implements AutoCloseable {

  static final String NAME = "fake-sales-of-inventory";

  private final FakeFeed feed;

  FakeSales() throws IOException {
    feed = new FakeFeed(NAME);
  }

  /** Adds an event of an order. */
  void happened(UUID tenantId, String type, Order order) {
    happened(tenantId, type, List.of(order));
  }

  /** Adds the same event for several orders. */
  void happened(UUID tenantId, String type, List<Order> orders) {
    feed.happened(tenantId, orders.stream().map(order -> event(type, order)).toList());
  }

  /** Adds the event of goods that came back. */
  void returned(UUID tenantId, SalesReturn made) {
    feed.happened(
        tenantId,
        List.of(
            Event.newBuilder()
                .setType("ReturnCreated")
                .setAggregateType("Return")
                .setAggregateId(made.getId())
                .setOccurredAt(made.getCreatedAt())
                .setPayload(Any.pack(ReturnChange.newBuilder().setSalesReturn(made).build()))));
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
}
