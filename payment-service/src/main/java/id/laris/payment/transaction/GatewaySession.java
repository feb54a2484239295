package id.laris.payment.transaction;

import id.laris.payment.account.GatewayAccount;
import id.laris.pos.v1.PaymentTransaction.Cause;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * An exclusive exchange with the gateway about one transaction. It holds the lease on the
 * transaction, records what the gateway answered step by step, and ends when nothing is left to be
 * asked or when it is closed. One that has ended records nothing.
 */
final class GatewaySession implements AutoCloseable {

  private final GatewaySessions sessions;
  private final UUID token;
  private final Cause cause;
  private final GatewayAccount account;
  private final Future<?> prolonging;

  /** The transaction as it was stored last. */
  private Transaction transaction;

  GatewaySession(
      GatewaySessions sessions,
      Transaction transaction,
      UUID token,
      Cause cause,
      GatewayAccount account,
      Future<?> prolonging) {
    this.sessions = sessions;
    this.transaction = transaction;
    this.token = token;
    this.cause = cause;
    this.account = account;
    this.prolonging = prolonging;
  }

  Transaction transaction() {
    return transaction;
  }

  Cause cause() {
    return cause;
  }

  GatewayAccount account() {
    return account;
  }

  boolean isOpen() {
    return transaction.isLeasedBy(token);
  }

  /** Stores a change, and ends the session where that leaves nothing to be asked. */
  void record(Consumer<Transaction> change) {
    if (isOpen()) {
      transaction = sessions.record(transaction.id(), token, cause, change);
    }
  }

  /** Ends the session, whatever is left to be asked. */
  @Override
  public void close() {
    prolonging.cancel(false);
    if (isOpen()) {
      transaction = sessions.release(transaction.id(), token, cause);
    }
  }
}
