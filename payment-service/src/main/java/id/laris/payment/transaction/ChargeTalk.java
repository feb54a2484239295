package id.laris.payment.transaction;

import id.laris.payment.account.GatewayAccount;
import id.laris.payment.gateway.GatewayAnswer;
import id.laris.payment.gateway.GatewayAnswer.Conflict;
import id.laris.payment.gateway.GatewayAnswer.Known;
import id.laris.payment.gateway.GatewayAnswer.Missing;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.GatewayStatus;
import id.laris.payment.gateway.PaymentGateway;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Brings a charge to a known state: asks for it, and where an answer was lost finds out what became
 * of it, without ever having two payments that the customer could pay.
 */
@Component
class ChargeTalk {

  private final PaymentGateway gateway;
  private final GatewayOrders gatewayOrders;
  private final Clock clock;

  ChargeTalk(PaymentGateway gateway, GatewayOrders gatewayOrders, Clock clock) {
    this.gateway = gateway;
    this.gatewayOrders = gatewayOrders;
    this.clock = clock;
  }

  void settle(Talk talk, GatewayAccount account) {
    Transaction transaction = talk.transaction();
    if (!transaction.mayBeKnownToGateway()) {
      beginCharge(talk, account);
    } else if (transaction.state() == State.CREATED) {
      talk.record(row -> row.lose("Who asked the gateway ended before it answered."));
    } else if (talk.cause() != Cause.SWEEP && mayRepeatCharge(talk, account)) {
      repeatCharge(talk, account);
    } else {
      switch (gateway.status(account, transaction.gatewayOrderId())) {
        case Known known -> adopt(talk, account, known.status());
        case Missing missing when !transaction.isOf(account) -> ofAnotherAccount(talk);
        case Missing missing -> neverCame(talk, account);
        case Conflict conflict -> throw Conversation.lost(conflict);
      }
    }
  }

  /** Whether asking again gets the answer that was lost, QR code and all. */
  private boolean mayRepeatCharge(Talk talk, GatewayAccount account) {
    Transaction transaction = talk.transaction();
    return transaction.isOf(account)
        && transaction.mayRepeatCharge(clock.instant())
        && !transaction.cancelRequested();
  }

  /** What this account does not know the one that was asked may have. */
  private static void ofAnotherAccount(Talk talk) {
    talk.record(row -> row.raise(Attention.MISSING_AT_GATEWAY));
    throw new GatewayFailure(
        GatewayFailure.Kind.LOST, "it was asked for by another account at the gateway");
  }

  private void beginCharge(Talk talk, GatewayAccount account) {
    Transaction transaction = talk.transaction();
    if (transaction.cancelRequested()) {
      talk.record(row -> row.end(State.CANCELLED, "Cancelled before the gateway was asked."));
    } else if (talk.cause() == Cause.SWEEP) {
      talk.record(
          row -> row.end(State.FAILED, "The gateway could not be asked, and nobody waits."));
    } else {
      talk.record(row -> row.charging(account, clock.instant()));
      charge(talk, account);
    }
  }

  void charge(Talk talk, GatewayAccount account) {
    switch (gateway.charge(account, talk.transaction().charge())) {
      case Known known -> talk.record(row -> row.follow(known.status(), clock.instant()));
      case Conflict conflict -> adoptDuplicate(talk, account, conflict);
      case Missing missing -> throw noAnswer();
    }
  }

  /**
   * The gateway answers as it did the first time, whatever has happened since: so it is asked, too.
   */
  private void repeatCharge(Talk talk, GatewayAccount account) {
    switch (gateway.charge(account, talk.transaction().charge())) {
      case Known replayed -> {
        GatewayAnswer now = gateway.status(account, talk.transaction().gatewayOrderId());
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
    if (gateway.status(account, talk.transaction().gatewayOrderId()) instanceof Known known) {
      adopt(talk, account, known.status());
    } else {
      throw Conversation.lost(conflict);
    }
  }

  /** Takes over what the gateway has; what it does not say again is made anew. */
  private void adopt(Talk talk, GatewayAccount account, GatewayStatus found) {
    Transaction transaction = talk.transaction();
    if (!transaction.hasLostInstructions(found) || transaction.cancelRequested()) {
      talk.record(row -> row.follow(found, clock.instant()));
      return;
    }
    if (mayRepeatCharge(talk, account)) {
      repeatCharge(talk, account);
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
          throw Conversation.lost(conflict);
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
          } else if (talk.cause() == Cause.SWEEP) {
            row.end(State.CANCELLED, "The gateway's answer was lost, and nobody has asked again.");
          } else {
            row.renew();
            gatewayOrders.add(row);
          }
        });
  }

  private void neverCame(Talk talk, GatewayAccount account) {
    Transaction transaction = talk.transaction();
    if (transaction.cancelRequested()) {
      talk.record(row -> row.end(State.CANCELLED, "The gateway never had it."));
    } else if (transaction.isExpired(clock.instant())) {
      talk.record(row -> row.end(State.FAILED, "The gateway never had it."));
    } else if (talk.cause() != Cause.SWEEP) {
      charge(talk, account);
    } else if (transaction.mayStillArrive(clock.instant())) {
      throw new GatewayFailure(GatewayFailure.Kind.LOST, "the charge may still arrive");
    } else {
      // Nobody has asked for it again, so nobody waits to show it.
      talk.record(row -> row.end(State.FAILED, "The gateway never had it."));
    }
  }

  private static GatewayFailure noAnswer() {
    return new GatewayFailure(GatewayFailure.Kind.LOST, "no answer to the charge");
  }
}
