package id.laris.payment.transaction;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import id.laris.payment.account.GatewayAccount;
import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayRefund;
import id.laris.payment.gateway.PaymentGateway;
import id.laris.pos.v1.PaymentTransaction.Cause;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exclusive exchange with the gateway about one transaction. It holds the lease on the
 * transaction, records what the gateway answered step by step, and ends when nothing is left to be
 * asked or when it is closed. One that has ended records nothing.
 *
 * <p>Its calls are few and its time is short, whatever the gateway answers: beyond that, or once
 * its caller has given up, no further call begins, none waits any longer, and the sweeper goes on
 * later.
 */
final class GatewaySession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GatewaySession.class);

  /** More than any payment needs. */
  private static final int MAX_CALLS = 20;

  /** Longer than two calls that the gateway does not answer. */
  private static final Duration MAX_LENGTH = Duration.ofSeconds(75);

  private final Deadline end = Deadline.after(MAX_LENGTH.toMillis(), MILLISECONDS);
  private final GatewaySessions sessions;
  private final PaymentGateway gateway;
  private final UUID token;
  private final Cause cause;
  private final GatewayAccount account;
  private final Future<?> prolonging;

  /** The transaction as it was stored last. */
  private Transaction transaction;

  private int calls;
  private boolean replaces;

  GatewaySession(
      GatewaySessions sessions,
      PaymentGateway gateway,
      Transaction transaction,
      UUID token,
      Cause cause,
      GatewayAccount account,
      Future<?> prolonging) {
    this.sessions = sessions;
    this.gateway = gateway;
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

  // Calls

  GatewayAnswer charge() {
    return call(() -> gateway.charge(account, transaction.charge()));
  }

  GatewayAnswer status() {
    return call(() -> gateway.status(account, transaction.gatewayOrderId()));
  }

  GatewayAnswer cancel() {
    return call(() -> gateway.cancel(account, transaction.gatewayOrderId()));
  }

  GatewayAnswer expire() {
    return call(() -> gateway.expire(account, transaction.gatewayOrderId()));
  }

  GatewayAnswer refund(GatewayRefund refund) {
    return call(() -> gateway.refund(account, refund));
  }

  private GatewayAnswer call(Supplier<GatewayAnswer> gatewayCall) {
    if (calls == MAX_CALLS || end.isExpired() || callerHasGone()) {
      throw unfinished();
    }
    calls++;
    Context.CancellableContext untilTheEnd = sessions.until(end);
    Context before = untilTheEnd.attach();
    try {
      return gatewayCall.get();
    } finally {
      untilTheEnd.detachAndCancel(before, null);
    }
  }

  /** Returns whether nobody waits for the answer any more. */
  static boolean callerHasGone() {
    Deadline deadline = Context.current().getDeadline();
    return Context.current().isCancelled() || (deadline != null && deadline.isExpired());
  }

  /**
   * Creates the failure of a session that must end before its work is done. One that has called
   * nobody has changed nothing.
   */
  GatewayFailure unfinished() {
    LOG.warn(
        "the session about transaction {} ends unfinished after {} calls in {} ms: the sweeper goes on",
        transaction.id(),
        calls,
        MAX_LENGTH.toMillis() - end.timeRemaining(MILLISECONDS));
    return new GatewayFailure(
        calls == 0 ? GatewayFailure.Kind.NOT_REACHED : GatewayFailure.Kind.LOST,
        "the session with the gateway ended before its work was done");
  }

  /** Notes that the payment is replaced, and returns whether it was already: that never ends. */
  boolean replacesAgain() {
    boolean again = replaces;
    replaces = true;
    return again;
  }

  // Recording

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
