package id.laris.inventory;

import static org.awaitility.Awaitility.await;

import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.StockLine;
import id.laris.testkit.FakeClock;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Prints the number of completed orders of two lines whose stock is sold in a second. It is no
 * test, and is run by {@code -Dtest=OrderEventMeasurement}.
 */
@InventoryTest
class OrderEventMeasurement {

  private static final int ORDERS = 20_000;

  @Autowired TestCalls calls;
  @Autowired FakeCatalog catalog;
  @Autowired FakeSales sales;
  @Autowired FakeClock clock;

  @Test
  void completedOrdersASecond() {
    for (int round = 0; round < 3; round++) {
      measure();
    }
  }

  @SuppressWarnings("SystemOut") // that is what it is for
  private void measure() {
    UUID tenantId = UUID.randomUUID();
    Warehouse warehouse = new Warehouse(calls.as(tenantId));
    Location shop = warehouse.location();
    List<String> variants = Stream.generate(catalog::variant).limit(50).toList();
    List<Order> orders = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      orders.add(order(shop, variants.get(i % 50), variants.get((i + 7) % 50)));
    }
    String last = catalog.variant();
    orders.add(order(shop, last, last));

    long start = System.nanoTime();
    sales.happened(tenantId, "OrderCompleted", orders);
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(2))
        .until(() -> warehouse.level(shop, last).getOnHand() == -2);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "inventory.orders: %.0f completed orders of two lines a second%n", ORDERS / seconds);
  }

  private Order order(Location shop, String one, String other) {
    return Order.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setLocationId(shop.getId())
        .setUpdatedAt(Protos.timestamp(clock.instant()))
        .addItems(OrderItem.newBuilder().addStockUses(line(one)))
        .addItems(OrderItem.newBuilder().addStockUses(line(other)))
        .build();
  }

  private static StockLine line(String variantId) {
    return StockLine.newBuilder().setVariantId(variantId).setQuantity(1).build();
  }
}
