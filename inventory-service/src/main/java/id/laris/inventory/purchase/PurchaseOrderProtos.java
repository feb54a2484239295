package id.laris.inventory.purchase;

import static id.laris.common.grpc.Protos.money;
import static id.laris.common.grpc.Protos.setTime;

import id.laris.pos.v1.PurchaseOrder.Line;

final class PurchaseOrderProtos {

  private PurchaseOrderProtos() {}

  static id.laris.pos.v1.PurchaseOrder toProto(PurchaseOrder order) {
    id.laris.pos.v1.PurchaseOrder.Builder proto =
        id.laris.pos.v1.PurchaseOrder.newBuilder()
            .setId(order.id().toString())
            .setNumber(order.number())
            .setSupplierId(order.supplierId().toString())
            .setLocationId(order.locationId().toString())
            .setStatus(order.status())
            .setCurrency(order.currency())
            .setTotal(money(order.total(), order.currency()))
            .setNotes(order.notes())
            .setVersion(order.version());
    order.lines().forEach(line -> proto.addLines(toProto(line, order.currency())));
    setTime(order.expectedAt(), proto::setExpectedAt);
    setTime(order.orderedAt(), proto::setOrderedAt);
    setTime(order.receivedAt(), proto::setReceivedAt);
    setTime(order.cancelledAt(), proto::setCancelledAt);
    setTime(order.createdAt(), proto::setCreatedAt);
    setTime(order.updatedAt(), proto::setUpdatedAt);
    return proto.build();
  }

  private static Line toProto(PurchaseLine line, String currency) {
    return Line.newBuilder()
        .setVariantId(line.variantId().toString())
        .setQuantity(line.quantity())
        .setPackCost(line.packCost())
        .setPackSize(line.packSize())
        .setReceived(line.received())
        .setReceivedCost(money(line.receivedCost(), currency))
        .build();
  }
}
