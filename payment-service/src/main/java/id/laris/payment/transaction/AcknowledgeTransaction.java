package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.common.db.Writes;
import id.laris.payment.transaction.TransactionLog.Before;
import id.laris.pos.v1.AcknowledgeTransactionRequest;
import id.laris.pos.v1.AcknowledgeTransactionResponse;
import id.laris.pos.v1.PaymentTransaction.Cause;
import org.springframework.stereotype.Component;

/**
 * Removes a transaction from the list of transactions that need attention. Repeating it changes
 * nothing.
 *
 * <p>Errors: NOT_FOUND.
 */
@Component
public class AcknowledgeTransaction {

  private final Transactions transactions;
  private final TransactionLog log;
  private final Writes writes;

  AcknowledgeTransaction(Transactions transactions, TransactionLog log, Writes writes) {
    this.transactions = transactions;
    this.log = log;
    this.writes = writes;
  }

  public AcknowledgeTransactionResponse run(AcknowledgeTransactionRequest request) {
    return writes.once(
        request,
        AcknowledgeTransactionResponse.parser(),
        () -> {
          Transaction transaction = transactions.locked(Ids.parse(request.getTransactionId()));
          Before before = Before.of(transaction);
          transaction.acknowledge();
          return AcknowledgeTransactionResponse.newBuilder()
              .setTransaction(log.withChanges(log.store(transaction, before, Cause.OPERATOR)))
              .build();
        });
  }
}
