package id.laris.inventory;

import static id.laris.inventory.Stocktaker.line;
import static id.laris.inventory.Stocktaker.time;
import static id.laris.inventory.Warehouse.adjustment;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.inventory.StockAction.AddGoods;
import id.laris.inventory.StockAction.Arrive;
import id.laris.inventory.StockAction.Buy;
import id.laris.inventory.StockAction.CancelCount;
import id.laris.inventory.StockAction.Deliver;
import id.laris.inventory.StockAction.FinalizeCount;
import id.laris.inventory.StockAction.LetTimePass;
import id.laris.inventory.StockAction.Release;
import id.laris.inventory.StockAction.Reserve;
import id.laris.inventory.StockAction.Sell;
import id.laris.inventory.StockAction.Send;
import id.laris.inventory.StockAction.StartCount;
import id.laris.inventory.StockAction.SubmitCount;
import id.laris.inventory.StockAction.TakeBack;
import id.laris.inventory.StockAction.TakeGoods;
import id.laris.pos.v1.AdjustStockRequest;
import id.laris.pos.v1.AdjustStockRequest.Adjustment;
import id.laris.pos.v1.CancelTransferRequest;
import id.laris.pos.v1.CommitReservationRequest;
import id.laris.pos.v1.CreatePurchaseOrderRequest;
import id.laris.pos.v1.CreateSupplierRequest;
import id.laris.pos.v1.CreateTransferRequest;
import id.laris.pos.v1.GetPurchaseOrderRequest;
import id.laris.pos.v1.GetTransferRequest;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.OrderPurchaseOrderRequest;
import id.laris.pos.v1.PurchaseOrder;
import id.laris.pos.v1.ReceivePurchaseOrderRequest;
import id.laris.pos.v1.ReceiveTransferRequest;
import id.laris.pos.v1.ShipTransferRequest;
import id.laris.pos.v1.StockCount;
import id.laris.pos.v1.StockCount.Scope;
import id.laris.pos.v1.StockLevel;
import id.laris.pos.v1.StockMovement;
import id.laris.pos.v1.StockMovement.State;
import id.laris.pos.v1.StockReservation;
import id.laris.pos.v1.StockTransfer;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A tenant with little stock and many changes. */
final class StockWorld {

  /** The allowed reasons of refusals: too little stock, or too late. */
  private static final Set<String> EXPECTED =
      Set.of(
          Reason.INSUFFICIENT_STOCK.name(),
          Reason.NEGATIVE_STOCK.name(),
          Reason.ILLEGAL_STATE_TRANSITION.name(),
          Reason.COUNT_ALREADY_FINALIZED.name(),
          Reason.COUNT_EXPIRED.name());

  private final UUID tenantId = UUID.randomUUID();
  private final FakeClock clock;
  private final Background background;
  private final List<TenantJob> jobs;
  private final Warehouse warehouse;
  private final Stocktaker stocktaker;
  private final List<Location> locations;
  private final List<String> variants;
  private final String supplierId;
  private final List<StockReservation> orders = new ArrayList<>();
  private final List<StockCount> counts = new ArrayList<>();
  private final List<StockTransfer> transfers = new ArrayList<>();
  private final List<PurchaseOrder> purchases = new ArrayList<>();

  /** The quantities that the first finalized count of a place at a moment has set. */
  private final Map<Counted, Long> counted = new HashMap<>();

  private record Counted(String locationId, String variantId, Timestamp at) {}

  StockWorld(
      TestCalls calls,
      FakeCatalog catalog,
      FakeClock clock,
      Background background,
      List<TenantJob> jobs) {
    this.clock = clock;
    this.background = background;
    this.jobs = jobs;
    this.warehouse = new Warehouse(calls.as(tenantId));
    this.stocktaker = new Stocktaker(warehouse);
    this.locations =
        List.of(
            warehouse.location(),
            warehouse.location(request -> request.setAllowNegativeStock(true)));
    this.variants = List.of(catalog.variant(), catalog.variant());
    this.supplierId =
        warehouse
            .stub
            .createSupplier(CreateSupplierRequest.newBuilder().setName("Supplier").build())
            .getSupplier()
            .getId();
  }

  void happens(StockAction action) {
    try {
      make(action);
    } catch (StatusRuntimeException e) {
      assertThat(Refusal.of(e).reason()).as("%s", action).isIn(EXPECTED);
    }
    // Counts are between the full minutes, all other changes at one: nothing happens at the moment
    // of a count.
    clock.set(clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
  }

  private void make(StockAction action) {
    switch (action) {
      case AddGoods add ->
          adjust(
              add.location(),
              adjustment(variant(add.variant()), add.quantity()).toBuilder()
                  .setCost(add.cost())
                  .build(),
              add.minutesLate());
      case TakeGoods take ->
          adjust(
              take.location(),
              adjustment(variant(take.variant()), -take.quantity()).toBuilder()
                  .setDamaged(take.damaged())
                  .build(),
              take.minutesLate());
      case Reserve reserve ->
          orders.add(
              warehouse.reserve(
                  location(reserve.location()),
                  UUID.randomUUID(),
                  0,
                  Warehouse.line(variant(reserve.variant()), reserve.quantity()),
                  Warehouse.line(variant(reserve.variant() + 1), reserve.otherQuantity())));
      case Release release when !orders.isEmpty() ->
          warehouse.release(round(orders, release.order()));
      case Sell sell when !orders.isEmpty() -> sell(sell);
      case LetTimePass pass -> {
        clock.advance(Duration.ofHours(pass.hours()));
        jobs.forEach(job -> background.run(tenantId, job.service(), job.name(), job::run));
      }
      case StartCount start -> {
        clock.advance(Duration.ofSeconds(15));
        counts.add(
            start.scope() == Scope.LISTED
                ? stocktaker.start(location(start.location()), Scope.LISTED, variants.getFirst())
                : stocktaker.start(location(start.location()), start.scope()));
      }
      case SubmitCount submit when !counts.isEmpty() -> submit(submit);
      case FinalizeCount end when !counts.isEmpty() ->
          note(stocktaker.finish(round(counts, end.count())));
      case CancelCount end when !counts.isEmpty() -> stocktaker.cancel(round(counts, end.count()));
      case Send send -> send(send);
      case Arrive arrive when !transfers.isEmpty() -> arrive(arrive);
      case TakeBack back when !transfers.isEmpty() ->
          warehouse.stub.cancelTransfer(
              CancelTransferRequest.newBuilder()
                  .setTransferId(round(transfers, back.transfer()).getId())
                  .build());
      case Buy buy -> buy(buy);
      case Deliver deliver when !purchases.isEmpty() -> deliver(deliver);
      default -> {
        // Nothing exists yet to which it could happen.
      }
    }
  }

  private void adjust(int location, Adjustment adjustment, int minutesLate) {
    AdjustStockRequest.Builder request =
        AdjustStockRequest.newBuilder()
            .setLocationId(location(location).getId())
            .addAdjustments(adjustment);
    if (!adjustment.getDamaged()) {
      request.setOccurredAt(time(minutesAgo(minutesLate)));
    }
    warehouse.stub.adjustStock(request.build());
  }

  private void sell(Sell sell) {
    warehouse.stub.commitReservation(
        CommitReservationRequest.newBuilder()
            .setReference(round(orders, sell.order()).getReference())
            .setOccurredAt(time(minutesAgo(sell.minutesLate())))
            .build());
  }

  private void submit(SubmitCount submit) {
    StockCount count = round(counts, submit.count());
    clock.advance(Duration.ofSeconds(30));
    Instant earliest = Protos.instant("created_at", count.getCreatedAt()).plusSeconds(15);
    Instant wanted = minutesAgo(submit.minutesLate());
    String variantId =
        count.getScope() == Scope.LISTED ? variants.getFirst() : variant(submit.variant());
    stocktaker.submit(
        count,
        request ->
            request
                .addLines(line(variantId, submit.quantity()))
                .setCountedAt(time(wanted.isBefore(earliest) ? earliest : wanted)));
  }

  private void send(Send send) {
    StockTransfer transfer =
        warehouse
            .stub
            .createTransfer(
                CreateTransferRequest.newBuilder()
                    .setFromLocationId(location(send.from()).getId())
                    .setToLocationId(location(send.from() + 1).getId())
                    .addLines(Warehouse.line(variant(send.variant()), send.quantity()))
                    .build())
            .getTransfer();
    transfers.add(
        warehouse
            .stub
            .shipTransfer(ShipTransferRequest.newBuilder().setTransferId(transfer.getId()).build())
            .getTransfer());
  }

  private void arrive(Arrive arrive) {
    StockTransfer transfer = transferNow(round(transfers, arrive.transfer()));
    StockTransfer.Line line = transfer.getLines(0);
    long good = Math.min(arrive.good(), line.getInTransit());
    long damaged = Math.min(arrive.damaged(), line.getInTransit() - good);
    long returned = Math.min(arrive.returned(), line.getInTransit() - good - damaged);
    if (good + damaged + returned > 0) {
      warehouse.stub.receiveTransfer(
          ReceiveTransferRequest.newBuilder()
              .setTransferId(transfer.getId())
              .addLines(
                  ReceiveTransferRequest.Line.newBuilder()
                      .setVariantId(line.getVariantId())
                      .setGood(good)
                      .setDamaged(damaged)
                      .setReturned(returned))
              .build());
    }
  }

  private StockTransfer transferNow(StockTransfer transfer) {
    return warehouse
        .stub
        .getTransfer(GetTransferRequest.newBuilder().setTransferId(transfer.getId()).build())
        .getTransfer();
  }

  private void buy(Buy buy) {
    PurchaseOrder purchase =
        warehouse
            .stub
            .createPurchaseOrder(
                CreatePurchaseOrderRequest.newBuilder()
                    .setSupplierId(supplierId)
                    .setLocationId(location(buy.location()).getId())
                    .addLines(
                        PurchaseOrder.Line.newBuilder()
                            .setVariantId(variant(buy.variant()))
                            .setQuantity(buy.quantity())
                            .setPackCost(buy.packCost())
                            .setPackSize(3))
                    .build())
            .getPurchaseOrder();
    purchases.add(
        warehouse
            .stub
            .orderPurchaseOrder(
                OrderPurchaseOrderRequest.newBuilder().setPurchaseOrderId(purchase.getId()).build())
            .getPurchaseOrder());
  }

  private void deliver(Deliver deliver) {
    PurchaseOrder purchase =
        warehouse
            .stub
            .getPurchaseOrder(
                GetPurchaseOrderRequest.newBuilder()
                    .setPurchaseOrderId(round(purchases, deliver.purchase()).getId())
                    .build())
            .getPurchaseOrder();
    PurchaseOrder.Line line = purchase.getLines(0);
    long quantity = Math.min(deliver.quantity(), line.getQuantity() - line.getReceived());
    if (quantity > 0) {
      ReceivePurchaseOrderRequest.Line.Builder delivered =
          ReceivePurchaseOrderRequest.Line.newBuilder()
              .setVariantId(line.getVariantId())
              .setQuantity(quantity);
      if (deliver.packCost() > 0) {
        delivered.setPackCost(deliver.packCost());
      }
      warehouse.stub.receivePurchaseOrder(
          ReceivePurchaseOrderRequest.newBuilder()
              .setPurchaseOrderId(purchase.getId())
              .addLines(delivered)
              .build());
    }
  }

  private void note(StockCount done) {
    done.getLinesList()
        .forEach(
            line ->
                counted.putIfAbsent(
                    new Counted(done.getLocationId(), line.getVariantId(), line.getCountedAt()),
                    line.getCounted()));
  }

  /** Checks all that must hold now. */
  void isRight() {
    Bookkeeping.isRight(
        warehouse,
        orders.stream()
            .map(order -> warehouse.reservation(UUID.fromString(order.getReference())))
            .toList());
    List<StockMovement> movements = warehouse.movements();
    transfersNeitherMakeNorLoseGoods(movements);
    Bookkeeping.levels(warehouse).stream()
        .filter(StockLevel::hasCountedAt)
        .forEach(level -> isAsCounted(level, movements));
  }

  private void transfersNeitherMakeNorLoseGoods(List<StockMovement> movements) {
    assertThat(
            movements.stream()
                .filter(movement -> movement.getReferenceType().equals("transfer"))
                .filter(movement -> movement.getType() != StockMovement.Type.BEFORE_COUNT)
                .mapToLong(StockMovement::getQuantity)
                .sum())
        .as("what all transfers together have made")
        .isZero();
    assertThat(Bookkeeping.levels(warehouse).stream().mapToLong(StockLevel::getInTransit).sum())
        .isEqualTo(
            transfers.stream()
                .map(this::transferNow)
                .mapToLong(transfer -> transfer.getLines(0).getInTransit())
                .sum());
  }

  /** At the moment of its count a level had the counted quantity, whatever was recorded later. */
  private void isAsCounted(StockLevel level, List<StockMovement> movements) {
    long then =
        movements.stream()
            .filter(
                movement ->
                    movement.getState() == State.ON_HAND
                        && movement.getLocationId().equals(level.getLocationId())
                        && movement.getVariantId().equals(level.getVariantId())
                        && Timestamps.compare(movement.getOccurredAt(), level.getCountedAt()) <= 0)
            .mapToLong(StockMovement::getQuantity)
            .sum();
    assertThat(then)
        .as("%s at its count", level)
        .isEqualTo(
            counted.get(
                new Counted(level.getLocationId(), level.getVariantId(), level.getCountedAt())));
  }

  private Instant minutesAgo(int minutes) {
    return clock.instant().minus(Duration.ofMinutes(minutes));
  }

  private Location location(int number) {
    return round(locations, number);
  }

  private String variant(int number) {
    return round(variants, number);
  }

  /** The last one is number 0, because most changes follow soon. */
  private static <T> T round(List<T> things, int number) {
    return things.get(things.size() - 1 - number % things.size());
  }
}
