package id.laris.sales.quote;

import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.grpc.Protos;
import id.laris.pos.Service;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderItem;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Asks the catalog for the current prices of the items of an order. It is a remote call, and never
 * made inside a transaction.
 */
@Component
class CatalogQuotes {

  private final RemoteService service;
  private final CatalogServiceBlockingStub catalog;

  CatalogQuotes(RemoteServices services) {
    this.service = services.named(Service.CATALOG);
    this.catalog = CatalogServiceGrpc.newBlockingStub(service.channel());
  }

  /** Returns the request for the order as it is; items without an answer have nothing to ask. */
  QuoteItemsRequest request(Order order, Instant at) {
    QuoteItemsRequest.Builder request =
        QuoteItemsRequest.newBuilder()
            .setCurrency(order.currency())
            .setOrderType(order.details().orderType())
            .setAt(Protos.timestamp(at));
    UUID locationId = order.details().locationId();
    if (locationId != null) {
      request.setLocationId(locationId.toString());
    }
    order.items().forEach(item -> request.addItems(toQuote(item)));
    return request.build();
  }

  private static QuoteItemsRequest.Item toQuote(OrderItem item) {
    QuoteItemsRequest.Item.Builder quote =
        QuoteItemsRequest.Item.newBuilder()
            .setLabelBarcode(item.labelBarcode())
            .setQuantity(item.hasLabel() ? 0 : item.quantity());
    UUID variantId = item.variantId();
    if (variantId != null) {
      quote.setVariantId(variantId.toString());
    }
    UUID productId = item.productId();
    if (productId != null) {
      quote.setProductId(productId.toString());
    }
    item.modifierIds().forEach(id -> quote.addModifierIds(id.toString()));
    return quote.build();
  }

  QuoteItemsResponse ask(QuoteItemsRequest request) {
    return request.getItemsCount() == 0
        ? QuoteItemsResponse.getDefaultInstance()
        : service.call(() -> catalog.quoteItems(request));
  }
}
