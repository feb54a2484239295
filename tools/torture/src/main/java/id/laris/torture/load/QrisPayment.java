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
import id.laris.torture.world.Dice;

/** A QR code that the customer pays with a phone, or does not pay. */
final class QrisPayment {

  private static final int PATIENCE_MILLIS = 5_000;
  private static final int LOOK_AGAIN_MILLIS = 200;

  private final Line line;
  private final Gateway gateway;
  private final Dice dice;

  QrisPayment(Line line, Gateway gateway) {
    this.line = line;
    this.gateway = gateway;
    this.dice = line.dice();
  }

  /** Never true: the order completes by itself, or is voided, or stays open. */
  boolean run(SaleNotes notes, String key) {
    AddPaymentRequest request =
        AddPaymentRequest.newBuilder()
            .setId(line.conditions().newId(dice))
            .setOrderId(notes.order().getId())
            .setPaymentType(Payment.Type.QRIS)
            .setAmount(notes.order().getDue().getAmount())
            .setGateway(
                AddPaymentRequest.Gateway.newBuilder()
                    .setMethod(PaymentTransaction.Method.QRIS)
                    .setCompleteOrder(true))
            .build();
    Answer<AddPaymentResponse> asked =
        line.call(SalesServiceGrpc.getAddPaymentMethod(), request, key);
    if (!notes.heard(asked, AddPaymentResponse::getOrder)) {
      return false;
    }
    notes.mayChange();
    String transaction = asked.get().getPayment().getTransactionId();
    int what = dice.below(100);
    if (what < 70) {
      customerPays(transaction);
      awaitCompleted(notes);
    } else if (what < 85) {
      voidOrder(notes);
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
        line.call(
            PaymentTransactionServiceGrpc.getGetTransactionMethod(),
            GetTransactionRequest.newBuilder().setTransactionId(transaction).build());
    if (answer.done()) {
      gateway.pay(answer.get().getTransaction().getGatewayOrderId());
    }
  }

  private void awaitCompleted(SaleNotes notes) {
    long start = line.recorder().millis();
    GetOrderRequest request =
        GetOrderRequest.newBuilder().setOrderId(notes.order().getId()).build();
    while (!notes.isCompleted() && line.recorder().millis() - start < PATIENCE_MILLIS) {
      var _ =
          notes.heard(
              line.call(SalesServiceGrpc.getGetOrderMethod(), request), GetOrderResponse::getOrder);
      try {
        Thread.sleep(LOOK_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void voidOrder(SaleNotes notes) {
    VoidOrderRequest request =
        VoidOrderRequest.newBuilder()
            .setOrderId(notes.order().getId())
            .setReason("no battery")
            .build();
    var _ =
        notes.heard(
            line.call(SalesServiceGrpc.getVoidOrderMethod(), request, dice.uuid().toString()),
            VoidOrderResponse::getOrder);
  }
}
