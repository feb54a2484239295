package id.laris.payment.transaction;

import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.pos.v1.PaymentTransaction.Cause;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Begins talks with the gateway, one at a time for each transaction. */
@Component
class Talks {

  final Transactions transactions;
  final TransactionLog log;
  final TalkLeases leases;
  final Writes writes;
  final Clock clock;
  private final Reads reads;

  Talks(
      Transactions transactions,
      TransactionLog log,
      TalkLeases leases,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.transactions = transactions;
    this.log = log;
    this.leases = leases;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  /** Waits for its turn, no longer than the patience. */
  Talk begin(UUID id, Cause cause, Duration patience, Predicate<Transaction> isWanted) {
    Transaction seen = reads.run(() -> transactions.get(id));
    Talk talk = new Talk(this, seen, UUID.randomUUID(), cause);
    talk.begin(patience, isWanted);
    return talk;
  }

  /** The talk with which a transaction was stored. */
  Talk begun(Transaction stored, UUID token) {
    return new Talk(this, stored, token, Cause.CHARGE);
  }
}
