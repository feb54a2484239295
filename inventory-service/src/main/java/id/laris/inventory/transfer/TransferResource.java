package id.laris.inventory.transfer;

import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.pos.v1.ListTransfersRequest;
import id.laris.pos.v1.StockTransfer.Status;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Transfers as a resource that is read; each of its changes is an action. */
@Configuration(proxyBeanMethods = false)
class TransferResource {

  @Bean
  Resource<StockTransfer, id.laris.pos.v1.StockTransfer> transferResource(
      Resources resources, StockTransfers transfers) {
    return resources
        .of("transfer", transfers, id.laris.pos.v1.StockTransfer.getDefaultInstance())
        .content(TransferProtos::toProto)
        .filter(ListTransfersRequest.class, TransferResource::filter)
        .build();
  }

  /** The transfers of a state, from or to a location. */
  private static Filter<StockTransfer> filter(ListTransfersRequest request) {
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
    return filter;
  }
}
