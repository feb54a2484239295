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
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes a notification. Its signature opens the door and no more: it does not cover the state, so
 * what has happened is asked of the gateway. The tenant is that of the transaction.
 *
 * <p>Errors: VALIDATION_FAILED where it is no notification; PERMISSION_DENIED for a wrong signature
 * or a transaction that nobody knows, and nothing is written; UNAVAILABLE where it could not be
 * confirmed, so that it is sent again.
 */
@Component
public class HandleNotification {

  private static final Logger LOG = LoggerFactory.getLogger(HandleNotification.class);

  /** The gateway waits 15 s for our answer, and sends it again if there is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final PaymentGateway gateway;
  private final GatewayOrders gatewayOrders;
  private final GatewayAccounts accounts;
  private final Transactions transactions;
  private final TransactionLog log;
  private final Conversation conversation;
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
      Conversation conversation,
      Background background,
      Reads reads,
      Writes writes,
      MeterRegistry meters) {
    this.gateway = gateway;
    this.gatewayOrders = gatewayOrders;
    this.accounts = accounts;
    this.transactions = transactions;
    this.log = log;
    this.conversation = conversation;
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
            .orElseThrow(() -> Errors.invalid("body", "is no notification of the gateway"));
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
    Addressee addressee = reads.run(() -> addressee(transactionId));
    GatewayAccount account = addressee.account;
    Transaction known = addressee.transaction;
    if (!notification.isSignedFor(account)) {
      LOG.warn("a notification for transaction {} has a wrong signature", transactionId);
      throw forbidden();
    }
    try {
      if (!known.gatewayOrderId().equals(notification.orderId())) {
        return ofEarlierAttempt(account, known, notification);
      }
      if (isKnown(known, notification)) {
        return Outcome.IGNORED;
      }
      // What it tells of may be what a call of ours has just brought about.
      conversation.about(
          transactionId,
          Cause.WEBHOOK,
          true,
          PATIENCE,
          transaction -> !isKnown(transaction, notification));
    } catch (GatewayFailure e) {
      LOG.info("a notification for {} is not confirmed: {}", transactionId, e.kind());
      throw Errors.unavailable("The payment gateway, which is to confirm the notification,");
    }
    Transaction now = reads.run(() -> withRefunds(transactionId));
    return now.version() == known.version() || looksLike(now, known)
        ? Outcome.IGNORED
        : Outcome.APPLIED;
  }

  /**
   * Whether a notification tells nothing new. One that says "pending" comes right after the charge,
   * whose own answer says more.
   */
  private static boolean isKnown(Transaction known, GatewayNotification notification) {
    if (notification.state() == State.PENDING) {
      return known.state() != State.UNKNOWN;
    }
    return notification.state() == known.state()
        && notification.refunded() == known.refundedByGateway();
  }

  /** Whether nothing that others see is different. */
  private static boolean looksLike(Transaction now, Transaction before) {
    return now.state() == before.state()
        && now.refunded() == before.refunded()
        && now.attention() == before.attention();
  }

  /** Whose notification it is, and what it is about. */
  private record Addressee(GatewayAccount account, Transaction transaction) {}

  private Addressee addressee(UUID transactionId) {
    return new Addressee(accounts.current(), withRefunds(transactionId));
  }

  private Transaction withRefunds(UUID transactionId) {
    Transaction transaction = transactions.get(transactionId);
    transaction.withRefunds();
    return transaction;
  }

  /** An attempt that was cancelled. If it was paid all the same, somebody must know. */
  private Outcome ofEarlierAttempt(
      GatewayAccount account, Transaction known, GatewayNotification notification) {
    boolean paid =
        gateway.status(account, notification.orderId()) instanceof Known found
            && States.isMoneyIn(found.status().state());
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
        "This is not signed by the gateway for a payment that we know: nothing was changed.");
  }
}
