package id.laris.payment.transaction;

import id.laris.common.Caller;
import id.laris.common.db.KnownTenants;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.payment.account.GatewayAccount;
import id.laris.payment.account.GatewayAccounts;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.payment.transaction.TransactionLog.Before;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.ChargeResponse;
import id.laris.pos.v1.PaymentTransaction.Cause;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Asks the gateway for a payment, once for each key: it is recorded, asked for, and recorded again.
 * Whoever comes with the same key meanwhile waits for the answer; whoever comes after an answer was
 * lost has it found out.
 *
 * <p>Errors: AMOUNT_NOT_WHOLE_RUPIAH, CURRENCY_MISMATCH, VALIDATION_FAILED before anything is
 * written; IDEMPOTENCY_KEY_REUSED, ALREADY_EXISTS; GATEWAY_NOT_CONFIGURED; PAYMENT_FAILED where the
 * gateway refused the request, now or before; GATEWAY_TIMEOUT (transaction_id) where the answer was
 * lost; CIRCUIT_OPEN, UNAVAILABLE, GATEWAY_RATE_LIMITED, GATEWAY_AUTH_FAILED where it was not
 * charged, and the same call may be made again.
 */
@Component
public class Charge {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Transactions transactions;
  private final TransactionLog log;
  private final GatewayOrders gatewayOrders;
  private final Conversation conversation;
  private final GatewayAccounts accounts;
  private final KnownTenants tenants;
  private final JdbcClient jdbc;
  private final Writes writes;
  private final Clock clock;
  private final TalkLeases leases;

  Charge(
      Transactions transactions,
      TransactionLog log,
      GatewayOrders gatewayOrders,
      Conversation conversation,
      GatewayAccounts accounts,
      KnownTenants tenants,
      JdbcClient jdbc,
      Writes writes,
      Clock clock,
      TalkLeases leases) {
    this.transactions = transactions;
    this.log = log;
    this.gatewayOrders = gatewayOrders;
    this.conversation = conversation;
    this.accounts = accounts;
    this.tenants = tenants;
    this.jdbc = jdbc;
    this.writes = writes;
    this.clock = clock;
    this.leases = leases;
  }

  public ChargeResponse run(ChargeRequest request) {
    return writes
        .answeredBefore(request, ChargeResponse.parser())
        .orElseGet(() -> charge(request, ChargeWanted.from(request)));
  }

  private ChargeResponse charge(ChargeRequest request, ChargeWanted wanted) {
    UUID token = UUID.randomUUID();
    Begun begun = writes.run(() -> begin(wanted, token));
    UUID id = begun.transaction.id();
    try {
      if (begun.account != null) {
        conversation.first(begun.transaction, token, begun.account);
      } else if (States.isOpenQuestion(begun.transaction.state())) {
        conversation.about(id, Cause.CHARGE, false, PATIENCE);
      }
    } catch (GatewayFailure e) {
      throw e.toError().with("transaction_id", id);
    }
    return writes.once(request, ChargeResponse.parser(), () -> respond(id));
  }

  /** The account is that of a new transaction; one that was made before has none. */
  private record Begun(Transaction transaction, @Nullable GatewayAccount account) {}

  private Begun begin(ChargeWanted wanted, UUID token) {
    Optional<UUID> before = before(wanted);
    if (before.isPresent()) {
      return new Begun(transactions.get(before.get()), null);
    }
    GatewayAccount account = accounts.current(); // Without one nothing is written.
    Transaction transaction = new Transaction(wanted, clock.instant());
    transaction.charging(account, clock.instant());
    transaction.beginTalk(token, clock.instant(), leases.end());
    claim(wanted);
    gatewayOrders.add(transaction);
    tenants.note("payment", Caller.current().tenantId());
    return new Begun(log.store(transaction, Before.NOTHING, Cause.CHARGE), account);
  }

  /** The transaction that this call, or one like it, has made. */
  private Optional<UUID> before(ChargeWanted wanted) {
    Optional<UUID> byKey = Optional.ofNullable(wanted.key()).flatMap(key -> byKey(key, wanted));
    return byKey.isPresent() || wanted.request().getId().isEmpty()
        ? byKey
        : transactions
            .findById(wanted.id())
            .map(transaction -> transaction.requireMadeBy(wanted.requestHash()).id());
  }

  private Optional<UUID> byKey(String key, ChargeWanted wanted) {
    return jdbc.sql(
            "select request_hash, transaction_id from payment.charge_key where tenant_id = ? and key = ?")
        .params(Caller.current().tenantId(), key)
        .query(
            (row, number) -> {
              if (!row.getString("request_hash").equals(wanted.requestHash())) {
                throw Errors.of(
                    Reason.IDEMPOTENCY_KEY_REUSED,
                    "This idempotency key came with another charge before: make a new key for each.");
              }
              return row.getObject("transaction_id", UUID.class);
            })
        .optional();
  }

  /** A second call with the key waits here until the first is stored, and then finds it. */
  private void claim(ChargeWanted wanted) {
    @Nullable String key = wanted.key();
    if (key != null) {
      jdbc.sql(
              "insert into payment.charge_key (tenant_id, key, request_hash, transaction_id) values (?, ?, ?, ?)")
          .params(Caller.current().tenantId(), key, wanted.requestHash(), wanted.id())
          .update();
    }
  }

  private ChargeResponse respond(UUID id) {
    Transaction transaction = transactions.get(id);
    if (transaction.state() == State.FAILED) {
      throw Errors.of(
              Reason.PAYMENT_FAILED,
              "The charge came to nothing: %s Make a new one, with a new key."
                  .formatted(transaction.failure()))
          .with("transaction_id", id)
          .with("gateway_message", transaction.failure());
    }
    return ChargeResponse.newBuilder().setTransaction(log.withChanges(transaction)).build();
  }
}
