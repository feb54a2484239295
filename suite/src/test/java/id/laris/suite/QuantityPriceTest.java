package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.RemoveOrderItemRequest;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.UpdateOrderItemRequest;
import id.laris.testkit.TestCalls;
import io.grpc.Channel;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A price from five on holds for five pieces in an order, however they got there. */
@SuiteWalk
class QuantityPriceTest {

  private static final long SINGLE = TinyCatalog.PRICE;
  private static final long FROM_FIVE = 2_000_000;

  @Autowired TestCalls calls;

  private SalesServiceBlockingStub sales;
  private String latte;

  @BeforeEach
  void sellLatteForLessFromFiveOn() {
    Channel channel = calls.as(UUID.randomUUID());
    sales = SalesServiceGrpc.newBlockingStub(channel);
    latte = TinyCatalog.variant(channel);
    var _ =
        CatalogServiceGrpc.newBlockingStub(channel)
            .setPrice(
                SetPriceRequest.newBuilder()
                    .setVariantId(latte)
                    .setAmount(FROM_FIVE)
                    .setCurrency("IDR")
                    .setMinQuantity(5)
                    .build());
  }

  @Test
  void linesOfADraftArePricedTogetherAsTheyComeAndGo() {
    Order order =
        sales.createOrder(CreateOrderRequest.newBuilder().setCurrency("IDR").build()).getOrder();
    for (int scan = 1; scan <= 4; scan++) {
      assertThat(unitPrices(add(order, 1))).containsOnly(SINGLE);
    }

    Order five = add(order, 1);
    assertThat(unitPrices(five)).hasSize(5).containsOnly(FROM_FIVE);
    assertThat(five.getTotal().getAmount()).isEqualTo(5 * FROM_FIVE);

    String first = five.getItems(0).getId();
    Order four =
        sales
            .removeOrderItem(
                RemoveOrderItemRequest.newBuilder()
                    .setOrderId(order.getId())
                    .setItemId(first)
                    .build())
            .getOrder();
    assertThat(unitPrices(four)).hasSize(4).containsOnly(SINGLE);

    UpdateOrderItemRequest.Builder two =
        UpdateOrderItemRequest.newBuilder()
            .setOrderId(order.getId())
            .setItemId(four.getItems(0).getId())
            .setQuantity(2);
    two.getUpdateMaskBuilder().addPaths("quantity");
    assertThat(unitPrices(sales.updateOrderItem(two.build()).getOrder())).containsOnly(FROM_FIVE);

    Order open =
        sales
            .finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(order.getId()).build())
            .getOrder();
    assertThat(open.getTotal().getAmount()).isEqualTo(5 * FROM_FIVE);
  }

  @Test
  void aCalculationAndACheckoutPriceThreeAndTwoAsFive() {
    CalculateOrderRequest.Builder question = CalculateOrderRequest.newBuilder();
    question.getDraftBuilder().setCurrency("IDR").addAllItems(items(3, 2));

    Order calculated = sales.calculateOrder(question.build()).getOrder();
    Order sold = checkout(5 * FROM_FIVE, items(3, 2));

    for (Order order : List.of(calculated, sold)) {
      assertThat(unitPrices(order)).containsExactly(FROM_FIVE, FROM_FIVE);
      assertThat(order.getTotal().getAmount()).isEqualTo(5 * FROM_FIVE);
    }
    assertThat(unitPrices(checkout(4 * SINGLE, items(3, 1)))).containsOnly(SINGLE);
  }

  private Order checkout(long paid, List<NewOrderItem> items) {
    CheckoutRequest.Builder sale =
        CheckoutRequest.newBuilder().setCurrency("IDR").addAllItems(items);
    sale.addPaymentsBuilder().setPaymentType(Payment.Type.CASH).setAmount(paid);
    return sales.checkout(sale.build()).getOrder();
  }

  private Order add(Order order, long quantity) {
    return sales
        .addOrderItem(
            AddOrderItemRequest.newBuilder()
                .setOrderId(order.getId())
                .setVariantId(latte)
                .setQuantity(quantity)
                .build())
        .getOrder();
  }

  private List<NewOrderItem> items(long... quantities) {
    return LongStream.of(quantities)
        .mapToObj(
            quantity -> NewOrderItem.newBuilder().setVariantId(latte).setQuantity(quantity).build())
        .toList();
  }

  private static List<Long> unitPrices(Order order) {
    return order.getItemsList().stream()
        .map(OrderItem::getUnitPrice)
        .map(price -> price.getAmount())
        .toList();
  }
}
