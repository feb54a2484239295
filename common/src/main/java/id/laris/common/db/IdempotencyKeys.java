package id.laris.common.db;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.CallContext;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The keys of writes that were done, with their answers. The row is inserted at the end of the
 * transaction of the change, by the statement that writes its events ({@link Outbox}) where it has
 * any: a concurrent duplicate waits on the primary key until that transaction ends, and then finds
 * its answer, or no row if it was rolled back.
 */
@Component
class IdempotencyKeys {

  static final Duration LIFETIME = Duration.ofHours(24);

  /** Rolls back a transaction that repeated a call that was already done. */
  static final class RepeatedCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RepeatedCallException() {
      super("the call was answered before", null, false, false);
    }
  }

  /** Stores an answer; no row is changed where the key has one already. */
  static final String INSERT =
      """
      insert into %1$s.idempotency_key as known (tenant_id, rpc, key, request_hash, response, created_at, expires_at)
      values (:tenant, :rpc, :key, :hash, :response, :now, :expiresAt)
      on conflict (tenant_id, rpc, key) do update
        set request_hash = excluded.request_hash, response = excluded.response,
            created_at = excluded.created_at, expires_at = excluded.expires_at
        where known.expires_at <= excluded.created_at
      """;

  /** An answer that is to be stored: it binds what {@link #INSERT} needs beside the tenant. */
  interface Answer {
    StatementSpec bind(StatementSpec statement, OffsetDateTime now);
  }

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Schemas schemas;
  private final Clock clock;

  IdempotencyKeys(JdbcClient jdbc, Outbox outbox, Schemas schemas, Clock clock) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.schemas = schemas;
    this.clock = clock;
  }

  /**
   * Stores the answer under the key, at the latest when the transaction commits. If another
   * transaction is about to do so, this one waits for it.
   *
   * @throws RepeatedCallException if the key has an answer already: this transaction must not be
   *     committed. It may come out of the commit
   */
  void store(String key, byte[] hash, byte[] response) {
    String rpc = rpc();
    Answer answer =
        (statement, now) ->
            statement
                .param("rpc", rpc)
                .param("key", key)
                .param("hash", hash)
                .param("response", response)
                .param("now", now)
                .param("expiresAt", now.plus(LIFETIME));
    if (outbox.storeWithEvents(answer)) {
      return;
    }
    StatementSpec statement =
        jdbc.sql(INSERT.formatted(schemas.current())).param("tenant", Caller.current().tenantId());
    if (answer.bind(statement, clock.instant().atOffset(ZoneOffset.UTC)).update() == 0) {
      throw new RepeatedCallException();
    }
  }

  /** The answer under the key, where there is one. */
  Optional<byte[]> find(String key, byte[] hash) {
    return jdbc.sql(
            """
            select request_hash, response from %s.idempotency_key
            where tenant_id = ? and rpc = ? and key = ? and expires_at > ?
            """
                .formatted(schemas.current()))
        .params(Caller.current().tenantId(), rpc(), key, clock.instant().atOffset(ZoneOffset.UTC))
        .query(
            (row, number) -> answer(hash, row.getBytes("request_hash"), row.getBytes("response")))
        .optional();
  }

  private static String rpc() {
    return CallContext.current().rpc();
  }

  private static byte[] answer(byte[] hash, byte[] storedHash, byte @Nullable [] storedResponse) {
    if (!MessageDigest.isEqual(storedHash, hash)) {
      throw Errors.of(
          Reason.IDEMPOTENCY_KEY_REUSED,
          "This idempotency key was already used with another request: use a new key for each new"
              + " request.");
    }
    if (storedResponse == null) {
      throw new IllegalStateException("an idempotency key without an answer was committed");
    }
    return storedResponse;
  }
}
