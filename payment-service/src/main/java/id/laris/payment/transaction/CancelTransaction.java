package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.transaction.TransactionLog.Before;
import id.laris.pos.v1.CancelTransactionRequest;
import id.laris.pos.v1.CancelTransactionResponse;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Cancels what is not paid. The wish is stored first: what the gateway could not be told it is told
 * by the sweeper. The customer may be faster; then the payment stands.
 *
 * <p>Repeating it, and cancelling what has come to nothing, changes nothing.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION where it is paid; GATEWAY_AUTH_FAILED.
 */
@Component
public class CancelTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(CancelTransaction.class);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Transactions transactions;
  private final TransactionLog log;
  private final Conversation conversation;
  private final Writes writes;

  CancelTransaction(
      Transactions transactions, TransactionLog log, Conversation conversation, Writes writes) {
    this.transactions = transactions;
    this.log = log;
    this.conversation = conversation;
    this.writes = writes;
  }

  public CancelTransactionResponse run(CancelTransactionRequest request) {
    UUID id = Ids.parse(request.getTransactionId());
    return writes
        .answeredBefore(request, CancelTransactionResponse.parser())
        .orElseGet(() -> cancel(request, id));
  }

  private CancelTransactionResponse cancel(CancelTransactionRequest request, UUID id) {
    boolean toTell = writes.run(() -> wish(transactions.locked(id), request.getReason()));
    if (toTell) {
      tell(id);
    }
    return writes.once(
        request, CancelTransactionResponse.parser(), () -> respond(transactions.get(id)));
  }

  private boolean wish(Transaction transaction, String reason) {
    Before before = Before.of(transaction);
    boolean toTell = transaction.requestCancel(reason);
    log.store(transaction, before, Cause.OPERATOR);
    return toTell;
  }

  private void tell(UUID id) {
    try {
      conversation.about(id, Cause.OPERATOR, false, PATIENCE);
    } catch (GatewayFailure e) {
      if (!e.isPassing()) {
        throw e.toError().with("transaction_id", id);
      }
      LOG.info("transaction {} is cancelled as soon as the gateway answers: {}", id, e.kind());
    }
  }

  private CancelTransactionResponse respond(Transaction transaction) {
    if (States.isMoneyIn(transaction.state())) {
      throw Errors.illegalTransition(
          Transaction.RESOURCE,
          transaction.id(),
          transaction.state().name(),
          State.CANCELLED.name());
    }
    return CancelTransactionResponse.newBuilder()
        .setTransaction(log.withChanges(transaction))
        .build();
  }
}
