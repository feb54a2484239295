package id.laris.quickstart;

import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.EventServiceGrpc;
import id.laris.pos.v1.GetTransactionRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.SalesServiceGrpc;
import id.laris.pos.v1.SetGatewayConfigRequest;
import id.laris.pos.v1.SubscribeRequest;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * A sale that is paid by a QR code: the till shows it, the customer pays at the simulated gateway,
 * and the order completes by itself.
 */
final class QrisSale {

  /** Any key of this form is a merchant at the simulator. It is no secret, and opens nothing. */
  private static final String SERVER_KEY = "SB-Mid-server-quickstart-not-real";

  private static final long SOLD = 2;

  private final ShownCalls calls;
  private final Customer customer;
  private final Charset charset;
  private final PrintStream out;

  QrisSale(ShownCalls calls, Customer customer, Charset charset, PrintStream out) {
    this.calls = calls;
    this.customer = customer;
    this.charset = charset;
    this.out = out;
  }

  void run() {
    Till till = new Till(calls);
    till.checkHealth();
    customer.requireGateway();
    openAccount();
    Order order = till.takeTheOrder(till.writeTheMenu(false), "", SOLD);
    Payment payment = askForPayment(order);
    show(payment);
    PaymentTransaction transaction =
        transaction("The transaction of the payment, with its number at the gateway", payment);
    customer.pay(calls, transaction.getGatewayOrderId());
    awaitCompletion(order);
    String receipt = till.receipt(order);
    transaction("The transaction, with every change and its cause", payment);
    out.printf("%n== The receipt%n%n%s%n", receipt);
  }

  private void openAccount() {
    calls.call(
        "Set the account at the gateway (the server key is never returned)",
        PaymentTransactionServiceGrpc.getSetGatewayConfigMethod(),
        SetGatewayConfigRequest.newBuilder().setServerKey(SERVER_KEY).build());
  }

  private Payment askForPayment(Order order) {
    return calls
        .call(
            "Ask for a payment by QR code, which completes the order automatically",
            SalesServiceGrpc.getAddPaymentMethod(),
            AddPaymentRequest.newBuilder()
                .setOrderId(order.getId())
                .setPaymentType(Payment.Type.QRIS)
                .setAmount(order.getTotal().getAmount())
                .setGateway(
                    AddPaymentRequest.Gateway.newBuilder()
                        .setMethod(Method.QRIS)
                        .setCompleteOrder(true))
                .build())
        .getPayment();
  }

  private void show(Payment payment) {
    String content = payment.getInstructions().getQrString();
    out.printf("%n== What the till shows (NOT REAL: no bank knows it)%n%n");
    out.println(
        QrCode.fits(charset)
            ? QrCode.draw(content)
            : "This terminal has no characters to draw a QR code with. It says:%n%n%s"
                .formatted(content));
  }

  private PaymentTransaction transaction(String title, Payment payment) {
    return calls
        .call(
            title,
            PaymentTransactionServiceGrpc.getGetTransactionMethod(),
            GetTransactionRequest.newBuilder().setTransactionId(payment.getTransactionId()).build())
        .getTransaction();
  }

  /** The gateway notifies Laris, which verifies the payment there, and sales gets the event. */
  private void awaitCompletion(Order order) {
    calls.stream(
        "Wait for the event that the order is completed (no polling)",
        EventServiceGrpc.getSubscribeMethod(),
        SubscribeRequest.newBuilder()
            .addAggregateIds(order.getId())
            .addTypes("OrderCompleted")
            .build(),
        message -> message.hasEvent());
  }
}
