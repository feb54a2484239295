package id.laris.inventory.transfer;

import id.laris.common.Ids;
import id.laris.common.db.EventType;
import id.laris.common.db.Filter;
import id.laris.common.db.Outbox;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.GetTransferRequest;
import id.laris.pos.v1.GetTransferResponse;
import id.laris.pos.v1.ListTransfersRequest;
import id.laris.pos.v1.ListTransfersResponse;
import id.laris.pos.v1.StockTransfer.Status;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads transfers, and stores them with the news of what became of them. */
@Component
public class TransferActions {

  private final StockTransfers transfers;
  private final Outbox outbox;
  private final Reads reads;

  TransferActions(StockTransfers transfers, Outbox outbox, Reads reads) {
    this.transfers = transfers;
    this.outbox = outbox;
    this.reads = reads;
  }

  public GetTransferResponse get(GetTransferRequest request) {
    UUID id = Ids.parse(request.getTransferId());
    return reads.run(
        () ->
            GetTransferResponse.newBuilder()
                .setTransfer(
                    TransferProtos.toProto(transfers.findById(id).orElseThrow(() -> notFound(id))))
                .build());
  }

  public ListTransfersResponse list(ListTransfersRequest request) {
    Filter<StockTransfer> filter =
        Filter.<StockTransfer>all()
            .equal(
                "status",
                request.getStatus() == Status.STATUS_UNSPECIFIED ? null : request.getStatus());
    UUID locationId = Ids.parseOrNull(request.getLocationId());
    if (locationId != null) {
      filter.and(
          (row, cb) ->
              cb.or(
                  cb.equal(row.get("fromLocationId"), locationId),
                  cb.equal(row.get("toLocationId"), locationId)));
    }
    return reads.run(
        () -> {
          Page<StockTransfer> page = Page.find(transfers, request.getPagination(), filter);
          return ListTransfersResponse.newBuilder()
              .addAllTransfers(page.map(TransferProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  /** The transfer, locked until the transaction ends. */
  StockTransfer lock(String transferId) {
    UUID id = Ids.parse(transferId);
    return transfers.lock(id).orElseThrow(() -> notFound(id));
  }

  /** Stores the transfer and tells others, in this transaction. */
  id.laris.pos.v1.StockTransfer store(
      StockTransfer transfer, EventType<id.laris.pos.v1.StockTransfer> event) {
    StockTransfer stored = transfers.saveAndFlush(transfer);
    id.laris.pos.v1.StockTransfer proto = TransferProtos.toProto(stored);
    outbox.add(event, stored, proto);
    return proto;
  }

  private static RuntimeException notFound(UUID id) {
    return Errors.notFound("transfer", id);
  }
}
