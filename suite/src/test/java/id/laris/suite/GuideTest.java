package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateCategoryRequest;
import id.laris.pos.v1.CreateCouponRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreatePromotionRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetPromotionStatisticsRequest;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.PromotionServiceGrpc;
import id.laris.pos.v1.PromotionServiceGrpc.PromotionServiceBlockingStub;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.UpdateSalesSettingsRequest;
import id.laris.pos.v1.Variant;
import id.laris.testkit.LarisTest;
import id.laris.testkit.TestCalls;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The getting-started guide: the JSON bodies of its commands, letter by letter, through generated
 * stubs.
 */
@LarisTest
class GuideTest {

  @Autowired TestCalls calls;

  @Test
  void theSaleOfTheGuideEndsWithAReceipt() {
    UUID tenant = UUID.randomUUID();
    CatalogServiceBlockingStub catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenant));
    SalesServiceBlockingStub sales = SalesServiceGrpc.newBlockingStub(calls.as(tenant));

    String category =
        catalog
            .createCategory(
                from(
                    CreateCategoryRequest.getDefaultInstance(),
                    "{'name': 'Beverages', 'sort_order': 1}"))
            .getCategory()
            .getId();
    Variant latte =
        latte(
            catalog,
            "{'name': 'Iced Latte', 'sku': 'ICE-LATTE-001', 'category_id': '%s'}"
                .formatted(category));
    String order =
        sales.createOrder(from(CreateOrderRequest.getDefaultInstance(), "{}")).getOrder().getId();
    sales.addOrderItem(
        from(
            AddOrderItemRequest.getDefaultInstance(),
            "{'order_id': '%s', 'product_id': '%s', 'variant_id': '%s', 'quantity': 2}"
                .formatted(order, latte.getProductId(), latte.getId())));
    sales.finalizeOrder(
        from(FinalizeOrderRequest.getDefaultInstance(), "{'order_id': '%s'}".formatted(order)));
    sales.addPayment(
        from(
            AddPaymentRequest.getDefaultInstance(),
            "{'order_id': '%s', 'payment_type': 'CASH', 'amount': '5000000'}".formatted(order)));
    Order completed =
        sales
            .completeOrder(
                from(
                    CompleteOrderRequest.getDefaultInstance(),
                    "{'order_id': '%s'}".formatted(order)))
            .getOrder();

    assertThat(completed.getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(completed.getTotal().getAmount()).isEqualTo(5_000_000);
    assertThat(completed.getReceiptNumber()).isEqualTo("POS-20260115-0001");

    sales.updateSalesSettings(
        from(
            UpdateSalesSettingsRequest.getDefaultInstance(),
            "{'settings': {'shop_name': 'Warung Laris', 'shop_address': 'Jl. Tunjungan 1, Surabaya', 'tax_number': '01.234.567.8-901.000'}, 'update_mask': 'shopName,shopAddress,taxNumber'}"));
    String receipt =
        sales
            .getReceipt(
                from(
                    GetReceiptRequest.getDefaultInstance(),
                    "{'order_id': '%s', 'format': 'TEXT', 'language': 'id'}".formatted(order)))
            .getReceipt()
            .getText();

    assertThat(receipt)
        .contains("Warung Laris", "Jl. Tunjungan 1, Surabaya", "NPWP 01.234.567.8-901.000")
        .contains("Iced Latte - Regular", "TOTAL IDR", "50.000");
  }

  @Test
  void thePromotionOfTheGuideTakesOffTenPercent() {
    UUID tenant = UUID.randomUUID();
    CatalogServiceBlockingStub catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenant));
    PromotionServiceBlockingStub promotions =
        PromotionServiceGrpc.newBlockingStub(calls.as(tenant));
    Variant latte = latte(catalog, "{'name': 'Iced Latte', 'sku': 'ICE-LATTE-001'}");

    String promotion =
        promotions
            .createPromotion(
                from(
                    CreatePromotionRequest.getDefaultInstance(),
                    "{'name': 'Welcome', 'state': 'ACTIVE', 'rules': {'stacking_class': 'ORDER', 'conditions': [{'coupon': {}}], 'benefit': {'percent_off': {'percent_ppm': '100000'}}}}"))
            .getPromotion()
            .getId();
    var _ =
        promotions.createCoupon(
            from(
                CreateCouponRequest.getDefaultInstance(),
                "{'promotion_id': '%s', 'code': 'WELCOME', 'max_uses': '100'}"
                    .formatted(promotion)));
    Order order =
        SalesServiceGrpc.newBlockingStub(calls.as(tenant))
            .checkout(
                from(
                    CheckoutRequest.getDefaultInstance(),
                    "{'coupon_codes': ['welcome'], 'items': [{'variant_id': '%s', 'quantity': 2}], 'payments': [{'payment_type': 'CASH', 'amount': '4500000'}]}"
                        .formatted(latte.getId())))
            .getOrder();

    assertThat(order.getStatus()).isEqualTo(Order.Status.COMPLETED);
    assertThat(order.getTotal().getAmount()).isEqualTo(4_500_000);
    assertThat(
            promotions
                .getPromotionStatistics(
                    from(
                        GetPromotionStatisticsRequest.getDefaultInstance(),
                        "{'promotion_id': '%s'}".formatted(promotion)))
                .getUses())
        .isOne();
  }

  /** The product of the guide, with its one variant at 25,000.00 rupiah. */
  private static Variant latte(CatalogServiceBlockingStub catalog, String product) {
    Variant latte =
        catalog
            .createVariant(
                from(
                    CreateVariantRequest.getDefaultInstance(),
                    "{'product_id': '%s', 'name': 'Regular', 'sku': 'ICE-LATTE-001-REG'}"
                        .formatted(
                            catalog
                                .createProduct(
                                    from(CreateProductRequest.getDefaultInstance(), product))
                                .getProduct()
                                .getId())))
            .getVariant();
    var _ =
        catalog.setPrice(
            from(
                SetPriceRequest.getDefaultInstance(),
                "{'variant_id': '%s', 'amount': '2500000', 'currency': 'IDR'}"
                    .formatted(latte.getId())));
    return latte;
  }

  private static <M extends Message> M from(M empty, String json) {
    Message.Builder builder = empty.toBuilder();
    try {
      JsonFormat.parser().merge(json.replace('\'', '"'), builder);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(json, e);
    }
    @SuppressWarnings("unchecked") // the builder builds its own message
    M message = (M) builder.build();
    return message;
  }
}
