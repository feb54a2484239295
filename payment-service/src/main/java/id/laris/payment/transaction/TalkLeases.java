package id.laris.payment.transaction;

import id.laris.common.Caller;
import id.laris.common.db.Writes;
import io.grpc.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps a talk with the gateway ours while it lasts, however long the gateway takes. A process that
 * dies stops prolonging, so what it was doing is free soon after.
 */
@Component
class TalkLeases {

  private static final Logger log = LoggerFactory.getLogger(TalkLeases.class);
  private static final int PROLONGED_WITHIN = 3;

  private final JdbcClient jdbc;
  private final Writes writes;
  private final Clock clock;
  private final Duration length;

  TalkLeases(
      JdbcClient jdbc,
      Writes writes,
      Clock clock,
      @Value("${pos.payments.talk-lease:10s}") Duration length) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.clock = clock;
    this.length = length;
  }

  /** When a talk that is begun or prolonged now is over, unless it is prolonged again. */
  Instant end() {
    return clock.instant().plus(length);
  }

  /** Prolongs the talk until the lease is closed. */
  Lease keep(UUID transactionId, UUID token) {
    Thread keeper =
        Thread.ofVirtual()
            .name("talk-" + transactionId)
            .start(Context.current().fork().wrap(() -> prolong(transactionId, token)));
    return keeper::interrupt;
  }

  /** A talk that is ours. */
  interface Lease extends AutoCloseable {
    @Override
    void close();
  }

  private void prolong(UUID transactionId, UUID token) {
    boolean ours = true;
    while (ours) {
      try {
        Thread.sleep(length.dividedBy(PROLONGED_WITHIN));
        ours = writes.run(() -> update(transactionId, token)) == 1;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.warn("the talk about {} could not be prolonged", transactionId, e);
      }
    }
  }

  private int update(UUID transactionId, UUID token) {
    return jdbc.sql(
            """
            update payment.payment_transaction set talk_until = ?
            where tenant_id = ? and id = ? and talk_token = ?
            """)
        .params(end().atOffset(ZoneOffset.UTC), Caller.current().tenantId(), transactionId, token)
        .update();
  }
}
