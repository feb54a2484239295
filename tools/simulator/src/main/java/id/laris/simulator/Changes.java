package id.laris.simulator;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The changes of transactions. Each change sends a notification. */
final class Changes {
  private final SimulatorClock clock;
  private final Transactions transactions;
  private final Webhooks webhooks;
  private final boolean notifyOnPending;
  private final AtomicLong numbers;

  Changes(
      SimulatorClock clock, Transactions transactions, Webhooks webhooks, boolean notifyOnPending) {
    this.clock = clock;
    this.transactions = transactions;
    this.webhooks = webhooks;
    this.notifyOnPending = notifyOnPending;
    // Numbers of another run may still be known to a database.
    this.numbers = new AtomicLong(Math.floorMod(clock.now().toEpochMilli(), 100_000_000_000L));
  }

  /** A new transaction; null where the order_id is taken by one that is pending or paid. */
  @Nullable Transaction create(Merchant merchant, ChargeRequest request) {
    Transaction existing = transactions.find(merchant, request.orderId());
    if (existing != null) {
      expireIfOver(existing);
    }
    Transaction created =
        new Transaction(numbers.incrementAndGet(), merchant, request, clock.now());
    synchronized (created) {
      if (!transactions.add(created)) {
        return null;
      }
      if (!created.status().isOpen()) {
        transactions.finished(created);
      }
      if (notifyOnPending || created.status() != Status.PENDING) {
        webhooks.send(created, created.status());
      }
      return created;
    }
  }

  void expireIfOver(Transaction transaction) {
    synchronized (transaction) {
      if (transaction.isOver(clock.now())) {
        become(transaction, Status.EXPIRE);
      }
    }
  }

  /** It stays pending past its expiry, until somebody expires, cancels or pays it. */
  void stick(Transaction transaction) {
    transaction.stick();
    transactions.doesNotExpire(transaction);
  }

  /** The customer pays just before something else happens, if that can still be. */
  void payIfPending(Transaction transaction) {
    synchronized (transaction) {
      expireIfOver(transaction);
      if (transaction.status() == Status.PENDING) {
        pay(transaction);
      }
    }
  }

  void expireAllThatAreOver() {
    transactions.expiredBy(clock.now()).forEach(this::expireIfOver);
  }

  /** The customer pays: a card is captured, everything else settled. */
  void pay(Transaction transaction) {
    synchronized (transaction) {
      expireIfOver(transaction);
      if (transaction.status() != Status.PENDING) {
        throw new IllegalStateException(
            "transaction "
                + transaction.orderId()
                + " is "
                + transaction.status().wire()
                + ", so the customer cannot pay it");
      }
      boolean card = transaction.method() == PaymentMethod.CARD;
      become(transaction, card ? Status.CAPTURE : Status.SETTLEMENT);
    }
  }

  /** Pays a cancelled, expired or denied transaction, which the state machine forbids. */
  void payAfterAll(Transaction transaction) {
    synchronized (transaction) {
      if (transaction.status() == Status.PENDING) {
        throw new IllegalStateException(
            "transaction " + transaction.orderId() + " can be paid in the ordinary way");
      }
      transaction.settleAfterAll(clock.now());
      webhooks.send(transaction, Status.SETTLEMENT);
    }
  }

  void payWithFee(Transaction transaction, long fee) {
    synchronized (transaction) {
      expireIfOver(transaction);
      if (transaction.status() == Status.PENDING) {
        transaction.imposeFee(fee);
      }
      pay(transaction);
    }
  }

  /** Refuses with an IllegalStateException what the state machine does not have. */
  void change(Transaction transaction, Status next) {
    synchronized (transaction) {
      expireIfOver(transaction);
      become(transaction, next);
    }
  }

  /** Captures a card that fraud detection accepts or holds. */
  void capture(Transaction transaction, FraudStatus verdict) {
    synchronized (transaction) {
      expireIfOver(transaction);
      if (transaction.method() != PaymentMethod.CARD) {
        throw new IllegalStateException("only a card is captured");
      }
      FraudStatus before = transaction.fraudStatus();
      transaction.judge(verdict);
      try {
        become(transaction, Status.CAPTURE);
      } catch (IllegalStateException e) {
        transaction.judge(before);
        throw e;
      }
    }
  }

  /** Accepts a transaction that fraud detection held, and sends its capture once more. */
  void approve(Transaction transaction) {
    synchronized (transaction) {
      if (transaction.status() != Status.CAPTURE) {
        throw new IllegalStateException("only a captured card can be approved");
      }
      transaction.judge(FraudStatus.ACCEPT);
      webhooks.send(transaction, Status.CAPTURE);
    }
  }

  /** Adds a refund, for which Midtrans sends two notifications. */
  Refund refund(Transaction transaction, String key, long amount, String reason, boolean online) {
    synchronized (transaction) {
      Refund refund =
          new Refund(numbers.incrementAndGet(), key, amount, reason, clock.now(), online);
      transaction.add(refund, clock.now());
      webhooks.send(transaction, transaction.status());
      webhooks.send(transaction, transaction.status());
      return refund;
    }
  }

  private void become(Transaction transaction, Status next) {
    boolean wasOpen = transaction.status().isOpen();
    transaction.become(next, clock.now());
    transactions.doesNotExpire(transaction);
    if (wasOpen && !next.isOpen()) {
      transactions.finished(transaction);
    }
    webhooks.send(transaction, next);
  }
}
