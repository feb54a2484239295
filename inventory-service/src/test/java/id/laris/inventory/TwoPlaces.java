package id.laris.inventory;

import static id.laris.inventory.Warehouse.adjustment;
import static id.laris.inventory.Warehouse.line;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.CancelTransferRequest;
import id.laris.pos.v1.CreateTransferRequest;
import id.laris.pos.v1.GetInventoryValueRequest;
import id.laris.pos.v1.InventoryValue.Method;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.ReceiveTransferRequest;
import id.laris.pos.v1.ShipTransferRequest;
import java.util.List;

/** Goods of one variant at two places of a new tenant. */
final class TwoPlaces {

  final Warehouse warehouse;
  final Location shop;
  final Location depot;
  final String cup;

  TwoPlaces(Warehouse warehouse, FakeCatalog catalog) {
    this.warehouse = warehouse;
    this.shop = warehouse.location();
    this.depot = warehouse.location();
    this.cup = catalog.variant();
  }

  void buy(Location there, long quantity, long cost) {
    warehouse.adjust(there, adjustment(cup, quantity).toBuilder().setCost(cost).build());
  }

  void sell(Location there, long quantity) {
    warehouse.commit(warehouse.reserve(there, cup, quantity));
  }

  /** Ships goods, and returns the id of their transfer. */
  String ship(Location from, Location to, long quantity) {
    String id =
        warehouse
            .stub
            .createTransfer(
                CreateTransferRequest.newBuilder()
                    .setFromLocationId(from.getId())
                    .setToLocationId(to.getId())
                    .addLines(line(cup, quantity))
                    .build())
            .getTransfer()
            .getId();
    warehouse.stub.shipTransfer(ShipTransferRequest.newBuilder().setTransferId(id).build());
    return id;
  }

  void receive(String transfer, long good, long damaged, long returned) {
    warehouse.stub.receiveTransfer(
        ReceiveTransferRequest.newBuilder()
            .setTransferId(transfer)
            .addLines(
                ReceiveTransferRequest.Line.newBuilder()
                    .setVariantId(cup)
                    .setGood(good)
                    .setDamaged(damaged)
                    .setReturned(returned))
            .build());
  }

  void cancel(String transfer) {
    warehouse.stub.cancelTransfer(
        CancelTransferRequest.newBuilder().setTransferId(transfer).build());
  }

  /** The values by FIFO of both places. */
  List<Long> values() {
    return List.of(value(shop), value(depot));
  }

  long value(Location there) {
    var answer =
        warehouse.stub.getInventoryValue(
            GetInventoryValueRequest.newBuilder()
                .setLocationId(there.getId())
                .setMethod(Method.FIFO)
                .build());
    long total = answer.getTotalsList().stream().mapToLong(sum -> sum.getAmount()).sum();
    assertThat(answer.getItemsList().stream().mapToLong(item -> item.getValue().getAmount()).sum())
        .isEqualTo(total);
    return total;
  }
}
