package id.laris.suite;

import id.laris.pos.v1.AddOrderItemRequest;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentRequest.Gateway;
import id.laris.pos.v1.CreateOrderRequest;
import id.laris.pos.v1.FinalizeOrderRequest;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.ListTransactionsRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.PaymentTransactionServiceGrpc.PaymentTransactionServiceBlockingStub;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc.SalesServiceBlockingStub;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.pos.v1.VoidPaymentRequest;
import io.grpc.Channel;
import java.util.List;
import java.util.UUID;

/** A till that sells one product for Rp 25,000, and takes payments through the gateway. */
final class Counter {

  private final SalesServiceBlockingStub sales;
  private final PaymentTransactionServiceBlockingStub payments;
  private final String variant;

  /** The channel's tenant must have an account at the gateway. */
  Counter(Channel channel, String variant) {
    this(channel, channel, variant);
  }

  /** Where sales and payments are in two processes. */
  Counter(Channel sales, Channel payments, String variant) {
    this.sales = SalesServiceGrpc.newBlockingStub(sales);
    this.payments = PaymentTransactionServiceGrpc.newBlockingStub(payments);
    this.variant = variant;
  }

  PaymentTransactionServiceBlockingStub payments() {
    return payments;
  }

  SalesServiceBlockingStub sales() {
    return sales;
  }

  /** An order that is to be paid. */
  Order open() {
    String id = sales.createOrder(CreateOrderRequest.getDefaultInstance()).getOrder().getId();
    var _ =
        sales.addOrderItem(
            AddOrderItemRequest.newBuilder()
                .setOrderId(id)
                .setVariantId(variant)
                .setQuantity(1)
                .build());
    return sales.finalizeOrder(FinalizeOrderRequest.newBuilder().setOrderId(id).build()).getOrder();
  }

  /** A payment by QR code, which completes the order once it is paid; always under the same id. */
  Payment showQr(String orderId) {
    return pay(orderId, Payment.Type.QRIS, PaymentTransaction.Method.QRIS, qrPaymentOf(orderId));
  }

  /** The id under which {@link #showQr} asks for the payment of an order. */
  static String qrPaymentOf(String orderId) {
    UUID order = UUID.fromString(orderId);
    return new UUID(order.getMostSignificantBits(), ~order.getLeastSignificantBits()).toString();
  }

  Payment pay(
      String orderId, Payment.Type type, PaymentTransaction.Method method, String paymentId) {
    return sales
        .addPayment(
            AddPaymentRequest.newBuilder()
                .setId(paymentId)
                .setOrderId(orderId)
                .setPaymentType(type)
                .setAmount(TinyCatalog.PRICE)
                .setGateway(Gateway.newBuilder().setMethod(method).setCompleteOrder(true))
                .build())
        .getPayment();
  }

  Payment payCash(String orderId) {
    return sales
        .addPayment(
            AddPaymentRequest.newBuilder()
                .setOrderId(orderId)
                .setPaymentType(Payment.Type.CASH)
                .setAmount(TinyCatalog.PRICE)
                .build())
        .getPayment();
  }

  Order voidPayment(String orderId, String paymentId) {
    return sales
        .voidPayment(
            VoidPaymentRequest.newBuilder()
                .setOrderId(orderId)
                .setPaymentId(paymentId)
                .setReason("the customer wants to pay otherwise")
                .build())
        .getOrder();
  }

  Order voidOrder(String orderId) {
    return sales
        .voidOrder(
            VoidOrderRequest.newBuilder()
                .setOrderId(orderId)
                .setReason("the customer left")
                .build())
        .getOrder();
  }

  Order get(String orderId) {
    return sales.getOrder(GetOrderRequest.newBuilder().setOrderId(orderId).build()).getOrder();
  }

  List<PaymentTransaction> transactionsOf(String orderId) {
    return payments
        .listTransactions(ListTransactionsRequest.newBuilder().setOrderId(orderId).build())
        .getTransactionsList();
  }
}
