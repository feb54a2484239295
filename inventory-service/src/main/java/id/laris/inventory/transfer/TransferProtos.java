package id.laris.inventory.transfer;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.pos.v1.StockTransfer.Status;

final class TransferProtos {

  private TransferProtos() {}

  static id.laris.pos.v1.StockTransfer toProto(StockTransfer transfer) {
    id.laris.pos.v1.StockTransfer.Builder proto =
        id.laris.pos.v1.StockTransfer.newBuilder()
            .setId(transfer.id().toString())
            .setNumber(transfer.number())
            .setFromLocationId(transfer.fromLocationId().toString())
            .setToLocationId(transfer.toLocationId().toString())
            .setStatus(transfer.status())
            .setNotes(transfer.notes())
            .setVersion(transfer.version());
    boolean moving =
        transfer.status() == Status.SHIPPED || transfer.status() == Status.PARTIALLY_RECEIVED;
    transfer
        .lines()
        .forEach(
            line ->
                proto.addLines(
                    id.laris.pos.v1.StockTransfer.Line.newBuilder()
                        .setVariantId(line.variantId().toString())
                        .setQuantity(line.quantity())
                        .setReceivedGood(line.good())
                        .setReceivedDamaged(line.damaged())
                        .setReturned(line.returned())
                        .setInTransit(moving ? line.remaining() : 0)));
    setTime(transfer.shippedAt(), proto::setShippedAt);
    setTime(transfer.receivedAt(), proto::setReceivedAt);
    setTime(transfer.cancelledAt(), proto::setCancelledAt);
    setTime(transfer.createdAt(), proto::setCreatedAt);
    setTime(transfer.updatedAt(), proto::setUpdatedAt);
    return proto.build();
  }
}
