package id.laris.torture.load;

import com.google.protobuf.Timestamp;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockResponse;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CreatePurchaseOrderRequest;
import id.laris.pos.v1.CreateTransferRequest;
import id.laris.pos.v1.InventoryServiceGrpc;
import id.laris.pos.v1.OrderPurchaseOrderRequest;
import id.laris.pos.v1.PurchaseOrder;
import id.laris.pos.v1.ReceivePurchaseOrderRequest;
import id.laris.pos.v1.ReceiveTransferRequest;
import id.laris.pos.v1.ShipTransferRequest;
import id.laris.pos.v1.StockLine;
import id.laris.torture.history.Outcome;
import id.laris.torture.history.Price;
import id.laris.torture.history.StockStep;
import id.laris.torture.history.StockStep.Move;
import id.laris.torture.load.Shop.Place;
import id.laris.torture.world.SeededRandom;
import java.time.Instant;
import java.util.List;

/** A clerk, who adjusts, buys and transfers goods and changes prices. */
final class Clerk implements Runnable {

  private static final int LONGEST_BREAK_MILLIS = 400;
  private static final String ON_HAND = "ON_HAND";
  private static final String IN_TRANSIT = "IN_TRANSIT";
  private static final String DAMAGED = "DAMAGED";

  private final RetryingClient client;
  private final Shop shop;
  private final SeededRandom random;

  Clerk(RetryingClient client, Shop shop) {
    this.client = client;
    this.shop = shop;
    this.random = client.random();
  }

  @Override
  public void run() {
    while (!client.conditions().closing()) {
      switch (random.below(4)) {
        case 0 -> adjust();
        case 1 -> carry();
        case 2 -> buy();
        default -> changePrice();
      }
      try {
        Thread.sleep(random.below(LONGEST_BREAK_MILLIS));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void adjust() {
    Place place = random.pick(shop.places());
    String variant = random.pick(shop.counted());
    int change = random.chance(60) ? random.between(1, 60) : -random.between(1, 20);
    String id = id();
    AdjustStockRequest.Builder request =
        AdjustStockRequest.newBuilder()
            .setId(id)
            .setLocationId(place.id())
            .addAdjustments(
                AdjustStockRequest.Adjustment.newBuilder()
                    .setVariantId(variant)
                    .setQuantityChange(change)
                    .setReason(change > 0 ? "found" : "broken"));
    if (!client.conditions().clocksAreRight() || random.chance(20)) {
      Instant now = client.conditions().now();
      request.setOccurredAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()));
    }
    Answer<AdjustStockResponse> answer =
        client.call(InventoryServiceGrpc.getAdjustStockMethod(), request.build(), key());
    step(id, "AdjustStock", answer.outcome(), new Move(place.id(), variant, ON_HAND, change));
  }

  private void carry() {
    boolean there = random.chance(50);
    String from = shop.places().get(there ? 0 : 1).id();
    String to = shop.places().get(there ? 1 : 0).id();
    String variant = random.pick(shop.counted());
    int quantity = random.between(1, 20);
    String id = id();
    CreateTransferRequest draft =
        CreateTransferRequest.newBuilder()
            .setId(id)
            .setFromLocationId(from)
            .setToLocationId(to)
            .addLines(StockLine.newBuilder().setVariantId(variant).setQuantity(quantity))
            .build();
    if (!client.call(InventoryServiceGrpc.getCreateTransferMethod(), draft, key()).done()) {
      return;
    }
    ShipTransferRequest ship = ShipTransferRequest.newBuilder().setTransferId(id).build();
    Outcome shipped =
        client.call(InventoryServiceGrpc.getShipTransferMethod(), ship, key()).outcome();
    step(
        id,
        "ShipTransfer",
        shipped,
        new Move(from, variant, ON_HAND, -quantity),
        new Move(to, variant, IN_TRANSIT, quantity));
    if (shipped == Outcome.DONE && !random.chance(10)) {
      receive(id, to, variant, quantity);
    }
  }

  private void receive(String id, String to, String variant, int quantity) {
    int damaged = quantity > 1 && random.chance(30) ? 1 : 0;
    int good = quantity - damaged;
    ReceiveTransferRequest request =
        ReceiveTransferRequest.newBuilder()
            .setId(id())
            .setTransferId(id)
            .addLines(
                ReceiveTransferRequest.Line.newBuilder()
                    .setVariantId(variant)
                    .setGood(good)
                    .setDamaged(damaged))
            .build();
    Outcome received =
        client.call(InventoryServiceGrpc.getReceiveTransferMethod(), request, key()).outcome();
    List<Move> moves =
        damaged == 0
            ? List.of(
                new Move(to, variant, IN_TRANSIT, -quantity), new Move(to, variant, ON_HAND, good))
            : List.of(
                new Move(to, variant, IN_TRANSIT, -quantity),
                new Move(to, variant, ON_HAND, good),
                new Move(to, variant, DAMAGED, damaged));
    step(id, "ReceiveTransfer", received, moves.toArray(Move[]::new));
  }

  private void buy() {
    Place place = random.pick(shop.places());
    String variant = random.pick(shop.counted());
    int quantity = random.between(10, 80);
    String id = id();
    CreatePurchaseOrderRequest draft =
        CreatePurchaseOrderRequest.newBuilder()
            .setId(id)
            .setSupplierId(shop.supplier())
            .setLocationId(place.id())
            .addLines(
                PurchaseOrder.Line.newBuilder()
                    .setVariantId(variant)
                    .setQuantity(quantity)
                    .setPackCost(100_000))
            .build();
    OrderPurchaseOrderRequest order =
        OrderPurchaseOrderRequest.newBuilder().setPurchaseOrderId(id).build();
    if (!client.call(InventoryServiceGrpc.getCreatePurchaseOrderMethod(), draft, key()).done()
        || !client.call(InventoryServiceGrpc.getOrderPurchaseOrderMethod(), order, key()).done()) {
      return;
    }
    ReceivePurchaseOrderRequest delivery =
        ReceivePurchaseOrderRequest.newBuilder()
            .setId(id())
            .setPurchaseOrderId(id)
            .addLines(
                ReceivePurchaseOrderRequest.Line.newBuilder()
                    .setVariantId(variant)
                    .setQuantity(quantity))
            .build();
    Outcome received =
        client
            .call(InventoryServiceGrpc.getReceivePurchaseOrderMethod(), delivery, key())
            .outcome();
    step(id, "ReceivePurchaseOrder", received, new Move(place.id(), variant, ON_HAND, quantity));
  }

  private void changePrice() {
    String variant = random.pick(random.chance(50) ? shop.counted() : shop.uncounted());
    long amount = random.between(500_000, 9_000_000) / 100 * 100L;
    // From now on a sale may have this price, whatever the outcome of the call.
    client.recorder().price(new Price(client.tenant(), variant, amount));
    var _ =
        client.call(
            CatalogServiceGrpc.getSetPriceMethod(), ShopSetup.price(variant, amount, id()), key());
  }

  private void step(String reference, String rpc, Outcome outcome, Move... moves) {
    client
        .recorder()
        .stockStep(new StockStep(client.tenant(), reference, rpc, outcome, List.of(moves)));
  }

  private String id() {
    return client.conditions().newId(random);
  }

  private String key() {
    return random.chance(70) ? random.uuid().toString() : "";
  }
}
