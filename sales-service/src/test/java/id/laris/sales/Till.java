package id.laris.sales;

import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CompleteOrderRequest;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import io.grpc.Channel;

/** The calls that a till makes, in few words. */
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

  /** An order that is OPEN and paid. */
  Order paid(String variantId, long quantity) {
    Order open = finalizeOrder(add(create(), variantId, quantity));
    return open.getTotal().getAmount() == 0 ? open : pay(open, open.getTotal().getAmount());
  }
}
