package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.transaction.TransactionLog.Before;
import id.laris.pos.v1.PaymentRefund;
import id.laris.pos.v1.PaymentRefund.Channel;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.RefundTransactionRequest;
import id.laris.pos.v1.RefundTransactionResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Refunds a payment, once for each refund_key: the refund is recorded, sent to the gateway, and
 * recorded again with the outcome. It counts as given back until the gateway refuses it, so
 * concurrent refunds never exceed the paid amount.
 *
 * <p>Errors: NOT_FOUND; AMOUNT_NOT_WHOLE_RUPIAH; ALREADY_EXISTS (the key of another refund);
 * PAYMENT_NOT_REFUNDABLE (not paid, more than is left, not possible with the method, or refused by
 * the gateway); GATEWAY_AUTH_FAILED.
 */
@Component
public class RefundTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(RefundTransaction.class);

  private final Transactions transactions;
  private final Refunds refunds;
  private final TransactionLog log;
  private final GatewaySessions sessions;
  private final AdvanceTransaction advanceTransaction;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  RefundTransaction(
      Transactions transactions,
      Refunds refunds,
      TransactionLog log,
      GatewaySessions sessions,
      AdvanceTransaction advanceTransaction,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.transactions = transactions;
    this.refunds = refunds;
    this.log = log;
    this.sessions = sessions;
    this.advanceTransaction = advanceTransaction;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  public RefundTransactionResponse run(RefundTransactionRequest request) {
    RequestedCharge.requireWholeRupiah("amount", request.getAmount());
    return writes
        .answeredBefore(request, RefundTransactionResponse.parser())
        .orElseGet(() -> refund(request));
  }

  private RefundTransactionResponse refund(RefundTransactionRequest request) {
    UUID transactionId = Ids.parse(request.getTransactionId());
    UUID refundId = writes.run(() -> record(request, transactionId));
    if (reads.run(() -> transactions.get(transactionId).refunds().get(refundId).isOpen())) {
      send(transactionId, refundId);
    }
    return writes.once(
        request, RefundTransactionResponse.parser(), () -> respond(transactionId, refundId));
  }

  private void send(UUID transactionId, UUID refundId) {
    try (GatewaySession session = sessions.open(transactionId, Cause.OPERATOR)) {
      advanceTransaction.complete(session);
    } catch (GatewayFailure e) {
      if (!e.isPassing()) {
        throw e.toError().with("transaction_id", transactionId);
      }
      LOG.info("refund {} will be made when the gateway answers: {}", refundId, e.kind());
    }
  }

  private UUID record(RefundTransactionRequest request, UUID transactionId) {
    // Locked first: a second call with the key waits here, and then finds the refund.
    Transaction transaction = transactions.locked(transactionId);
    Optional<Refund> before = refunds.findByRefundKey(request.getRefundKey());
    if (before.isPresent()) {
      return requireSame(before.get(), request).id();
    }
    RequestedRefund requested =
        new RequestedRefund(
            request.getRefundKey(),
            request.getAmount() == 0 ? all(transaction) : request.getAmount(),
            request.getReason(),
            request.getManual() ? Channel.MANUAL : Channel.GATEWAY);
    if (!request.getManual()) {
      requireMethodRefunds(transaction, requested.amount());
    }
    Before earlier = Before.of(transaction);
    Refund refund = transaction.refund(Ids.next(), requested, clock.instant());
    log.store(transaction, earlier, Cause.OPERATOR);
    return refund.id();
  }

  /** Returns all that is left, or one rupiah where nothing is, which is then refused. */
  private static long all(Transaction transaction) {
    return Math.max(transaction.refundable(), RequestedCharge.RUPIAH);
  }

  private static Refund requireSame(Refund refund, RefundTransactionRequest request) {
    boolean same =
        refund.transaction().id().equals(Ids.parse(request.getTransactionId()))
            && (request.getAmount() == 0 || request.getAmount() == refund.amount())
            && request.getManual() == refund.isManual();
    if (!same) {
      throw Errors.of(
              Reason.ALREADY_EXISTS,
              "The refund_key %s is already used by another refund: use another key, or send the same content."
                  .formatted(request.getRefundKey()))
          .with("resource", "refund")
          .with("id", refund.id());
    }
    return refund;
  }

  private static void requireMethodRefunds(Transaction transaction, long amount) {
    if (!PaymentMethods.isRefundable(transaction.method())) {
      throw notRefundable(
          transaction,
          "The gateway cannot refund %s: give the money back by hand and record it as a manual refund."
              .formatted(transaction.method()));
    }
    boolean inPart = amount < transaction.amount();
    if (inPart
        && !PaymentMethods.isRefundableInPart(
            transaction.method(), transaction.attempt().qrisAcquirer())) {
      throw notRefundable(
          transaction,
          "The gateway refunds %s in full only: refund all of it, or give a part back by hand and record it as a manual refund."
              .formatted(transaction.method()));
    }
  }

  private RefundTransactionResponse respond(UUID transactionId, UUID refundId) {
    Transaction transaction = transactions.get(transactionId);
    Refund refund = transaction.refunds().get(refundId);
    if (refund.state() == PaymentRefund.State.FAILED) {
      throw notRefundable(
          transaction, "The gateway refused the refund: %s".formatted(refund.failure()));
    }
    return RefundTransactionResponse.newBuilder()
        .setRefund(TransactionProtos.toProto(refund))
        .setTransaction(log.withChanges(transaction))
        .build();
  }

  private static PosException notRefundable(Transaction transaction, String message) {
    return Errors.of(Reason.PAYMENT_NOT_REFUNDABLE, message)
        .with("transaction_id", transaction.id())
        .with("method", transaction.method().name())
        .with("refundable", transaction.refundable());
  }
}
