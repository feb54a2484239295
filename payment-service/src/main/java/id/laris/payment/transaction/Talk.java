package id.laris.payment.transaction;

import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.payment.transaction.TransactionLog.Before;
import id.laris.pos.v1.PaymentTransaction.Cause;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A talk with the gateway about one transaction: what is learned is stored step by step, as long as
 * the talk is still ours.
 */
final class Talk {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private final Talks talks;
  private final UUID id;
  private final UUID token;
  private final Cause cause;

  /** As it was stored last. */
  private Transaction transaction;

  private boolean over;

  Talk(Talks talks, Transaction transaction, UUID token, Cause cause) {
    this.talks = talks;
    this.id = transaction.id();
    this.token = token;
    this.cause = cause;
    this.transaction = transaction;
  }

  Transaction transaction() {
    return transaction;
  }

  Cause cause() {
    return cause;
  }

  boolean isOver() {
    return over;
  }

  /** Keeps the talk ours until the lease is closed. */
  TalkLeases.Lease keep() {
    return talks.leases.keep(id, token);
  }

  /**
   * Waits for its turn. Where there is nothing to talk about any more by then, the talk is over.
   */
  void begin(Duration patience, Predicate<Transaction> isWanted) {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = SHORTEST_PAUSE;
    while (!talks.writes.run(() -> take(isWanted))) {
      if (System.nanoTime() > deadline) {
        throw Errors.unavailable("Another call about the transaction %s".formatted(id));
      }
      sleep(pause);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
    }
  }

  private boolean take(Predicate<Transaction> isWanted) {
    Transaction row = talks.transactions.locked(id);
    if (!isWanted.test(row)) {
      over = true;
      return true;
    }
    Before before = Before.of(row);
    boolean taken = row.beginTalk(token, talks.clock.instant(), talks.leases.end());
    if (taken) {
      if (cause == Cause.SWEEP) {
        row.lookedAt();
      }
      transaction = talks.log.store(row, before, cause);
    }
    return taken;
  }

  /** Stores what was learned, and ends the talk where that leaves nothing to be asked. */
  void record(Consumer<Transaction> change) {
    if (!over) {
      transaction = talks.writes.run(() -> store(change));
    }
  }

  private Transaction store(Consumer<Transaction> change) {
    Transaction row = talks.transactions.locked(id);
    if (!row.isTalkOf(token)) {
      throw Errors.of(
          Reason.UNAVAILABLE,
          "The talk about transaction %s took too long: look at it again.".formatted(id));
    }
    Before before = Before.of(row);
    change.accept(row);
    over = !row.hasMoreToAsk(talks.clock.instant());
    if (over) {
      row.endTalk();
    } else {
      row.prolongTalk(talks.leases.end());
    }
    return talks.log.store(row, before, cause);
  }

  /** Ends it, whatever is left to be asked. */
  void end() {
    if (over) {
      return;
    }
    over = true;
    transaction =
        talks.writes.run(
            () -> {
              Transaction row = talks.transactions.locked(id);
              if (row.isTalkOf(token)) {
                row.endTalk();
              }
              return talks.log.store(row, Before.of(row), cause);
            });
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Errors.unavailable("The service, which is being stopped,");
    }
  }
}
