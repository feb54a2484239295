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
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives money back, once for each refund_key: noted, asked for, noted again. What is noted counts
 * as given until the gateway refuses it, so refunds side by side are never more than was paid.
 *
 * <p>Errors: NOT_FOUND; AMOUNT_NOT_WHOLE_RUPIAH; ALREADY_EXISTS (the key of another refund);
 * PAYMENT_NOT_REFUNDABLE (not paid, more than is left, what the method cannot, or the gateway
 * refused it); GATEWAY_AUTH_FAILED.
 */
@Component
public class RefundTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(RefundTransaction.class);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Transactions transactions;
  private final Refunds refunds;
  private final TransactionLog log;
  private final Conversation conversation;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  RefundTransaction(
      Transactions transactions,
      Refunds refunds,
      TransactionLog log,
      Conversation conversation,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.transactions = transactions;
    this.refunds = refunds;
    this.log = log;
    this.conversation = conversation;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  public RefundTransactionResponse run(RefundTransactionRequest request) {
    ChargeWanted.requireWholeRupiah("amount", request.getAmount());
    return writes
        .answeredBefore(request, RefundTransactionResponse.parser())
        .orElseGet(() -> refund(request));
  }

  private RefundTransactionResponse refund(RefundTransactionRequest request) {
    UUID transactionId = Ids.parse(request.getTransactionId());
    UUID refundId = writes.run(() -> note(request, transactionId));
    try {
      if (reads.run(() -> isOpen(transactionId, refundId))) {
        conversation.about(transactionId, Cause.OPERATOR, false, PATIENCE);
      }
    } catch (GatewayFailure e) {
      if (!e.isPassing()) {
        throw e.toError().with("transaction_id", transactionId);
      }
      LOG.info("refund {} is made as soon as the gateway answers: {}", refundId, e.kind());
    }
    return writes.once(
        request, RefundTransactionResponse.parser(), () -> respond(transactionId, refundId));
  }

  private UUID note(RefundTransactionRequest request, UUID transactionId) {
    // Locked first: a second call with the key waits here, and then finds the refund.
    Transaction transaction = transactions.locked(transactionId);
    Optional<Refund> before = refunds.findByRefundKey(request.getRefundKey());
    if (before.isPresent()) {
      return requireSame(before.get(), request).id();
    }
    RefundWanted wanted =
        new RefundWanted(
            request.getRefundKey(),
            request.getAmount() == 0 ? all(transaction) : request.getAmount(),
            request.getReason(),
            request.getManual() ? Channel.MANUAL : Channel.GATEWAY);
    if (!request.getManual()) {
      requireTheMethodCan(transaction, wanted.amount());
    }
    Before earlier = Before.of(transaction);
    Refund refund = transaction.refund(Ids.next(), wanted, clock.instant());
    log.store(transaction, earlier, Cause.OPERATOR);
    return refund.id();
  }

  /** All that is left; something, so that what is not refundable is refused with its reason. */
  private static long all(Transaction transaction) {
    return Math.max(transaction.refundable(), ChargeWanted.RUPIAH);
  }

  private static Refund requireSame(Refund refund, RefundTransactionRequest request) {
    boolean same =
        refund.transaction().id().equals(Ids.parse(request.getTransactionId()))
            && (request.getAmount() == 0 || request.getAmount() == refund.amount())
            && request.getManual() == refund.isManual();
    if (!same) {
      throw Errors.of(
              Reason.ALREADY_EXISTS,
              "The refund_key %s is that of another refund: choose another, or send the same content."
                  .formatted(request.getRefundKey()))
          .with("resource", "refund")
          .with("id", refund.id());
    }
    return refund;
  }

  private static void requireTheMethodCan(Transaction transaction, long amount) {
    if (!Methods.isRefundable(transaction.method())) {
      throw notRefundable(
          transaction,
          "The gateway cannot give %s back: give it back yourself and note it with manual."
              .formatted(transaction.method()));
    }
    boolean inPart = amount < transaction.amount();
    if (inPart && !Methods.isRefundableInPart(transaction.method(), transaction.qrisAcquirer())) {
      throw notRefundable(
          transaction,
          "The gateway gives %s back in whole only: refund all of it, or give the part back yourself and note it with manual."
              .formatted(transaction.method()));
    }
  }

  private boolean isOpen(UUID transactionId, UUID refundId) {
    return transactions.get(transactionId).findRefund(refundId).orElseThrow().isOpen();
  }

  private RefundTransactionResponse respond(UUID transactionId, UUID refundId) {
    Transaction transaction = transactions.get(transactionId);
    Refund refund = transaction.findRefund(refundId).orElseThrow();
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
