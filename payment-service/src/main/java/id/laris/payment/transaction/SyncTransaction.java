package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.SyncTransactionRequest;
import id.laris.pos.v1.SyncTransactionResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Asks the gateway for the status of a transaction, and follows it. The gateway is asked every ten
 * seconds at most for one transaction.
 *
 * <p>Errors: NOT_FOUND; those of asking the gateway.
 */
@Component
public class SyncTransaction {

  private static final Duration MIN_PAUSE = Duration.ofSeconds(10);

  private final Transactions transactions;
  private final TransactionLog log;
  private final GatewaySessions sessions;
  private final AdvanceTransaction advanceTransaction;
  private final Reads reads;
  private final Clock clock;

  SyncTransaction(
      Transactions transactions,
      TransactionLog log,
      GatewaySessions sessions,
      AdvanceTransaction advanceTransaction,
      Reads reads,
      Clock clock) {
    this.transactions = transactions;
    this.log = log;
    this.sessions = sessions;
    this.advanceTransaction = advanceTransaction;
    this.reads = reads;
    this.clock = clock;
  }

  public SyncTransactionResponse run(SyncTransactionRequest request) {
    UUID id = Ids.parse(request.getTransactionId());
    if (reads.run(() -> isDue(transactions.get(id)))) {
      try (GatewaySession session = sessions.open(id, Cause.STATUS)) {
        advanceTransaction.refresh(session);
      } catch (GatewayFailure e) {
        throw e.toError().with("transaction_id", id);
      }
    }
    return reads.run(
        () ->
            SyncTransactionResponse.newBuilder()
                .setTransaction(log.withChanges(transactions.get(id)))
                .build());
  }

  private boolean isDue(Transaction transaction) {
    Instant reportedAt = transaction.report().reportedAt();
    return reportedAt == null || !clock.instant().isBefore(reportedAt.plus(MIN_PAUSE));
  }
}
