package id.laris.payment.transaction;

import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayAnswer.Conflict;
import id.laris.payment.gateway.GatewayAnswer.Known;
import id.laris.payment.gateway.GatewayAnswer.Missing;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayRefund;
import id.laris.payment.gateway.PaymentStates;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Asks the gateway for what a transaction needs until nothing is left: charges, finds out the
 * outcome of a lost answer, cancels, expires, refunds. The transaction decides the work; the caller
 * that opened the session makes no difference. Each step is recorded before the next.
 *
 * <p>Where the gateway cannot be asked a {@link GatewayFailure} is thrown, after what it means for
 * the charge was recorded. The open work stays recorded.
 */
@Component
class AdvanceTransaction {

  private static final int MAX_STEPS = 8;
  private static final int DUPLICATE = 406;

  private final ResolveCharge resolveCharge;
  private final Clock clock;

  AdvanceTransaction(ResolveCharge resolveCharge, Clock clock) {
    this.resolveCharge = resolveCharge;
    this.clock = clock;
  }

  /** Sends the charge of a new transaction, and then makes all other calls that it needs. */
  void charge(GatewaySession session) {
    advance(session, () -> resolveCharge.send(session));
  }

  /** Makes the calls that the transaction needs. */
  void complete(GatewaySession session) {
    advance(session, () -> {});
  }

  /** Asks for the status even where nothing is to be done, and then as {@link #complete}. */
  void refresh(GatewaySession session) {
    advance(
        session,
        () -> {
          if (!PaymentStates.isUnconfirmed(session.transaction().state())) {
            followStatus(session);
          }
        });
  }

  private void advance(GatewaySession session, Runnable firstStep) {
    try {
      firstStep.run();
      for (int step = 0; step < MAX_STEPS && session.isOpen(); step++) {
        nextStep(session);
      }
      if (session.isOpen()) {
        throw session.unfinished();
      }
    } catch (GatewayFailure e) {
      session.record(row -> row.gatewayFailed(e));
      throw e;
    }
  }

  private void nextStep(GatewaySession session) {
    Transaction transaction = session.transaction();
    if (PaymentStates.isUnconfirmed(transaction.state())) {
      resolveCharge.run(session);
    } else if (transaction.isCancelRequested() && PaymentStates.isUndecided(transaction.state())) {
      follow(session, session.cancel());
    } else if (transaction.state() == State.PENDING && transaction.isExpired(clock.instant())) {
      expire(session);
    } else if (!transaction.refunds().open().isEmpty()) {
      refund(session, transaction.refunds().open().getFirst());
    } else {
      session.close();
    }
  }

  private void followStatus(GatewaySession session) {
    switch (session.status()) {
      case Known known -> session.record(row -> row.follow(known.status(), clock.instant()));
      // The gateway had it, and this account of the tenant does not: that does not end it.
      case Missing missing -> session.record(row -> row.raise(Attention.MISSING_AT_GATEWAY));
      case Conflict conflict -> throw conflict.toFailure();
    }
  }

  /**
   * Follows the answer; after a conflict the status tells, as the other side may have been first.
   * If nothing is decided by that, it cannot be changed now: the sweeper comes back.
   */
  private void follow(GatewaySession session, GatewayAnswer answer) {
    if (answer instanceof Known known) {
      session.record(row -> row.follow(known.status(), clock.instant()));
    } else {
      followStatus(session);
    }
    if (PaymentStates.isUndecided(session.transaction().state())) {
      session.close();
    }
  }

  private void expire(GatewaySession session) {
    followStatus(session);
    if (session.transaction().state() == State.PENDING) {
      follow(session, session.expire());
    }
  }

  private void refund(GatewaySession session, Refund refund) {
    Transaction transaction = session.transaction();
    GatewayRefund asked =
        new GatewayRefund(
            transaction.gatewayOrderId(),
            transaction.method(),
            refund.gatewayKey(),
            refund.amount(),
            refund.reason());
    try {
      switch (session.refund(asked)) {
        case Known known ->
            session.record(row -> row.confirmRefund(refund.id(), known.status(), clock.instant()));
        case Conflict conflict -> resolveRefused(session, refund, conflict);
        case Missing missing -> fail(session, refund, "The gateway does not know the payment.");
      }
    } catch (GatewayFailure e) {
      if (e.kind() != GatewayFailure.Kind.REFUSED) {
        throw e;
      }
      fail(session, refund, String.valueOf(e.getMessage()));
    }
  }

  /** Asks for the status, which tells whether a duplicate is our refund, and why it is too late. */
  private void resolveRefused(GatewaySession session, Refund refund, Conflict conflict) {
    followStatus(session);
    if (!session.transaction().refunds().get(refund.id()).isGivenBack()) {
      fail(
          session,
          refund,
          conflict.code() == DUPLICATE
              ? "The gateway calls this refund a duplicate, but does not list it."
              : conflict.message());
    }
  }

  private void fail(GatewaySession session, Refund refund, String why) {
    session.record(
        row -> {
          row.refunds().get(refund.id()).fail(why, clock.instant());
          if (session.cause() != Cause.OPERATOR) {
            row.raise(Attention.REFUND_FAILED);
          }
        });
  }
}
