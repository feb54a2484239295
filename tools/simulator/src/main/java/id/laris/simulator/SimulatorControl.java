package id.laris.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The things that only a simulator can do: be the customer, the bank, the time and the bad luck.
 *
 * <p>Every {@code id} is an order_id or a transaction_id. Changes that the state machine of
 * Midtrans does not have are refused with an IllegalStateException, an unknown id with an
 * IllegalArgumentException.
 */
public final class SimulatorControl {
  private final SimulatorClock clock;
  private final Transactions transactions;
  private final Changes changes;
  private final Webhooks webhooks;
  private final MidtransApi api;
  private final IdempotencyKeys idempotencyKeys;

  SimulatorControl(
      SimulatorClock clock,
      Transactions transactions,
      Changes changes,
      Webhooks webhooks,
      MidtransApi api,
      IdempotencyKeys idempotencyKeys) {
    this.clock = clock;
    this.transactions = transactions;
    this.changes = changes;
    this.webhooks = webhooks;
    this.api = api;
    this.idempotencyKeys = idempotencyKeys;
  }

  /** The customer pays: pending becomes settlement, of a card capture. */
  public void pay(String id) {
    changes.pay(transactions.require(id));
  }

  /** The customer pays a fee too, by which gross_amount rises. */
  public void payWithFee(String id, long customerFee) {
    changes.payWithFee(transactions.require(id), customerFee);
  }

  /**
   * Pays a cancelled, expired or denied transaction: this must not happen, but Laris must handle
   * it.
   */
  public void payAfterAll(String id) {
    changes.payAfterAll(transactions.require(id));
  }

  public void deny(String id) {
    changes.change(transactions.require(id), Status.DENY);
  }

  /** The customer tries and fails: a wallet's transaction stays pending, others are denied. */
  public void failAttempt(String id) {
    Transaction transaction = transactions.require(id);
    if (transaction.method().kind() != PaymentMethod.Kind.WALLET) {
      changes.change(transaction, Status.DENY);
    } else if (transaction.status() != Status.PENDING) {
      throw new IllegalStateException("transaction " + id + " waits for no customer");
    }
  }

  public void expire(String id) {
    changes.change(transactions.require(id), Status.EXPIRE);
  }

  /** Cancelled in the dashboard, not by a call. */
  public void cancelByMerchant(String id) {
    changes.change(transactions.require(id), Status.CANCEL);
  }

  public void failure(String id) {
    changes.change(transactions.require(id), Status.FAILURE);
  }

  /** A pending card is authorized. */
  public void authorize(String id) {
    changes.change(transactions.require(id), Status.AUTHORIZE);
  }

  /** A pending or authorized card is captured, and held by fraud detection. */
  public void challenge(String id) {
    changes.capture(transactions.require(id), FraudStatus.CHALLENGE);
  }

  /** A held card is good after all. */
  public void approve(String id) {
    changes.approve(transactions.require(id));
  }

  /** A captured card is settled. */
  public void settle(String id) {
    changes.change(transactions.require(id), Status.SETTLEMENT);
  }

  public void chargeback(String id) {
    changes.change(transactions.require(id), Status.CHARGEBACK);
  }

  public void partialChargeback(String id) {
    changes.change(transactions.require(id), Status.PARTIAL_CHARGEBACK);
  }

  /** Refunded in the dashboard, under a refund_key that the caller of the API has never seen. */
  public void refundByDashboard(String id, long amount) {
    changes.refund(
        transactions.require(id),
        "dashboard-" + UUID.randomUUID(),
        amount,
        "by the dashboard",
        true);
  }

  /** The customer pays if that has not happened, and the bank takes it back. */
  public void settlementThenDeny(String id) {
    Transaction transaction = transactions.require(id);
    synchronized (transaction) {
      changes.payIfPending(transaction);
      changes.change(transaction, Status.DENY);
    }
  }

  /** From now on it stays pending past its expiry, until somebody expires or pays it. */
  public void stick(String id) {
    changes.stick(transactions.require(id));
  }

  /** Sends a notification of the present status once more. */
  public void notify(String id) {
    Transaction transaction = transactions.require(id);
    webhooks.send(transaction, transaction.status());
  }

  /**
   * Sends a notification of that status, whatever the present one is, such as a late {@code
   * pending}.
   */
  public void notify(String id, String transactionStatus) {
    webhooks.send(transactions.require(id), Status.of(transactionStatus));
  }

  /** Sends the notification of the dashboard's test button, whose order does not exist. */
  public void notifyTest(String serverKey) {
    webhooks.send(
        TestNotification.transaction(new Merchant(serverKey), clock.now()), Status.SETTLEMENT);
  }

  /** Sets the address of webhooks, as the dashboard does. */
  public void notificationUrl(@Nullable URI url) {
    webhooks.dashboard(url);
  }

  public Snapshot transaction(String id) {
    Transaction transaction = transactions.require(id);
    changes.expireIfOver(transaction);
    return transaction.snapshot();
  }

  /** All there are, newest first. */
  public List<Snapshot> transactions() {
    return transactions.newestFirst().stream().map(Transaction::snapshot).toList();
  }

  /** The newest ones, newest first. */
  public List<Snapshot> transactions(int most) {
    return transactions.newestFirst().stream().limit(most).map(Transaction::snapshot).toList();
  }

  /** Moves the clock forward: what is over expires, and webhooks that are due are sent. */
  public void advance(Duration duration) {
    clock.advance(duration);
    changes.expireAllThatAreOver();
    webhooks.later().runDue();
  }

  /** The next so many calls of that operation go wrong. */
  public void fault(Fault fault, Operation operation, int times) {
    fault(fault, operation, times, "");
  }

  /** The same, only for orders whose order_id begins so. */
  public void fault(Fault fault, Operation operation, int times, String orderIdPrefix) {
    api.faults().add(fault, operation, orderIdPrefix, times);
  }

  /** The next so many notifications go wrong; retries of them do not count. */
  public void webhookFault(WebhookFault fault, int times) {
    webhookFault(fault, times, "");
  }

  /** The same, only for orders whose order_id begins so. */
  public void webhookFault(WebhookFault fault, int times, String orderIdPrefix) {
    webhooks.faults().add(fault, Operation.ANY, orderIdPrefix, times);
  }

  /** Forgets the faults that have not happened yet. */
  public void clearFaults() {
    api.faults().clear();
    webhooks.faults().clear();
  }

  /** Sets whether a repeated refund_key gets 406, or else the first answer again. */
  public void refuseRefundRepeats(boolean refused) {
    api.refuseRefundRepeats(refused);
  }

  public void down(Down down) {
    api.outage().set(down);
  }

  /** While true every call is answered with HTTP 503. */
  public void down(boolean down) {
    down(down ? Down.DOWN_503 : Down.UP);
  }

  /**
   * Waits until no notification is on its way. Notifications that wait for a retry, are delayed or
   * held are not included.
   *
   * @return the latest attempts to deliver, oldest first
   * @throws IllegalStateException where the time is over before
   */
  public List<Delivery> awaitNotifications(Duration limit) {
    webhooks.deliveries().await(limit);
    return webhooks.deliveries().all();
  }

  /**
   * Sends what is delayed, held or waits for a retry without waiting for its time, until nothing is
   * left to send.
   *
   * @throws IllegalStateException where the time is over before
   */
  public List<Delivery> deliverAll(Duration limit) {
    return webhooks.deliverAll(limit);
  }

  /** The latest attempts to deliver, oldest first. */
  public List<Delivery> deliveries() {
    return webhooks.deliveries().all();
  }

  /** Returns the number of calls, including refused ones. */
  public long calls(Operation operation) {
    return api.calls(operation);
  }

  /** Forgets transactions, faults, counters and deliveries, and is up. */
  public void reset() {
    transactions.clear();
    idempotencyKeys.clear();
    webhooks.clear();
    api.clear();
  }
}
