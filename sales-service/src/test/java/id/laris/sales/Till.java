package id.laris.sales;

import com.google.protobuf.FieldMask;
import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.ApplyDiscountRequest;
import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.CalculateOrderResponse;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.ReopenOrderRequest;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.SalesSettings;
import id.laris.pos.v1.SetOrderDetailsRequest;
import id.laris.pos.v1.UpdateSalesSettingsRequest;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.pos.v1.VoidPaymentRequest;
import io.grpc.Channel;
import java.util.List;

/** The calls of a till, each in one line. */
record Till(SalesServiceBlockingStub sales) {

  Till(Channel channel) {
    this(SalesServiceGrpc.newBlockingStub(channel));
  }

  Order create() {
    return sales.createOrder(CreateOrderRequest.getDefaultInstance()).getOrder();
  }

  Order add(Order order, String variantId, long quantity) {
    return sales
        .addOrderItem(
            AddOrderItemRequest.newBuilder()
                .setOrderId(order.getId())
                .setVariantId(variantId)
                .setQuantity(quantity)
                .build())
        .getOrder();
  }

  Order get(Order order) {
    return sales
        .getOrder(GetOrderRequest.newBuilder().setOrderId(order.getId()).build())
        .getOrder();
  }

  Order finalizeOrder(Order order) {
    return sales
        .finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(order.getId()).build())
        .getOrder();
  }

  Order pay(Order order, long amount) {
    return pay(order, Payment.Type.CASH, amount);
  }

  Order pay(Order order, Payment.Type type, long amount) {
    return sales
        .addPayment(
            AddPaymentRequest.newBuilder()
                .setOrderId(order.getId())
                .setPaymentType(type)
                .setAmount(amount)
                .build())
        .getOrder();
  }

  Order complete(Order order) {
    return sales
        .completeOrder(CompleteOrderRequest.newBuilder().setOrderId(order.getId()).build())
        .getOrder();
  }

  Order note(Order order, String notes) {
    return sales
        .setOrderDetails(
            SetOrderDetailsRequest.newBuilder()
                .setOrderId(order.getId())
                .setNotes(notes)
                .setUpdateMask(FieldMask.newBuilder().addPaths("notes"))
                .build())
        .getOrder();
  }

  Order reopen(Order order) {
    return sales
        .reopenOrder(ReopenOrderRequest.newBuilder().setOrderId(order.getId()).build())
        .getOrder();
  }

  Order voidOrder(Order order) {
    return sales
        .voidOrder(
            VoidOrderRequest.newBuilder().setOrderId(order.getId()).setReason("mistake").build())
        .getOrder();
  }

  Order voidPayment(Order order, String paymentId) {
    return sales
        .voidPayment(
            VoidPaymentRequest.newBuilder()
                .setOrderId(order.getId())
                .setPaymentId(paymentId)
                .setReason("wrong card")
                .build())
        .getOrder();
  }

  CalculateOrderResponse calculate(Order order) {
    return sales.calculateOrder(
        CalculateOrderRequest.newBuilder().setOrderId(order.getId()).build());
  }

  Order percentOff(Order order, long ppm) {
    return discount(percent(order, ppm));
  }

  Order amountOff(Order order, long amount) {
    return discount(
        ApplyDiscountRequest.newBuilder().setOrderId(order.getId()).setAmount(amount).build());
  }

  Order discount(ApplyDiscountRequest request) {
    return sales.applyDiscount(request).getOrder();
  }

  static ApplyDiscountRequest percent(Order order, long ppm) {
    return ApplyDiscountRequest.newBuilder()
        .setOrderId(order.getId())
        .setPercentPpm(ppm)
        .setReason("regular")
        .build();
  }

  SalesSettings set(SalesSettings settings, String... paths) {
    return sales
        .updateSalesSettings(
            UpdateSalesSettingsRequest.newBuilder()
                .setSettings(settings)
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths)))
                .build())
        .getSettings();
  }

  /** A DRAFT with one line. */
  Order draft(String variantId, long quantity) {
    return add(create(), variantId, quantity);
  }

  /** An order that is OPEN. */
  Order open(String variantId, long quantity) {
    return finalizeOrder(draft(variantId, quantity));
  }

  /** An order that is OPEN and paid. */
  Order paid(String variantId, long quantity) {
    Order open = open(variantId, quantity);
    return open.getTotal().getAmount() == 0 ? open : pay(open, open.getTotal().getAmount());
  }
}
