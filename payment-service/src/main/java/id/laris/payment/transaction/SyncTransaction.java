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
 * Asks the gateway how a transaction stands, and follows it. The gateway is asked no faster than
 * every ten seconds for one transaction.
 *
 * <p>Errors: NOT_FOUND; those of asking the gateway.
 */
@Component
public class SyncTransaction {

  private static final Duration LEAST_PAUSE = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Transactions transactions;
  private final TransactionLog log;
  private final Conversation conversation;
  private final Reads reads;
  private final Clock clock;

  SyncTransaction(
      Transactions transactions,
      TransactionLog log,
      Conversation conversation,
      Reads reads,
      Clock clock) {
    this.transactions = transactions;
    this.log = log;
    this.conversation = conversation;
    this.reads = reads;
    this.clock = clock;
  }

  public SyncTransactionResponse run(SyncTransactionRequest request) {
    UUID id = Ids.parse(request.getTransactionId());
    if (reads.run(() -> isDue(transactions.get(id)))) {
      try {
        conversation.about(id, Cause.STATUS, true, PATIENCE);
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
    Instant heardAt = transaction.heardAt();
    return heardAt == null || !clock.instant().isBefore(heardAt.plus(LEAST_PAUSE));
  }
}
