package id.laris.torture.load;

import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.AddPaymentResponse;
import id.laris.pos.v1.GetOrderRequest;
import id.laris.pos.v1.GetOrderResponse;
import id.laris.pos.v1.GetTransactionRequest;
import id.laris.pos.v1.GetTransactionResponse;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.VoidOrderRequest;
import id.laris.pos.v1.VoidOrderResponse;
import id.laris.torture.world.SeededRandom;

/** A QR code that the customer pays with a phone, or does not pay. */
final class QrisPayment {

  private static final int PATIENCE_MILLIS = 5_000;
  private static final int POLL_MILLIS = 200;

  private final RetryingClient client;
  private final Gateway gateway;
  private final SeededRandom random;

  QrisPayment(RetryingClient client, Gateway gateway) {
    this.client = client;
    this.gateway = gateway;
    this.random = client.random();
  }

  /** Never true: the order completes by itself, or is voided, or stays open. */
  boolean run(SaleInProgress sale, String key) {
    AddPaymentRequest request =
        AddPaymentRequest.newBuilder()
            .setId(client.conditions().newId(random))
            .setOrderId(sale.order().getId())
            .setPaymentType(Payment.Type.QRIS)
            .setAmount(sale.order().getDue().getAmount())
            .setGateway(
                AddPaymentRequest.Gateway.newBuilder()
                    .setMethod(PaymentTransaction.Method.QRIS)
                    .setCompleteOrder(true))
            .build();
    Answer<AddPaymentResponse> asked =
        client.call(SalesServiceGrpc.getAddPaymentMethod(), request, key);
    if (!sale.accept(asked, AddPaymentResponse::getOrder)) {
      return false;
    }
    sale.mayChange();
    String transaction = asked.get().getPayment().getTransactionId();
    int what = random.below(100);
    if (what < 70) {
      customerPays(transaction);
      awaitCompleted(sale);
    } else if (what < 85) {
      voidOrder(sale);
      if (what < 75) {
        customerPays(transaction);
      }
    }
    return false;
  }

  private void customerPays(String transaction) {
    if (transaction.isEmpty()) {
      return;
    }
    Answer<GetTransactionResponse> answer =
        client.call(
            PaymentTransactionServiceGrpc.getGetTransactionMethod(),
            GetTransactionRequest.newBuilder().setTransactionId(transaction).build());
    if (answer.done()) {
      gateway.pay(answer.get().getTransaction().getGatewayOrderId());
    }
  }

  private void awaitCompleted(SaleInProgress sale) {
    long start = client.recorder().millis();
    GetOrderRequest request = GetOrderRequest.newBuilder().setOrderId(sale.order().getId()).build();
    while (!sale.isCompleted() && client.recorder().millis() - start < PATIENCE_MILLIS) {
      var _ =
          sale.accept(
              client.call(SalesServiceGrpc.getGetOrderMethod(), request),
              GetOrderResponse::getOrder);
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void voidOrder(SaleInProgress sale) {
    VoidOrderRequest request =
        VoidOrderRequest.newBuilder()
            .setOrderId(sale.order().getId())
            .setReason("no battery")
            .build();
    var _ =
        sale.accept(
            client.call(SalesServiceGrpc.getVoidOrderMethod(), request, random.uuid().toString()),
            VoidOrderResponse::getOrder);
  }
}
