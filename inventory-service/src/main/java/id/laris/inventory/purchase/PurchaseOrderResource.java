package id.laris.inventory.purchase;

import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.pos.v1.ListPurchaseOrdersRequest;
import id.laris.pos.v1.PurchaseOrder.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Purchase orders as a resource that is read; each of their changes is an action. */
@Configuration(proxyBeanMethods = false)
class PurchaseOrderResource {

  @Bean
  Resource<PurchaseOrder, id.laris.pos.v1.PurchaseOrder> purchaseOrderResource(
      Resources resources, PurchaseOrders orders) {
    return resources
        .of("purchase order", orders, id.laris.pos.v1.PurchaseOrder.getDefaultInstance())
        .content(PurchaseOrderProtos::toProto)
        .filter(
            ListPurchaseOrdersRequest.class,
            request ->
                Filter.<PurchaseOrder>all()
                    .equal("supplierId", Ids.parseOrNull(request.getSupplierId()))
                    .equal("locationId", Ids.parseOrNull(request.getLocationId()))
                    .equal(
                        "status",
                        request.getStatus() == Status.STATUS_UNSPECIFIED
                            ? null
                            : request.getStatus()))
        .build();
  }
}
