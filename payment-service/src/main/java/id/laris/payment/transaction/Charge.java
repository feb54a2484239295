package id.laris.payment.transaction;

import id.laris.common.Caller;
import id.laris.common.db.KnownTenants;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.payment.account.GatewayAccount;
import id.laris.payment.account.GatewayAccounts;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.gateway.PaymentStates;
import id.laris.payment.transaction.TransactionLog.Before;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.ChargeResponse;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks the gateway for a payment, once for each key: the charge is recorded, sent, and recorded
 * again with the answer. A concurrent call with the same key waits for the answer; a later one
 * after a lost answer finds out the outcome.
 *
 * <p>Errors: AMOUNT_NOT_WHOLE_RUPIAH, CURRENCY_MISMATCH, VALIDATION_FAILED before anything is
 * written; IDEMPOTENCY_KEY_REUSED, ALREADY_EXISTS; GATEWAY_NOT_CONFIGURED; PAYMENT_FAILED where the
 * gateway refused the request, now or before; GATEWAY_TIMEOUT (transaction_id) where an answer was
 * lost, whatever keeps Laris from asking for it now; CIRCUIT_OPEN, UNAVAILABLE,
 * GATEWAY_RATE_LIMITED, GATEWAY_AUTH_FAILED where nothing was charged, and the same call may be
 * repeated.
 */
@Component
public class Charge {

  private final Transactions transactions;
  private final TransactionLog log;
  private final GatewayOrders gatewayOrders;
  private final GatewaySessions sessions;
  private final AdvanceTransaction advanceTransaction;
  private final GatewayAccounts accounts;
  private final KnownTenants tenants;
  private final JdbcClient jdbc;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  Charge(
      Transactions transactions,
      TransactionLog log,
      GatewayOrders gatewayOrders,
      GatewaySessions sessions,
      AdvanceTransaction advanceTransaction,
      GatewayAccounts accounts,
      KnownTenants tenants,
      JdbcClient jdbc,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.transactions = transactions;
    this.log = log;
    this.gatewayOrders = gatewayOrders;
    this.sessions = sessions;
    this.advanceTransaction = advanceTransaction;
    this.accounts = accounts;
    this.tenants = tenants;
    this.jdbc = jdbc;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  public ChargeResponse run(ChargeRequest request) {
    return writes
        .answeredBefore(request, ChargeResponse.parser())
        .orElseGet(() -> charge(request, RequestedCharge.from(request)));
  }

  private ChargeResponse charge(ChargeRequest request, RequestedCharge charge) {
    UUID token = UUID.randomUUID();
    Recorded recorded = writes.run(() -> record(charge, token));
    UUID id = recorded.transaction.id();
    try {
      send(recorded, token);
    } catch (GatewayFailure e) {
      throwUnlessKnown(id, e.toError());
    } catch (PosException e) { // no session was opened, or another has taken over
      throwUnlessKnown(id, e);
    }
    return writes.once(request, ChargeResponse.parser(), () -> respond(id));
  }

  /** The account is that of a new transaction; one that was made before has none. */
  private record Recorded(Transaction transaction, @Nullable GatewayAccount account) {}

  /** Stores the transaction with its key and the lease of its first session. */
  private Recorded record(RequestedCharge charge, UUID token) {
    Optional<UUID> before = before(charge);
    if (before.isPresent()) {
      return new Recorded(transactions.get(before.get()), null);
    }
    GatewayAccount account = accounts.current(); // Without one nothing is written.
    Transaction transaction = new Transaction(charge, clock.instant());
    transaction.startCharge(account, clock.instant());
    transaction.takeLease(token, clock.instant(), sessions.leaseEnd());
    claim(charge);
    gatewayOrders.add(transaction);
    tenants.note("payment", Caller.current().tenantId());
    return new Recorded(log.store(transaction, Before.NOTHING, Cause.CHARGE), account);
  }

  private void send(Recorded recorded, UUID token) {
    Transaction transaction = recorded.transaction;
    if (recorded.account != null) {
      try (GatewaySession session = sessions.opened(transaction, token, recorded.account)) {
        advanceTransaction.charge(session);
      }
    } else if (PaymentStates.isUnconfirmed(transaction.state())) {
      try (GatewaySession session = sessions.open(transaction.id(), Cause.CHARGE)) {
        advanceTransaction.complete(session);
      }
    }
  }

  /**
   * Reports the failure of a charge that is still open. Whatever kept Laris from finding out the
   * outcome of a lost one, the caller must not take it for a charge that was not made.
   */
  private void throwUnlessKnown(UUID id, PosException error) {
    Transaction transaction = reads.run(() -> transactions.get(id));
    if (PaymentStates.isUnconfirmed(transaction.state())) {
      PosException known = transaction.isDoubtful() ? GatewayFailure.lost().toError() : error;
      throw known.with("transaction_id", id);
    }
  }

  /** Finds the transaction that this call, or one like it, has made. */
  private Optional<UUID> before(RequestedCharge charge) {
    Optional<UUID> byKey = Optional.ofNullable(charge.key()).flatMap(key -> byKey(key, charge));
    return byKey.isPresent() || charge.request().getId().isEmpty()
        ? byKey
        : transactions
            .findById(charge.id())
            .map(transaction -> transaction.requireMadeBy(charge.requestHash()).id());
  }

  private Optional<UUID> byKey(String key, RequestedCharge charge) {
    return jdbc.sql(
            "select request_hash, transaction_id from payment.charge_key where tenant_id = ? and key = ?")
        .params(Caller.current().tenantId(), key)
        .query(
            (row, number) -> {
              if (!row.getString("request_hash").equals(charge.requestHash())) {
                throw Errors.of(
                    Reason.IDEMPOTENCY_KEY_REUSED,
                    "This idempotency key was already used for a different charge: use a new key for each charge.");
              }
              return row.getObject("transaction_id", UUID.class);
            })
        .optional();
  }

  /**
   * Stores the key. A second call with it waits here until the first is stored, and then finds it.
   */
  private void claim(RequestedCharge charge) {
    @Nullable String key = charge.key();
    if (key != null) {
      jdbc.sql(
              "insert into payment.charge_key (tenant_id, key, request_hash, transaction_id) values (?, ?, ?, ?)")
          .params(Caller.current().tenantId(), key, charge.requestHash(), charge.id())
          .update();
    }
  }

  private ChargeResponse respond(UUID id) {
    Transaction transaction = transactions.get(id);
    if (transaction.state() == State.FAILED) {
      throw Errors.of(
              Reason.PAYMENT_FAILED,
              "The charge failed: %s Create a new charge with a new idempotency key."
                  .formatted(transaction.failure()))
          .with("transaction_id", id)
          .with("gateway_message", transaction.failure());
    }
    return ChargeResponse.newBuilder().setTransaction(log.withChanges(transaction)).build();
  }
}
