package id.laris.payment.transaction;

import id.laris.payment.account.GatewayAccount;
import id.laris.payment.account.GatewayAccounts;
import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayAnswer.Conflict;
import id.laris.payment.gateway.GatewayAnswer.Known;
import id.laris.payment.gateway.GatewayAnswer.Missing;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayRefund;
import id.laris.payment.gateway.PaymentGateway;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

  private final Talks talks;
  private final ChargeTalk chargeTalk;
  private final GatewayAccounts accounts;
  private final PaymentGateway gateway;
  private final Clock clock;

  Conversation(
      Talks talks,
      ChargeTalk chargeTalk,
      GatewayAccounts accounts,
      PaymentGateway gateway,
      Clock clock) {
    this.talks = talks;
    this.chargeTalk = chargeTalk;
    this.accounts = accounts;
    this.gateway = gateway;
    this.clock = clock;
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
    about(id, cause, look, patience, transaction -> true);
  }

  /**
   * As the other, where another talk may bring what this one is for.
   *
   * @param isWanted whether there is still something to talk about, once it is our turn
   */
  void about(
      UUID id, Cause cause, boolean look, Duration patience, Predicate<Transaction> isWanted) {
    Talk talk = talks.begin(id, cause, patience, isWanted);
    if (talk.isOver()) {
      return;
    }
    carryOn(
        talk,
        accounts::current,
        account -> {
          if (look && !States.isOpenQuestion(talk.transaction().state())) {
            find(talk, account);
          }
        });
  }

  /** The first talk: the transaction was stored with it begun, and is charged now. */
  void first(Transaction transaction, UUID token, GatewayAccount account) {
    Talk talk = talks.begun(transaction, token);
    carryOn(talk, () -> account, known -> chargeTalk.charge(talk, known));
  }

  private void carryOn(
      Talk talk, Supplier<GatewayAccount> ofTenant, Consumer<GatewayAccount> beginning) {
    try (var _ = talk.keep()) {
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
    Transaction transaction = talk.transaction();
    if (States.isOpenQuestion(transaction.state())) {
      chargeTalk.settle(talk, account);
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

  private void find(Talk talk, GatewayAccount account) {
    switch (gateway.status(account, talk.transaction().gatewayOrderId())) {
      case Known known -> talk.record(row -> row.follow(known.status(), clock.instant()));
      // It had it, and this account of the tenant does not: that is no end.
      case Missing missing -> talk.record(row -> row.raise(Attention.MISSING_AT_GATEWAY));
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
    Transaction transaction = talk.transaction();
    if (transaction.state() != State.PENDING) {
      return;
    }
    hear(talk, account, gateway.expire(account, transaction.gatewayOrderId()));
  }

  private void refund(Talk talk, GatewayAccount account, Refund refund) {
    Transaction transaction = talk.transaction();
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
    boolean found =
        talk.transaction().findRefund(refund.id()).map(Refund::isGivenBack).orElse(false);
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
          if (talk.cause() != Cause.OPERATOR) {
            row.raise(Attention.REFUND_FAILED);
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

  static GatewayFailure lost(Conflict conflict) {
    return new GatewayFailure(
        GatewayFailure.Kind.LOST, "%d %s".formatted(conflict.code(), conflict.message()));
  }
}
