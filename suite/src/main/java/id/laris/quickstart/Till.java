package id.laris.quickstart;

import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.HealthServiceGrpc;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Receipt;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SetPriceRequest;
import java.util.Locale;
import java.util.UUID;

/** The steps that every sale of the quickstart has in common: from the menu to the receipt. */
final class Till {

  private final ShownCalls calls;

  Till(ShownCalls calls) {
    this.calls = calls;
  }

  /** The product and its variant, which the order must name. */
  record Item(String productId, String variantId) {}

  void checkHealth() {
    calls.callPublic(
        "Is it up?", HealthServiceGrpc.getCheckMethod(), CheckRequest.getDefaultInstance());
  }

  /** One product with its price. */
  Item writeTheMenu(boolean trackStock) {
    String categoryId =
        calls
            .call(
                "Create a category",
                CatalogServiceGrpc.getCreateCategoryMethod(),
                CreateCategoryRequest.newBuilder().setName("Beverages").setSortOrder(1).build())
            .getCategory()
            .getId();
    String sku =
        "ICE-LATTE-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    String productId =
        calls
            .call(
                "Create a product",
                CatalogServiceGrpc.getCreateProductMethod(),
                CreateProductRequest.newBuilder()
                    .setName("Iced Latte")
                    .setSku(sku)
                    .setCategoryId(categoryId)
                    .setTrackStock(trackStock)
                    .build())
            .getProduct()
            .getId();
    String variantId =
        calls
            .call(
                "Create a variant",
                CatalogServiceGrpc.getCreateVariantMethod(),
                CreateVariantRequest.newBuilder()
                    .setProductId(productId)
                    .setName("Regular")
                    .setSku(sku + "-REG")
                    .build())
            .getVariant()
            .getId();
    calls.call(
        "Set its price, Rp 25,000 in minor units",
        CatalogServiceGrpc.getSetPriceMethod(),
        SetPriceRequest.newBuilder()
            .setVariantId(variantId)
            .setAmount(2_500_000)
            .setCurrency("IDR")
            .build());
    return new Item(productId, variantId);
  }

  /**
   * An order that is ready to be paid.
   *
   * @param locationId where it is sold; empty for nowhere in particular
   */
  Order takeTheOrder(Item item, String locationId, long quantity) {
    String orderId =
        calls
            .call(
                "Create a draft order",
                SalesServiceGrpc.getCreateOrderMethod(),
                CreateOrderRequest.newBuilder().setLocationId(locationId).build())
            .getOrder()
            .getId();
    calls.call(
        "Add a line",
        SalesServiceGrpc.getAddOrderItemMethod(),
        AddOrderItemRequest.newBuilder()
            .setOrderId(orderId)
            .setProductId(item.productId())
            .setVariantId(item.variantId())
            .setQuantity(quantity)
            .build());
    return calls
        .call(
            "Finalize: prices and taxes are fixed now"
                + (locationId.isEmpty() ? "" : ", and the stock is reserved"),
            SalesServiceGrpc.getFinalizeOrderMethod(),
            FinalizeOrderRequest.newBuilder().setOrderId(orderId).build())
        .getOrder();
  }

  String receipt(Order order) {
    return calls
        .call(
            "Get the receipt",
            SalesServiceGrpc.getGetReceiptMethod(),
            GetReceiptRequest.newBuilder()
                .setOrderId(order.getId())
                .setFormat(Receipt.Format.TEXT)
                .build())
        .getReceipt()
        .getText();
  }
}
