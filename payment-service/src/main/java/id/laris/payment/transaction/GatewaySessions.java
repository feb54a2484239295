package id.laris.payment.transaction;

import id.laris.common.Caller;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.payment.account.GatewayAccount;
import id.laris.payment.account.GatewayAccounts;
import id.laris.payment.gateway.PaymentGateway;
import id.laris.payment.transaction.TransactionLog.Before;
import id.laris.pos.v1.PaymentTransaction.Cause;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.grpc.Context;
import io.grpc.Deadline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Opens gateway sessions, one at a time for each transaction, so that the gateway's answers cannot
 * overtake one another. A session holds a lease that is prolonged while the session lasts, however
 * long the gateway takes. A process that dies stops prolonging, so its leases end soon after.
 */
@Component
class GatewaySessions implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(GatewaySessions.class);

  /** A caller waits this long for the session of another call. */
  private static final Duration CALLER_PATIENCE = Duration.ofSeconds(40);

  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialBackoff(Duration.ofMillis(10), 2, Duration.ofMillis(200));

  private static final Duration RETRY_AFTER = Duration.ofMillis(500);
  private static final int PROLONGED_WITHIN_LEASE = 3;

  /** Prolonging waits for the database, and must not wait for the lease of another session. */
  private static final int TIMER_THREADS = 64;

  private final Transactions transactions;
  private final TransactionLog log;
  private final GatewayAccounts accounts;
  private final PaymentGateway gateway;
  private final JdbcClient jdbc;
  private final Writes writes;
  private final Clock clock;
  private final Duration leaseLength;
  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(
          TIMER_THREADS, Thread.ofVirtual().name("gateway-session-", 0).factory());

  GatewaySessions(
      Transactions transactions,
      TransactionLog log,
      GatewayAccounts accounts,
      PaymentGateway gateway,
      JdbcClient jdbc,
      Writes writes,
      Clock clock,
      @Value("${pos.payments.talk-lease:10s}") Duration leaseLength) {
    this.transactions = transactions;
    this.log = log;
    this.accounts = accounts;
    this.gateway = gateway;
    this.jdbc = jdbc;
    this.writes = writes;
    this.clock = clock;
    this.leaseLength = leaseLength;
    timers.setRemoveOnCancelPolicy(true);
  }

  /** Opens a session for a caller, who waits for the session of another call. */
  GatewaySession open(UUID id, Cause cause) {
    return open(id, cause, CALLER_PATIENCE);
  }

  GatewaySession open(UUID id, Cause cause, Duration patience) {
    return openIfNeeded(id, cause, patience, transaction -> true).orElseThrow();
  }

  /**
   * Opens a session, unless another one has meanwhile brought what this one is for.
   *
   * @param patience how long to wait for the session of another call
   * @param isNeeded asked of the transaction once the lease is free
   */
  Optional<GatewaySession> openIfNeeded(
      UUID id, Cause cause, Duration patience, Predicate<Transaction> isNeeded) {
    UUID token = UUID.randomUUID();
    Transaction transaction = awaitLease(id, token, cause, patience, isNeeded);
    if (!transaction.isLeasedBy(token)) {
      return Optional.empty();
    }
    try {
      return Optional.of(session(transaction, token, cause, accounts.current()));
    } catch (RuntimeException e) {
      release(id, token, cause);
      throw e;
    }
  }

  /** Returns the session of a transaction that was stored with its lease taken. */
  GatewaySession opened(Transaction stored, UUID token, GatewayAccount account) {
    return session(stored, token, Cause.CHARGE, account);
  }

  private GatewaySession session(
      Transaction transaction, UUID token, Cause cause, GatewayAccount account) {
    return new GatewaySession(
        this, gateway, transaction, token, cause, account, keepProlonged(transaction.id(), token));
  }

  /** Returns the end of a lease that is taken or prolonged now. */
  Instant leaseEnd() {
    return clock.instant().plus(leaseLength);
  }

  private Transaction awaitLease(
      UUID id, UUID token, Cause cause, Duration patience, Predicate<Transaction> isNeeded) {
    long deadline = System.nanoTime() + patience.toNanos();
    RetryConfig untilDeadline =
        RetryConfig.<Optional<Transaction>>custom()
            .maxAttempts(Integer.MAX_VALUE)
            .intervalFunction(PAUSES)
            .retryOnResult(
                taken ->
                    taken.isEmpty()
                        && System.nanoTime() < deadline
                        && !Context.current().isCancelled())
            .retryOnException(thrown -> false)
            .build();
    try {
      return Retry.of("gateway-lease", untilDeadline)
          .executeSupplier(() -> writes.run(() -> takeLease(id, token, cause, isNeeded)))
          .orElseThrow(
              () ->
                  Errors.retryable(
                      Reason.UNAVAILABLE,
                      "Another call for transaction %s is still in progress: try again."
                          .formatted(id),
                      RETRY_AFTER));
    } catch (CancellationException e) { // interrupted while it waited
      throw Errors.unavailable("The payment service");
    }
  }

  /**
   * Returns the transaction, leased if a session is needed; nothing while another has the lease.
   */
  private Optional<Transaction> takeLease(
      UUID id, UUID token, Cause cause, Predicate<Transaction> isNeeded) {
    Transaction row = transactions.locked(id);
    if (!isNeeded.test(row)) {
      return Optional.of(row);
    }
    Before before = Before.of(row);
    if (!row.takeLease(token, clock.instant(), leaseEnd())) {
      return Optional.empty();
    }
    if (cause == Cause.SWEEP) {
      row.countSweep();
    }
    return Optional.of(log.store(row, before, cause));
  }

  /**
   * Stores a change made under the lease, and releases the lease if nothing is left to be asked.
   */
  Transaction record(UUID id, UUID token, Cause cause, Consumer<Transaction> change) {
    return writes.run(
        () -> {
          Transaction row = transactions.locked(id);
          if (!row.isLeasedBy(token)) {
            throw Errors.of(
                Reason.UNAVAILABLE,
                "Another call has taken over transaction %s, because this one took too long: read the transaction again."
                    .formatted(id));
          }
          Before before = Before.of(row);
          change.accept(row);
          if (row.needsGateway(clock.instant())) {
            row.prolongLease(token, leaseEnd());
          } else {
            row.releaseLease();
          }
          return log.store(row, before, cause);
        });
  }

  Transaction release(UUID id, UUID token, Cause cause) {
    return writes.run(
        () -> {
          Transaction row = transactions.locked(id);
          if (row.isLeasedBy(token)) {
            row.releaseLease();
          }
          return log.store(row, Before.of(row), cause);
        });
  }

  /** Returns the current context with an end; an earlier end of its own stays. */
  Context.CancellableContext until(Deadline end) {
    return Context.current().withDeadline(end, timers);
  }

  private Future<?> keepProlonged(UUID id, UUID token) {
    long periodNanos = leaseLength.dividedBy(PROLONGED_WITHIN_LEASE).toNanos();
    return timers.scheduleWithFixedDelay(
        Context.current().fork().wrap(() -> prolong(id, token)),
        periodNanos,
        periodNanos,
        TimeUnit.NANOSECONDS);
  }

  private void prolong(UUID id, UUID token) {
    try {
      int _ =
          writes.run(
              () ->
                  jdbc.sql(
                          """
                          update payment.payment_transaction set talk_until = ?
                          where tenant_id = ? and id = ? and talk_token = ?
                          """)
                      .params(
                          leaseEnd().atOffset(ZoneOffset.UTC),
                          Caller.current().tenantId(),
                          id,
                          token)
                      .update());
    } catch (RuntimeException e) {
      LOG.warn("the lease on transaction {} could not be prolonged", id, e);
    }
  }

  @Override
  public void destroy() {
    timers.shutdownNow();
  }
}
