package id.laris.payment.transaction;

import id.laris.common.background.Background;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.payment.PaymentModule;
import id.laris.payment.account.GatewayAccount;
import id.laris.payment.account.GatewayAccounts;
import id.laris.payment.gateway.GatewayAnswer.Known;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayNotification;
import id.laris.payment.gateway.PaymentGateway;
import id.laris.payment.gateway.PaymentStates;
import id.laris.payment.transaction.GatewayOrders.Owner;
import id.laris.payment.transaction.TransactionLog.Before;
import id.laris.pos.v1.HandleNotificationRequest;
import id.laris.pos.v1.HandleNotificationResponse;
import id.laris.pos.v1.HandleNotificationResponse.Outcome;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes a notification of the gateway. Its signature does not cover the state, so the gateway is
 * asked for the status before anything is recorded. The tenant is that of the transaction.
 *
 * <p>Errors: VALIDATION_FAILED where it is not a notification; PERMISSION_DENIED for a wrong
 * signature or an unknown transaction, and nothing is written; UNAVAILABLE where it could not be
 * confirmed, so that the gateway sends it again.
 */
@Component
public class HandleNotification {

  private static final Logger LOG = LoggerFactory.getLogger(HandleNotification.class);

  /** The gateway waits 15 s for our answer, and sends it again if there is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  private final PaymentGateway gateway;
  private final GatewayOrders gatewayOrders;
  private final GatewayAccounts accounts;
  private final Transactions transactions;
  private final TransactionLog log;
  private final GatewaySessions sessions;
  private final AdvanceTransaction advanceTransaction;
  private final Background background;
  private final Reads reads;
  private final Writes writes;
  private final MeterRegistry meters;

  HandleNotification(
      PaymentGateway gateway,
      GatewayOrders gatewayOrders,
      GatewayAccounts accounts,
      Transactions transactions,
      TransactionLog log,
      GatewaySessions sessions,
      AdvanceTransaction advanceTransaction,
      Background background,
      Reads reads,
      Writes writes,
      MeterRegistry meters) {
    this.gateway = gateway;
    this.gatewayOrders = gatewayOrders;
    this.accounts = accounts;
    this.transactions = transactions;
    this.log = log;
    this.sessions = sessions;
    this.advanceTransaction = advanceTransaction;
    this.background = background;
    this.reads = reads;
    this.writes = writes;
    this.meters = meters;
  }

  public HandleNotificationResponse run(HandleNotificationRequest request) {
    try {
      Outcome outcome = handle(request.getBody());
      count(outcome.name());
      return HandleNotificationResponse.newBuilder().setOutcome(outcome).build();
    } catch (PosException e) {
      count(e.reason().name());
      throw e;
    }
  }

  private void count(String outcome) {
    meters.counter("laris.payments.notifications", "outcome", outcome).increment();
  }

  private Outcome handle(String body) {
    GatewayNotification notification =
        gateway
            .notification(body)
            .orElseThrow(() -> Errors.invalid("body", "is not a notification of the gateway"));
    if (notification.isTest()) {
      return Outcome.IGNORED;
    }
    Owner owner = gatewayOrders.owner(notification.orderId()).orElseThrow(this::forbidden);
    return background.call(
        owner.tenantId(),
        PaymentModule.SERVICE,
        "HandleNotification",
        () -> handle(notification, owner.transactionId()));
  }

  private Outcome handle(GatewayNotification notification, UUID transactionId) {
    Recipient recipient = reads.run(() -> recipient(transactionId));
    GatewayAccount account = recipient.account;
    Transaction known = recipient.transaction;
    if (!notification.isSignedFor(account)) {
      LOG.warn("a notification for transaction {} has a wrong signature", transactionId);
      throw forbidden();
    }
    try {
      if (!known.gatewayOrderId().equals(notification.orderId())) {
        return handleEarlierAttempt(account, known, notification);
      }
      if (isKnown(known, notification)) {
        return Outcome.IGNORED;
      }
      confirm(transactionId, notification);
    } catch (GatewayFailure e) {
      LOG.info("a notification for {} is not confirmed: {}", transactionId, e.kind());
      throw Errors.retryable(
          Reason.UNAVAILABLE,
          "The payment gateway did not confirm the notification: send it again.",
          RETRY_AFTER);
    }
    Transaction now = reads.run(() -> withRefunds(transactionId));
    return now.version() == known.version() || looksUnchanged(now, known)
        ? Outcome.IGNORED
        : Outcome.APPLIED;
  }

  /** Asks the gateway, unless an open session brings what the notification reports. */
  private void confirm(UUID transactionId, GatewayNotification notification) {
    Optional<GatewaySession> opened =
        sessions.openIfNeeded(
            transactionId,
            Cause.WEBHOOK,
            PATIENCE,
            transaction -> !isKnown(transaction, notification));
    if (opened.isPresent()) {
      try (GatewaySession session = opened.get()) {
        advanceTransaction.refresh(session);
      }
    }
  }

  /**
   * Returns whether a notification reports nothing new. One that reports "pending" comes right
   * after the charge, whose own answer has more.
   */
  private static boolean isKnown(Transaction known, GatewayNotification notification) {
    if (notification.state() == State.PENDING) {
      return known.state() != State.UNKNOWN;
    }
    return notification.state() == known.state()
        && notification.refunded() == known.refunds().totalByGateway();
  }

  /** Returns whether everything that other services see is the same. */
  private static boolean looksUnchanged(Transaction now, Transaction before) {
    return now.state() == before.state()
        && now.refunded() == before.refunded()
        && now.attention() == before.attention();
  }

  /** The account and the transaction that a notification is for. */
  private record Recipient(GatewayAccount account, Transaction transaction) {}

  private Recipient recipient(UUID transactionId) {
    return new Recipient(accounts.current(), withRefunds(transactionId));
  }

  private Transaction withRefunds(UUID transactionId) {
    Transaction transaction = transactions.get(transactionId);
    transaction.refunds().load();
    return transaction;
  }

  /** Raises attention where an earlier attempt, which was cancelled, was paid all the same. */
  private Outcome handleEarlierAttempt(
      GatewayAccount account, Transaction known, GatewayNotification notification) {
    boolean paid =
        gateway.status(account, notification.orderId()) instanceof Known found
            && PaymentStates.wasPaid(found.status().state());
    if (!paid) {
      return Outcome.IGNORED;
    }
    writes.run(
        () -> {
          Transaction transaction = transactions.locked(known.id());
          Before before = Before.of(transaction);
          transaction.raise(Attention.EARLIER_ATTEMPT_PAID);
          return log.store(transaction, before, Cause.WEBHOOK);
        });
    return Outcome.APPLIED;
  }

  private PosException forbidden() {
    return Errors.of(
        Reason.PERMISSION_DENIED,
        "The notification is not signed by the gateway for a known payment: nothing was changed.");
  }
}
