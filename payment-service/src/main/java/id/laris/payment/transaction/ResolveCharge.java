package id.laris.payment.transaction;

import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayAnswer.Conflict;
import id.laris.payment.gateway.GatewayAnswer.Known;
import id.laris.payment.gateway.GatewayAnswer.Missing;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings a charge to a known state: sends it, and where an answer was lost finds out the outcome.
 * There are never two payments that the customer could pay.
 */
@Component
class ResolveCharge {

  /** A gateway that lost the answers of so many attempts will not answer the next one either. */
  private static final int MOST_ATTEMPTS = 3;

  private final GatewayOrders gatewayOrders;
  private final Clock clock;

  ResolveCharge(GatewayOrders gatewayOrders, Clock clock) {
    this.gatewayOrders = gatewayOrders;
    this.clock = clock;
  }

  /** Takes one step towards a known state. */
  void run(GatewaySession session) {
    Transaction transaction = session.transaction();
    if (!transaction.attempt().mayHaveBeenSent()) {
      sendUnlessAbandoned(session);
    } else if (transaction.state() == State.CREATED) {
      session.record(
          row -> row.markUnknown("The process that sent the charge stopped before the answer."));
    } else if (session.cause() != Cause.SWEEP && mayRepeat(session)) {
      repeat(session, sendAgain(session));
    } else {
      switch (session.status()) {
        case Known known -> adopt(session, known.status());
        case Missing missing when !transaction.attempt().wasMadeBy(session.account()) ->
            madeByAnotherAccount(session);
        case Missing missing -> neverReceived(session);
        case Conflict conflict -> throw conflict.toFailure();
      }
    }
  }

  private void sendUnlessAbandoned(GatewaySession session) {
    if (session.transaction().isCancelRequested()) {
      session.record(
          row -> row.endUnpaid(State.CANCELLED, "Cancelled before the charge was sent."));
    } else if (session.cause() == Cause.SWEEP) {
      session.record(
          row ->
              row.endUnpaid(
                  State.FAILED, "The charge could not be sent, and the call was not repeated."));
    } else {
      start(session);
    }
  }

  /** Sends the charge of a new transaction, which was recorded as sent. */
  void send(GatewaySession session) {
    receive(session, session.charge());
  }

  /**
   * Sends a charge that the gateway does not have. If the gateway refuses it, and none that was
   * sent earlier may still arrive, there is none.
   */
  private void start(GatewaySession session) {
    boolean earlierMayArrive = session.transaction().attempt().mayStillArrive(clock.instant());
    GatewayAnswer answer;
    try {
      answer = sendAgain(session);
    } catch (GatewayFailure e) {
      if (e.kind() == GatewayFailure.Kind.REFUSED && !earlierMayArrive) {
        session.record(row -> row.endUnpaid(State.FAILED, String.valueOf(e.getMessage())));
      }
      throw e;
    }
    receive(session, answer);
  }

  /**
   * Notes that the charge is sent now, since when it may arrive, and sends it. One that the gateway
   * did not take cannot arrive later.
   */
  private GatewayAnswer sendAgain(GatewaySession session) {
    @Nullable Instant sentBefore = session.transaction().attempt().chargedAt();
    session.record(row -> row.startCharge(session.account(), clock.instant()));
    try {
      return session.charge();
    } catch (GatewayFailure e) {
      if (!e.mayHaveHappened()) {
        session.record(row -> row.chargeNotTaken(sentBefore));
      }
      throw e;
    }
  }

  private void receive(GatewaySession session, GatewayAnswer answer) {
    switch (answer) {
      case Known known -> follow(session, known.status());
      case Conflict conflict -> {
        // From here on no failure means that nothing was charged.
        session.record(row -> row.markUnknown("The gateway has a payment of this number already."));
        adopt(session, known(session.status(), conflict));
      }
      case Missing missing -> throw noAnswer();
    }
  }

  /**
   * Adopts the answer to a charge that was sent again. The gateway answers as it did the first
   * time, whatever has happened since, so the status is asked for as well. If it refuses to answer
   * again, what it has cannot be shown to anybody: it is replaced.
   */
  private void repeat(GatewaySession session, GatewayAnswer repeated) {
    switch (repeated) {
      case Known replayed -> {
        GatewayAnswer current = session.status();
        session.record(
            row -> {
              row.follow(replayed.status(), clock.instant());
              if (current instanceof Known known) {
                row.follow(known.status(), clock.instant());
              }
            });
      }
      case Conflict conflict -> {
        GatewayStatus current = known(session.status(), conflict);
        if (session.transaction().hasLostInstructions(current)) {
          replace(session);
        } else {
          follow(session, current);
        }
      }
      case Missing missing -> throw noAnswer();
    }
  }

  /** Returns the status of a payment that refused a call. */
  private static GatewayStatus known(GatewayAnswer answer, Conflict conflict) {
    if (answer instanceof Known known) {
      return known.status();
    }
    throw conflict.toFailure();
  }

  /**
   * Adopts the gateway's payment; lost instructions are obtained by repeating or replacing the
   * charge.
   */
  private void adopt(GatewaySession session, GatewayStatus found) {
    Transaction transaction = session.transaction();
    if (!transaction.hasLostInstructions(found) || transaction.isCancelRequested()) {
      follow(session, found);
    } else if (mayRepeat(session)) {
      repeat(session, session.charge());
    } else {
      replace(session);
    }
  }

  /**
   * Cancels a payment that nobody can be shown, and begins another attempt: once in a session, and
   * a few times at all. The sweeper begins none; it may always cancel.
   */
  private void replace(GatewaySession session) {
    boolean isLast = session.transaction().attempt().number() >= MOST_ATTEMPTS;
    if (session.replacesAgain() || (isLast && session.cause() != Cause.SWEEP)) {
      throw session.unfinished();
    }
    switch (session.cancel()) {
      case Known known -> followReplaced(session, known.status());
      case Conflict conflict -> followReplaced(session, known(session.status(), conflict));
      case Missing missing -> neverReceived(session);
    }
  }

  /** Begins another attempt once this one is cancelled; it may have been paid meanwhile. */
  private void followReplaced(GatewaySession session, GatewayStatus status) {
    if (status.state() == State.CANCELLED) {
      session.record(row -> startNextAttempt(session, row));
    } else if (session.transaction().hasLostInstructions(status)) {
      throw new GatewayFailure(
          GatewayFailure.Kind.LOST, "the gateway neither shows nor cancels the payment");
    } else {
      follow(session, status);
    }
  }

  private void startNextAttempt(GatewaySession session, Transaction row) {
    if (row.isExpired(clock.instant())) {
      row.endUnpaid(State.EXPIRED, "The gateway's answer was lost, and the time to pay is over.");
    } else if (session.cause() == Cause.SWEEP) {
      row.endUnpaid(
          State.CANCELLED, "The gateway's answer was lost, and the call was not repeated.");
    } else {
      row.startNextAttempt();
      gatewayOrders.add(row);
    }
  }

  /** Sends the charge if somebody waits to show it; if not, ends it once it cannot arrive. */
  private void neverReceived(GatewaySession session) {
    Transaction transaction = session.transaction();
    Instant now = clock.instant();
    boolean isWaitedFor =
        session.cause() != Cause.SWEEP
            && !transaction.isCancelRequested()
            && !transaction.isExpired(now);
    if (isWaitedFor) {
      start(session);
    } else if (transaction.attempt().mayStillArrive(now)) {
      throw new GatewayFailure(GatewayFailure.Kind.LOST, "the charge may still arrive");
    } else {
      State end = transaction.isCancelRequested() ? State.CANCELLED : State.FAILED;
      session.record(row -> row.endUnpaid(end, "The gateway never received the charge."));
    }
  }

  /** Leaves it open: the account that was asked may have what this one does not know. */
  private static void madeByAnotherAccount(GatewaySession session) {
    session.record(row -> row.raise(Attention.MISSING_AT_GATEWAY));
    throw new GatewayFailure(
        GatewayFailure.Kind.LOST, "the charge was made with another account at the gateway");
  }

  private boolean mayRepeat(GatewaySession session) {
    return session.transaction().mayRepeatCharge(session.account(), clock.instant());
  }

  private void follow(GatewaySession session, GatewayStatus status) {
    session.record(row -> row.follow(status, clock.instant()));
  }

  private static GatewayFailure noAnswer() {
    return new GatewayFailure(GatewayFailure.Kind.LOST, "no answer to the charge");
  }
}
