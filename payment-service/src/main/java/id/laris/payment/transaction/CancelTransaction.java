package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.transaction.TransactionLog.Before;
import id.laris.pos.v1.CancelTransactionRequest;
import id.laris.pos.v1.CancelTransactionResponse;
import id.laris.pos.v1.PaymentTransaction.Cause;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Cancels a transaction that is not paid. The request is recorded first: if the gateway cannot be
 * asked now, or a charge whose answer was lost may still arrive there, the sweeper asks it later.
 * If the customer pays first, the payment stands.
 *
 * <p>Repeating it, and cancelling a transaction that ended unpaid, changes nothing.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION where it is paid; GATEWAY_AUTH_FAILED.
 */
@Component
public class CancelTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(CancelTransaction.class);

  private final Transactions transactions;
  private final TransactionLog log;
  private final GatewaySessions sessions;
  private final AdvanceTransaction advanceTransaction;
  private final Writes writes;

  CancelTransaction(
      Transactions transactions,
      TransactionLog log,
      GatewaySessions sessions,
      AdvanceTransaction advanceTransaction,
      Writes writes) {
    this.transactions = transactions;
    this.log = log;
    this.sessions = sessions;
    this.advanceTransaction = advanceTransaction;
    this.writes = writes;
  }

  public CancelTransactionResponse run(CancelTransactionRequest request) {
    UUID id = Ids.parse(request.getTransactionId());
    return writes
        .answeredBefore(request, CancelTransactionResponse.parser())
        .orElseGet(() -> cancel(request, id));
  }

  private CancelTransactionResponse cancel(CancelTransactionRequest request, UUID id) {
    boolean toSend = writes.run(() -> record(transactions.locked(id), request.getReason()));
    if (toSend) {
      send(id);
    }
    return writes.once(
        request, CancelTransactionResponse.parser(), () -> respond(transactions.get(id)));
  }

  private boolean record(Transaction transaction, String reason) {
    Before before = Before.of(transaction);
    boolean toSend = transaction.requestCancel(reason);
    log.store(transaction, before, Cause.OPERATOR);
    return toSend;
  }

  private void send(UUID id) {
    try (GatewaySession session = sessions.open(id, Cause.OPERATOR)) {
      advanceTransaction.complete(session);
    } catch (GatewayFailure e) {
      if (!e.isPassing()) {
        throw e.toError().with("transaction_id", id);
      }
      LOG.info("transaction {} will be cancelled when the gateway answers: {}", id, e.kind());
    }
  }

  private CancelTransactionResponse respond(Transaction transaction) {
    transaction.requireNotPaid();
    return CancelTransactionResponse.newBuilder()
        .setTransaction(log.withChanges(transaction))
        .build();
  }
}
