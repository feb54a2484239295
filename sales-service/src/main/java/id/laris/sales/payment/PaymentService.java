package id.laris.sales.payment;

import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.ListTransactionsRequest;
import id.laris.pos.v1.ListTransactionsResponse;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransactionServiceGrpc;
import id.laris.pos.v1.PaymentTransactionServiceGrpc.PaymentTransactionServiceBlockingStub;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/**
 * The client of the payment service. Its remote calls use the service key, because a till that
 * sells needs no scope of the payment service, and are never made inside a transaction.
 */
@Component
class PaymentService {

  /** The payment service waits 30 seconds for the gateway. */
  private static final long CHARGE_SECONDS = 35;

  /** With one of these it has decided that nothing is charged. */
  private static final Set<Status.Code> REFUSALS =
      Set.of(
          Status.Code.INVALID_ARGUMENT,
          Status.Code.FAILED_PRECONDITION,
          Status.Code.NOT_FOUND,
          Status.Code.ALREADY_EXISTS,
          Status.Code.PERMISSION_DENIED,
          Status.Code.UNAUTHENTICATED,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.UNIMPLEMENTED);

  /** The outcome of a charge. */
  sealed interface Answer {

    /** There is a transaction, in whatever state. */
    record Charged(PaymentTransaction transaction) implements Answer {}

    /** Nothing was charged by this call. */
    record Refused(RuntimeException refusal) implements Answer {}

    /** The outcome is unknown. */
    record Lost() implements Answer {}
  }

  private final RemoteService service;
  private final PaymentTransactionServiceBlockingStub payments;

  PaymentService(RemoteServices services) {
    this.service = services.named(Service.PAYMENT);
    this.payments = PaymentTransactionServiceGrpc.newBlockingStub(service.ownChannel());
  }

  /** Charges, once for each key, and continues even if the caller does not wait any more. */
  Answer charge(ChargeRequest request) {
    AtomicBoolean asked = new AtomicBoolean();
    PaymentTransactionServiceBlockingStub stub =
        payments.withDeadlineAfter(CHARGE_SECONDS, TimeUnit.SECONDS);
    Context beside = Context.current().fork();
    Context before = beside.attach();
    try {
      return service.call(
          () -> {
            asked.set(true);
            return charge(stub, request);
          });
    } catch (PosException e) {
      return asked.get() ? new Answer.Lost() : new Answer.Refused(e);
    } catch (StatusRuntimeException e) {
      return REFUSALS.contains(e.getStatus().getCode()) ? refused(e) : new Answer.Lost();
    } finally {
      beside.detach(before);
    }
  }

  /**
   * Some answers look like a service that is out of reach but are decisions: a retry would not
   * help.
   */
  private static Answer charge(PaymentTransactionServiceBlockingStub stub, ChargeRequest request) {
    try {
      return new Answer.Charged(stub.charge(request).getTransaction());
    } catch (StatusRuntimeException e) {
      if (RemoteService.refusedFor(e, Reason.CIRCUIT_OPEN, Reason.GATEWAY_UNAVAILABLE)) {
        return refused(e);
      }
      if (RemoteService.refusedFor(e, Reason.GATEWAY_TIMEOUT)) {
        return new Answer.Lost();
      }
      throw e;
    }
  }

  private static Answer refused(StatusRuntimeException refusal) {
    return new Answer.Refused(RemoteService.withoutFields(refusal));
  }

  /** The transaction that was made for the payment; nothing where there is none of this amount. */
  Optional<PaymentTransaction> find(UUID orderId, UUID paymentId, long amount) {
    ListTransactionsRequest.Builder request =
        ListTransactionsRequest.newBuilder().setOrderId(orderId.toString());
    String next;
    do {
      ListTransactionsResponse page =
          service.call(() -> payments.listTransactions(request.build()));
      Optional<PaymentTransaction> found =
          page.getTransactionsList().stream()
              .filter(transaction -> transaction.getPaymentId().equals(paymentId.toString()))
              .filter(transaction -> transaction.getAmount().getAmount() == amount)
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
      next = page.getPagination().getNextPageToken();
      request.getPaginationBuilder().setPageToken(next);
    } while (!next.isEmpty());
    return Optional.empty();
  }
}
