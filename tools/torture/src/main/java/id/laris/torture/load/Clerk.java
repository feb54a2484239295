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
import id.laris.torture.world.Dice;
import java.time.Instant;
import java.util.List;

/** Behind the counter: goods are corrected, bought and carried about, and prices change. */
final class Clerk implements Runnable {

  private static final int LONGEST_BREAK_MILLIS = 400;
  private static final String ON_HAND = "ON_HAND";
  private static final String IN_TRANSIT = "IN_TRANSIT";
  private static final String DAMAGED = "DAMAGED";

  private final Line line;
  private final Shop shop;
  private final Dice dice;

  Clerk(Line line, Shop shop) {
    this.line = line;
    this.shop = shop;
    this.dice = line.dice();
  }

  @Override
  public void run() {
    while (!line.conditions().closing()) {
      switch (dice.below(4)) {
        case 0 -> adjust();
        case 1 -> carry();
        case 2 -> buy();
        default -> changePrice();
      }
      try {
        Thread.sleep(dice.below(LONGEST_BREAK_MILLIS));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void adjust() {
    Place place = dice.pick(shop.places());
    String variant = dice.pick(shop.counted());
    int change = dice.chance(60) ? dice.between(1, 60) : -dice.between(1, 20);
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
    if (!line.conditions().clocksAreRight() || dice.chance(20)) {
      Instant now = line.conditions().now();
      request.setOccurredAt(Timestamp.newBuilder().setSeconds(now.getEpochSecond()));
    }
    Answer<AdjustStockResponse> answer =
        line.call(InventoryServiceGrpc.getAdjustStockMethod(), request.build(), key());
    step(id, "AdjustStock", answer.outcome(), new Move(place.id(), variant, ON_HAND, change));
  }

  private void carry() {
    boolean there = dice.chance(50);
    String from = shop.places().get(there ? 0 : 1).id();
    String to = shop.places().get(there ? 1 : 0).id();
    String variant = dice.pick(shop.counted());
    int quantity = dice.between(1, 20);
    String id = id();
    CreateTransferRequest draft =
        CreateTransferRequest.newBuilder()
            .setId(id)
            .setFromLocationId(from)
            .setToLocationId(to)
            .addLines(StockLine.newBuilder().setVariantId(variant).setQuantity(quantity))
            .build();
    if (!line.call(InventoryServiceGrpc.getCreateTransferMethod(), draft, key()).done()) {
      return;
    }
    ShipTransferRequest ship = ShipTransferRequest.newBuilder().setTransferId(id).build();
    Outcome shipped =
        line.call(InventoryServiceGrpc.getShipTransferMethod(), ship, key()).outcome();
    step(
        id,
        "ShipTransfer",
        shipped,
        new Move(from, variant, ON_HAND, -quantity),
        new Move(to, variant, IN_TRANSIT, quantity));
    if (shipped == Outcome.DONE && !dice.chance(10)) {
      receive(id, to, variant, quantity);
    }
  }

  private void receive(String id, String to, String variant, int quantity) {
    int damaged = quantity > 1 && dice.chance(30) ? 1 : 0;
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
        line.call(InventoryServiceGrpc.getReceiveTransferMethod(), request, key()).outcome();
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
    Place place = dice.pick(shop.places());
    String variant = dice.pick(shop.counted());
    int quantity = dice.between(10, 80);
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
    if (!line.call(InventoryServiceGrpc.getCreatePurchaseOrderMethod(), draft, key()).done()
        || !line.call(InventoryServiceGrpc.getOrderPurchaseOrderMethod(), order, key()).done()) {
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
        line.call(InventoryServiceGrpc.getReceivePurchaseOrderMethod(), delivery, key()).outcome();
    step(id, "ReceivePurchaseOrder", received, new Move(place.id(), variant, ON_HAND, quantity));
  }

  private void changePrice() {
    String variant = dice.pick(dice.chance(50) ? shop.counted() : shop.uncounted());
    long amount = dice.between(500_000, 9_000_000) / 100 * 100L;
    // Whatever becomes of the call: from now on the price may be met in a sale.
    line.recorder().price(new Price(line.tenant(), variant, amount));
    var _ =
        line.call(
            CatalogServiceGrpc.getSetPriceMethod(),
            ShopOpening.price(variant, amount, id()),
            key());
  }

  private void step(String reference, String rpc, Outcome outcome, Move... moves) {
    line.recorder()
        .stockStep(new StockStep(line.tenant(), reference, rpc, outcome, List.of(moves)));
  }

  private String id() {
    return line.conditions().newId(dice);
  }

  private String key() {
    return dice.chance(70) ? dice.uuid().toString() : "";
  }
}
