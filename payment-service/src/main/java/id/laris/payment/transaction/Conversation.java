package id.laris.payment.transaction;

import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.payment.account.GatewayAccount;
import id.laris.payment.account.GatewayAccounts;
import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayAnswer.Conflict;
import id.laris.payment.gateway.GatewayAnswer.Known;
import id.laris.payment.gateway.GatewayAnswer.Missing;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayRefund;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.payment.gateway.PaymentGateway;
import id.laris.payment.transaction.TransactionLog.Before;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Talks with the gateway about one transaction until nothing is left to be asked: charges, finds
 * out what a lost answer was, cancels, expires, refunds. What is to be done stands in the
 * transaction; who begins the talk makes no difference.
 *
 * <p>Each step is recorded before the next. One talk at a time: whoever else wants one waits, so
 * answers cannot overtake one another. A talk is a lease that is prolonged while it lasts; one
 * whose process has died is over within seconds, and whoever is next finds out where it was.
 */
@Component
class Conversation {

  private static final int STEPS = 8;
  private static final int DUPLICATE = 406;

  private final Transactions transactions;
  private final TransactionLog log;
  private final GatewayOrders gatewayOrders;
  private final GatewayAccounts accounts;
  private final PaymentGateway gateway;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;
  private final TalkLeases leases;

  Conversation(
      Transactions transactions,
      TransactionLog log,
      GatewayOrders gatewayOrders,
      GatewayAccounts accounts,
      PaymentGateway gateway,
      Reads reads,
      Writes writes,
      Clock clock,
      TalkLeases leases) {
    this.transactions = transactions;
    this.log = log;
    this.gatewayOrders = gatewayOrders;
    this.accounts = accounts;
    this.gateway = gateway;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
    this.leases = leases;
  }

  /**
   * Does what is to be done for the transaction.
   *
   * @param look whether to ask for its status though nothing is to be done
   * @param patience how long to wait for another talk about it
   * @throws GatewayFailure where the gateway could not be asked; what is to be done stays to be
   *     done
   */
  void about(UUID id, Cause cause, boolean look, Duration patience) {
    Talk talk = new Talk(id, cause);
    talk.begin(patience);
    carryOn(
        talk,
        accounts::current,
        account -> {
          if (look && !States.isOpenQuestion(talk.transaction.state())) {
            find(talk, account);
          }
        });
  }

  /** The first talk: the transaction was stored with it begun, and is charged now. */
  void first(Transaction transaction, UUID token, GatewayAccount account) {
    Talk talk = new Talk(transaction, token, Cause.CHARGE);
    carryOn(talk, () -> account, known -> charge(talk, known));
  }

  private void carryOn(
      Talk talk, Supplier<GatewayAccount> ofTenant, Consumer<GatewayAccount> beginning) {
    try (var _ = leases.keep(talk.id, talk.token)) {
      GatewayAccount account = ofTenant.get();
      beginning.accept(account);
      for (int step = 0; step < STEPS && !talk.isOver(); step++) {
        next(talk, account);
      }
    } catch (GatewayFailure e) {
      talk.record(transaction -> failed(transaction, e));
      throw e;
    } finally {
      talk.end();
    }
  }

  private void next(Talk talk, GatewayAccount account) {
    Transaction transaction = talk.transaction;
    if (States.isOpenQuestion(transaction.state())) {
      settleCharge(talk, account);
    } else if (transaction.cancelRequested() && States.isWaiting(transaction.state())) {
      hear(talk, account, gateway.cancel(account, transaction.gatewayOrderId()));
    } else if (transaction.state() == State.PENDING && transaction.isExpired(clock.instant())) {
      expire(talk, account);
    } else if (!transaction.openRefunds().isEmpty()) {
      refund(talk, account, transaction.openRefunds().getFirst());
    } else {
      talk.end();
    }
  }

  // The charge

  private void settleCharge(Talk talk, GatewayAccount account) {
    Transaction transaction = talk.transaction;
    if (!transaction.mayBeKnownToGateway()) {
      beginCharge(talk, account);
    } else if (transaction.state() == State.CREATED) {
      talk.record(row -> row.lose("Who asked the gateway ended before it answered."));
    } else if (transaction.mayRepeatCharge(clock.instant()) && !transaction.cancelRequested()) {
      repeatCharge(talk, account);
    } else {
      switch (gateway.status(account, transaction.gatewayOrderId())) {
        case Known known -> adopt(talk, account, known.status());
        case Missing missing -> neverCame(talk, account);
        case Conflict conflict -> throw lost(conflict);
      }
    }
  }

  private void beginCharge(Talk talk, GatewayAccount account) {
    Transaction transaction = talk.transaction;
    if (transaction.cancelRequested()) {
      talk.record(row -> row.end(State.CANCELLED, "Cancelled before the gateway was asked."));
    } else if (talk.cause == Cause.SWEEP) {
      talk.record(
          row -> row.end(State.FAILED, "The gateway could not be asked, and nobody waits."));
    } else {
      talk.record(row -> row.charging(clock.instant()));
      charge(talk, account);
    }
  }

  private void charge(Talk talk, GatewayAccount account) {
    switch (gateway.charge(account, talk.transaction.charge())) {
      case Known known -> talk.record(row -> row.follow(known.status(), clock.instant()));
      case Conflict conflict -> adoptDuplicate(talk, account, conflict);
      case Missing missing -> throw noAnswer();
    }
  }

  /**
   * The gateway answers as it did the first time, whatever has happened since: so it is asked, too.
   */
  private void repeatCharge(Talk talk, GatewayAccount account) {
    switch (gateway.charge(account, talk.transaction.charge())) {
      case Known replayed -> {
        GatewayAnswer now = gateway.status(account, talk.transaction.gatewayOrderId());
        talk.record(
            row -> {
              row.follow(replayed.status(), clock.instant());
              if (now instanceof Known known) {
                row.follow(known.status(), clock.instant());
              }
            });
      }
      case Conflict conflict -> adoptDuplicate(talk, account, conflict);
      case Missing missing -> throw noAnswer();
    }
  }

  /** It has the number already: the answer to that charge was lost. */
  private void adoptDuplicate(Talk talk, GatewayAccount account, Conflict conflict) {
    if (gateway.status(account, talk.transaction.gatewayOrderId()) instanceof Known known) {
      adopt(talk, account, known.status());
    } else {
      throw lost(conflict);
    }
  }

  /** Takes over what the gateway has; what it does not say again is made anew. */
  private void adopt(Talk talk, GatewayAccount account, GatewayStatus found) {
    Transaction transaction = talk.transaction;
    if (!transaction.hasLostInstructions(found) || transaction.cancelRequested()) {
      talk.record(row -> row.follow(found, clock.instant()));
      return;
    }
    switch (gateway.cancel(account, transaction.gatewayOrderId())) {
      case Known cancelled when cancelled.status().state() == State.CANCELLED -> again(talk);
      // Paid meanwhile, perhaps; or cancelled by us, and that answer was lost, too.
      case Known other -> talk.record(row -> row.follow(other.status(), clock.instant()));
      case Conflict conflict -> {
        if (gateway.status(account, transaction.gatewayOrderId()) instanceof Known known) {
          if (known.status().state() == State.CANCELLED) {
            again(talk);
          } else {
            talk.record(row -> row.follow(known.status(), clock.instant()));
          }
        } else {
          throw lost(conflict);
        }
      }
      case Missing missing -> neverCame(talk, account);
    }
  }

  private void again(Talk talk) {
    talk.record(
        row -> {
          if (row.isExpired(clock.instant())) {
            row.end(State.EXPIRED, "The gateway's answer was lost, and the time to pay is over.");
          } else {
            row.renew();
            gatewayOrders.add(row);
          }
        });
  }

  private void neverCame(Talk talk, GatewayAccount account) {
    Transaction transaction = talk.transaction;
    if (transaction.cancelRequested()) {
      talk.record(row -> row.end(State.CANCELLED, "The gateway never had it."));
    } else if (transaction.isExpired(clock.instant())) {
      talk.record(row -> row.end(State.FAILED, "The gateway never had it."));
    } else if (talk.cause != Cause.SWEEP) {
      charge(talk, account);
    } else if (transaction.mayStillArrive(clock.instant())) {
      throw new GatewayFailure(GatewayFailure.Kind.LOST, "the charge may still arrive");
    } else {
      // Nobody has asked for it again, so nobody waits to show it.
      talk.record(row -> row.end(State.FAILED, "The gateway never had it."));
    }
  }

  // What comes after the charge

  private void find(Talk talk, GatewayAccount account) {
    switch (gateway.status(account, talk.transaction.gatewayOrderId())) {
      case Known known -> talk.record(row -> row.follow(known.status(), clock.instant()));
      // It comes to nothing here only what never came there; this it had.
      case Missing missing -> {}
      case Conflict conflict -> throw lost(conflict);
    }
  }

  /**
   * After a conflict the truth is what the gateway says now: the other side may have been first.
   */
  private void hear(Talk talk, GatewayAccount account, GatewayAnswer answer) {
    if (answer instanceof Known known) {
      talk.record(row -> row.follow(known.status(), clock.instant()));
    } else {
      find(talk, account);
      if (!talk.isOver()) {
        // It is as it was, and cannot be changed now: the sweeper comes back.
        talk.end();
      }
    }
  }

  private void expire(Talk talk, GatewayAccount account) {
    find(talk, account);
    Transaction transaction = talk.transaction;
    if (transaction.state() == State.PENDING) {
      hear(talk, account, gateway.expire(account, transaction.gatewayOrderId()));
    }
  }

  private void refund(Talk talk, GatewayAccount account, Refund refund) {
    Transaction transaction = talk.transaction;
    GatewayRefund wanted =
        new GatewayRefund(
            transaction.gatewayOrderId(),
            transaction.method(),
            refund.gatewayKey(),
            refund.amount(),
            refund.reason());
    try {
      switch (gateway.refund(account, wanted)) {
        case Known known ->
            talk.record(row -> row.refunded(refund.id(), known.status(), clock.instant()));
        case Conflict conflict -> refused(talk, account, refund, conflict);
        case Missing missing -> fail(talk, refund, "The gateway has no such payment.");
      }
    } catch (GatewayFailure e) {
      if (e.kind() != GatewayFailure.Kind.REFUSED) {
        throw e;
      }
      fail(talk, refund, String.valueOf(e.getMessage()));
    }
  }

  /** The status tells whether a duplicate was ours, and why it is too late. */
  private void refused(Talk talk, GatewayAccount account, Refund refund, Conflict conflict) {
    find(talk, account);
    boolean found = talk.transaction.findRefund(refund.id()).map(Refund::isGivenBack).orElse(false);
    if (!found) {
      fail(
          talk,
          refund,
          conflict.code() == DUPLICATE
              ? "The gateway says it had this refund, and its books do not have it."
              : conflict.message());
    }
  }

  private void fail(Talk talk, Refund refund, String why) {
    talk.record(
        row -> {
          row.findRefund(refund.id()).orElseThrow().fail(why, clock.instant());
          if (talk.cause != Cause.OPERATOR) {
            row.call(Attention.REFUND_FAILED);
          }
        });
  }

  private static void failed(Transaction transaction, GatewayFailure failure) {
    if (!States.isOpenQuestion(transaction.state())) {
      return;
    }
    if (failure.mayHaveHappened()) {
      transaction.lose("The gateway's answer was lost.");
    } else if (failure.kind() == GatewayFailure.Kind.REFUSED
        && transaction.state() == State.CREATED) {
      transaction.end(State.FAILED, String.valueOf(failure.getMessage()));
    } else {
      transaction.notCharged();
    }
  }

  private static GatewayFailure noAnswer() {
    return new GatewayFailure(GatewayFailure.Kind.LOST, "no answer to the charge");
  }

  private static GatewayFailure lost(Conflict conflict) {
    return new GatewayFailure(
        GatewayFailure.Kind.LOST, "%d %s".formatted(conflict.code(), conflict.message()));
  }

  /** One talk about one transaction. */
  private final class Talk {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final UUID id;
    private final UUID token;
    private final Cause cause;

    /** As it was stored last. */
    private Transaction transaction;

    private boolean over;

    Talk(UUID id, Cause cause) {
      this.id = id;
      this.token = UUID.randomUUID();
      this.cause = cause;
      this.transaction = reads.run(() -> transactions.get(id));
    }

    Talk(Transaction stored, UUID token, Cause cause) {
      this.id = stored.id();
      this.token = token;
      this.cause = cause;
      this.transaction = stored;
    }

    /** Waits for its turn. */
    void begin(Duration patience) {
      long deadline = System.nanoTime() + patience.toNanos();
      Duration pause = SHORTEST_PAUSE;
      while (!writes.run(this::take)) {
        if (System.nanoTime() > deadline) {
          throw Errors.unavailable("Another call about the transaction %s".formatted(id));
        }
        sleep(pause);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
      }
    }

    private boolean take() {
      Transaction row = transactions.locked(id);
      Before before = Before.of(row);
      boolean taken = row.beginTalk(token, clock.instant(), leases.end());
      if (taken) {
        if (cause == Cause.SWEEP) {
          row.lookedAt();
        }
        transaction = log.store(row, before, cause);
      }
      return taken;
    }

    /** Stores what was learned, and ends the talk where that leaves nothing to be asked. */
    void record(Consumer<Transaction> change) {
      if (over) {
        return;
      }
      transaction =
          writes.run(
              () -> {
                Transaction row = transactions.locked(id);
                if (!row.isTalkOf(token)) {
                  throw Errors.of(
                      Reason.UNAVAILABLE,
                      "The talk about transaction %s took too long: look at it again."
                          .formatted(id));
                }
                Before before = Before.of(row);
                change.accept(row);
                over = !row.hasMoreToAsk(clock.instant());
                if (over) {
                  row.endTalk();
                } else {
                  row.prolongTalk(leases.end());
                }
                return log.store(row, before, cause);
              });
    }

    boolean isOver() {
      return over;
    }

    /** Ends it, whatever is left to be asked. */
    void end() {
      if (over) {
        return;
      }
      over = true;
      transaction =
          writes.run(
              () -> {
                Transaction row = transactions.locked(id);
                if (row.isTalkOf(token)) {
                  row.endTalk();
                }
                row.plan(clock.instant());
                row.withRefunds();
                return transactions.saveAndFlush(row);
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
}
