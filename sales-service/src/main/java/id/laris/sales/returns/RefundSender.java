package id.laris.sales.returns;

import id.laris.common.Ids;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.BalanceHold.Kind;
import id.laris.pos.v1.CustomerServiceGrpc;
import id.laris.pos.v1.CustomerServiceGrpc.CustomerServiceBlockingStub;
import id.laris.pos.v1.Payment.Type;
import id.laris.pos.v1.PaymentRefund;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.PaymentTransactionServiceGrpc.PaymentTransactionServiceBlockingStub;
import id.laris.pos.v1.RefundBalanceRequest;
import id.laris.pos.v1.RefundTransactionRequest;
import id.laris.sales.order.GatewayPayment;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderPayment;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Asks the payment service and customer-service for refunds. The id of a refund is its key there,
 * so that it may be asked for again until the outcome is known. It uses the service key, because
 * who takes a return needs no scope of these services, and is never called inside a transaction.
 */
@Component
class RefundSender {

  /** The payment service waits 30 seconds for the gateway. */
  private static final long GATEWAY_SECONDS = 35;

  /** With one of these the refund is refused for good; anything else may pass. */
  private static final Set<Status.Code> REFUSALS =
      Set.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.NOT_FOUND,
          Status.Code.ALREADY_EXISTS);

  private final RemoteService paymentService;
  private final RemoteService customerService;
  private final PaymentTransactionServiceBlockingStub payments;
  private final CustomerServiceBlockingStub customers;

  RefundSender(RemoteServices services) {
    this.paymentService = services.named(Service.PAYMENT);
    this.customerService = services.named(Service.CUSTOMER);
    this.payments = PaymentTransactionServiceGrpc.newBlockingStub(paymentService.ownChannel());
    this.customers = CustomerServiceGrpc.newBlockingStub(customerService.ownChannel());
  }

  /** Returns the refund with its outcome; PENDING while that is not known. */
  Refund send(Refund refund, Return of, Order order) {
    try {
      return refund.gateway() ? atGateway(refund, of, order) : toBalance(refund, of, order);
    } catch (StatusRuntimeException e) {
      // A wrong key of the gateway is the shop's to correct: the refund is made once it is.
      if (RemoteService.refusedFor(e, Reason.GATEWAY_AUTH_FAILED, Reason.GATEWAY_NOT_CONFIGURED)
          || !REFUSALS.contains(e.getStatus().getCode())) {
        throw e;
      }
      return refund.failed(Objects.requireNonNullElse(e.getStatus().getDescription(), "refused"));
    }
  }

  private Refund atGateway(Refund refund, Return of, Order order) {
    OrderPayment payment = order.payment(Objects.requireNonNull(refund.paymentId()));
    GatewayPayment gateway = Objects.requireNonNull(payment.gateway());
    RefundTransactionRequest request =
        RefundTransactionRequest.newBuilder()
            .setTransactionId(Ids.text(gateway.transactionId()))
            .setAmount(refund.amount())
            .setRefundKey(refund.id().toString())
            .setReason(reason(of))
            .setManual(refund.byHand())
            .build();
    PaymentRefund answer =
        paymentService.call(
            () ->
                payments
                    .withDeadlineAfter(GATEWAY_SECONDS, TimeUnit.SECONDS)
                    .refundTransaction(request)
                    .getRefund());
    return switch (answer.getState()) {
      case SUCCEEDED -> refund.done();
      case FAILED -> refund.failed(answer.getFailure());
      default -> refund;
    };
  }

  private Refund toBalance(Refund refund, Return of, Order order) {
    RefundBalanceRequest.Builder request =
        RefundBalanceRequest.newBuilder()
            .setRefundId(refund.id().toString())
            .setOrderId(order.id().toString())
            .setKind(kind(refund.paymentType()))
            .setAmount(refund.amount())
            .setCurrency(order.currency())
            .setReason(reason(of));
    if (refund.paymentType() == Type.GIFT_CARD) {
      request.setGiftCardId(
          Ids.text(order.payment(Objects.requireNonNull(refund.paymentId())).giftCardId()));
    } else {
      request.setCustomerId(Ids.text(order.customer().id()));
    }
    customerService.call(() -> customers.refundBalance(request.build()));
    return refund.done();
  }

  private static Kind kind(Type type) {
    return switch (type) {
      case GIFT_CARD -> Kind.GIFT_CARD;
      case ON_ACCOUNT -> Kind.ACCOUNT;
      default -> Kind.STORE_CREDIT;
    };
  }

  private static String reason(Return of) {
    return "Return " + of.number();
  }
}
