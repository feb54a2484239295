package id.laris.inventory.reservation;

import static java.util.stream.Collectors.toSet;

import id.laris.common.Ids;
import id.laris.common.Uuids;
import id.laris.common.grpc.Protos;
import id.laris.inventory.stock.Batches;
import id.laris.inventory.stock.Change;
import id.laris.inventory.stock.Level;
import id.laris.inventory.stock.Levels;
import id.laris.inventory.stock.Place;
import id.laris.inventory.stock.SoldGoods;
import id.laris.inventory.stock.StockLedger;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SalesReturn.Restock;
import id.laris.pos.v1.StockLine;
import id.laris.pos.v1.StockMovement.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes the goods of a return back, once. Those that are good are on hand again at the cost at
 * which they were sold, and are where they were among the layers of FIFO; those that are damaged
 * are here, but not for sale.
 */
@Component
class TakeBackGoods {

  private static final String BATCH = "return";

  private final StockLedger ledger;
  private final SoldGoods soldGoods;
  private final Batches batches;

  TakeBackGoods(StockLedger ledger, SoldGoods soldGoods, Batches batches) {
    this.ledger = ledger;
    this.soldGoods = soldGoods;
    this.batches = batches;
  }

  /** Returns whether the return brings any goods to a location. */
  static boolean concerns(SalesReturn made) {
    return !made.getLocationId().isEmpty()
        && made.getLinesList().stream().anyMatch(line -> line.getStockUsesCount() > 0);
  }

  /** The goods of a variant that come back. */
  private record Back(long good, long damaged) {

    static final Back NOTHING = new Back(0, 0);

    Back plus(Restock restock, long quantity) {
      return restock == Restock.GOOD
          ? new Back(good + quantity, damaged)
          : new Back(good, damaged + quantity);
    }
  }

  /** Does it in the current transaction. All levels are locked at once, in their order. */
  void run(List<SalesReturn> returns) {
    Set<Place> places = returns.stream().flatMap(made -> places(made).stream()).collect(toSet());
    if (!places.isEmpty()) {
      ledger.lock(places, true);
      returns.forEach(this::run);
    }
  }

  private static Set<Place> places(SalesReturn made) {
    UUID locationId = Uuids.parse(made.getLocationId()).orElseThrow();
    return goods(made.getLinesList()).keySet().stream()
        .map(variantId -> new Place(locationId, variantId))
        .collect(toSet());
  }

  private void run(SalesReturn made) {
    UUID returnId = Ids.parse(made.getId());
    // The goods of a return never change, unlike its refunds: its id is all that must be the same.
    if (!batches.isNew(BATCH, returnId, SalesReturn.newBuilder().setId(made.getId()).build())) {
      return;
    }
    UUID orderId = Ids.parse(made.getOrderId());
    UUID locationId = Uuids.parse(made.getLocationId()).orElseThrow();
    Map<UUID, Back> back = goods(made.getLinesList());
    Levels levels = ledger.lock(places(made), true);
    Change change =
        Change.of(
                Type.RETURN,
                OrderOutcomes.REFERENCE_TYPE,
                orderId,
                Protos.instant("created_at", made.getCreatedAt()))
            .because("", made.getReturnNumber());
    back.forEach(
        (variantId, goods) -> {
          Level level = levels.at(locationId, variantId);
          SoldGoods.Sold sold = soldGoods.of(orderId, locationId, variantId);
          if (goods.good > 0) {
            sold.takeBack(goods.good, level, change);
          }
          if (goods.damaged > 0) {
            level.changeDamaged(goods.damaged, change);
          }
        });
    ledger.store(levels);
  }

  private static Map<UUID, Back> goods(List<SalesReturn.Line> lines) {
    Map<UUID, Back> goods = new TreeMap<>();
    for (SalesReturn.Line line : lines) {
      for (StockLine use : line.getStockUsesList()) {
        goods.merge(
            Ids.parse(use.getVariantId()),
            Back.NOTHING.plus(line.getRestock(), use.getQuantity()),
            (one, other) -> new Back(one.good + other.good, one.damaged + other.damaged));
      }
    }
    return goods;
  }
}
