package id.laris.payment.transaction;

import id.laris.common.Caller;
import id.laris.common.db.EventType;
import id.laris.common.db.NewEvent;
import id.laris.common.db.Outbox;
import id.laris.common.grpc.Protos;
import id.laris.events.types.PaymentEvents;
import id.laris.payment.gateway.PaymentStates;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.Change;
import id.laris.pos.v1.PaymentTransaction.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores a transaction with everything that belongs to its change: the row of the change with its
 * cause, the event, the time of the sweeper's next check.
 */
@Component
class TransactionLog {

  private static final Logger log = LoggerFactory.getLogger(TransactionLog.class);

  private final Transactions transactions;
  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final MeterRegistry meters;
  private final Clock clock;

  TransactionLog(
      Transactions transactions,
      JdbcClient jdbc,
      Outbox outbox,
      MeterRegistry meters,
      Clock clock) {
    this.transactions = transactions;
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.meters = meters;
    this.clock = clock;
  }

  /** The state of a transaction before a change, to find the events that it needs. */
  record Before(State state, long refunded, Attention attention) {

    static final Before NOTHING =
        new Before(State.STATE_UNSPECIFIED, 0, Attention.ATTENTION_UNSPECIFIED);

    static Before of(Transaction transaction) {
      return new Before(transaction.state(), transaction.refunded(), transaction.attention());
    }
  }

  /** Stores it, and adds the events of its changes, in this database transaction. */
  Transaction store(Transaction transaction, Before before, Cause cause) {
    Instant now = clock.instant();
    transaction.planSweep(now);
    boolean changed = before.state != transaction.state();
    if (changed) {
      note(transaction, before, cause, now);
    }
    Transaction stored = transactions.saveAndFlush(transaction);
    outbox.addAll(events(stored, before, changed));
    return stored;
  }

  private void note(Transaction transaction, Before before, Cause cause, Instant now) {
    jdbc.sql(
            """
            insert into payment.transaction_change
              (tenant_id, transaction_id, number, from_state, to_state, cause, gateway_status, detail, occurred_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Caller.current().tenantId(),
            transaction.id(),
            transaction.countChange(),
            before.state.name(),
            transaction.state().name(),
            cause.name(),
            transaction.report().gatewayStatus(),
            transaction.failure(),
            now.atOffset(ZoneOffset.UTC))
        .update();
    meters
        .counter("laris.payments.changes", "to", transaction.state().name(), "cause", cause.name())
        .increment();
  }

  private List<NewEvent> events(Transaction transaction, Before before, boolean changed) {
    List<NewEvent> events = new ArrayList<>();
    boolean told = !PaymentStates.isUnconfirmed(transaction.state());
    if (told && (changed || before.refunded != transaction.refunded())) {
      boolean reversed =
          PaymentStates.wasPaid(before.state) && PaymentStates.endedUnpaid(transaction.state());
      events.add(
          event(
              reversed ? PaymentEvents.TRANSACTION_REVERSED : type(transaction.state()),
              transaction));
    }
    boolean isRaised = transaction.attention() != Attention.ATTENTION_UNSPECIFIED;
    if (isRaised && before.attention != transaction.attention()) {
      log.warn("transaction {} needs attention: {}", transaction.id(), transaction.attention());
      meters
          .counter("laris.payments.attention", "kind", transaction.attention().name())
          .increment();
      events.add(event(PaymentEvents.TRANSACTION_NEEDS_ATTENTION, transaction));
    }
    return events;
  }

  private static NewEvent event(EventType<PaymentTransaction> type, Transaction transaction) {
    return type.of(transaction, TransactionProtos.toProto(transaction));
  }

  /** The event of a transaction that has come to this state. */
  private static EventType<PaymentTransaction> type(State state) {
    return switch (state) {
      case PENDING -> PaymentEvents.TRANSACTION_PENDING;
      case AUTHORIZED -> PaymentEvents.TRANSACTION_AUTHORIZED;
      case CHALLENGED -> PaymentEvents.TRANSACTION_CHALLENGED;
      case PAID -> PaymentEvents.TRANSACTION_PAID;
      case DENIED -> PaymentEvents.TRANSACTION_DENIED;
      case CANCELLED -> PaymentEvents.TRANSACTION_CANCELLED;
      case EXPIRED -> PaymentEvents.TRANSACTION_EXPIRED;
      case FAILED -> PaymentEvents.TRANSACTION_FAILED;
      case PARTIALLY_REFUNDED -> PaymentEvents.TRANSACTION_PARTIALLY_REFUNDED;
      case REFUNDED -> PaymentEvents.TRANSACTION_REFUNDED;
      case CHARGED_BACK -> PaymentEvents.TRANSACTION_CHARGED_BACK;
      case CREATED, UNKNOWN, STATE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(state + " has no event");
    };
  }

  /** Returns the message with every change, oldest first. */
  PaymentTransaction withChanges(Transaction transaction) {
    return TransactionProtos.toProto(transaction).toBuilder()
        .addAllChanges(changesOf(transaction.id()))
        .build();
  }

  private List<Change> changesOf(UUID transactionId) {
    return jdbc.sql(
            """
            select from_state, to_state, cause, gateway_status, detail, occurred_at
            from payment.transaction_change where tenant_id = ? and transaction_id = ? order by number
            """)
        .params(Caller.current().tenantId(), transactionId)
        .query(
            (row, number) ->
                Change.newBuilder()
                    .setFrom(State.valueOf(row.getString("from_state")))
                    .setTo(State.valueOf(row.getString("to_state")))
                    .setCause(Cause.valueOf(row.getString("cause")))
                    .setGatewayStatus(row.getString("gateway_status"))
                    .setDetail(row.getString("detail"))
                    .setOccurredAt(
                        Protos.timestamp(
                            row.getObject("occurred_at", OffsetDateTime.class).toInstant()))
                    .build())
        .list();
  }
}
