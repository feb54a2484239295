package id.laris.payment.transaction;

import id.laris.common.Caller;
import id.laris.common.background.Background;
import id.laris.common.background.TenantJob;
import id.laris.common.db.AfterCommit;
import id.laris.common.db.Writes;
import id.laris.common.errors.PosException;
import id.laris.payment.PaymentModule;
import id.laris.payment.gateway.GatewayFailure;
import id.laris.pos.v1.PaymentTransaction.Cause;
import io.grpc.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Checks the transactions that nobody else checks: answers that were lost, notifications that never
 * arrived, payments past their expiry, cancellations and refunds that the gateway could not be
 * asked for. It reads by the index of due transactions, so the others cost nothing.
 */
@Component
class Sweeper implements TenantJob {

  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

  /** The number of transactions checked at once: the gateway limits how much it is asked. */
  private static final int AT_ONCE = 8;

  /** A claim ends after this; by then the check has set the next time, or its process has ended. */
  private static final Duration CLAIM = Duration.ofSeconds(10);

  private final GatewaySessions sessions;
  private final AdvanceTransaction advanceTransaction;
  private final Background background;
  private final JdbcClient jdbc;
  private final Writes writes;
  private final Clock clock;

  Sweeper(
      GatewaySessions sessions,
      AdvanceTransaction advanceTransaction,
      Background background,
      JdbcClient jdbc,
      Writes writes,
      Clock clock) {
    this.sessions = sessions;
    this.advanceTransaction = advanceTransaction;
    this.background = background;
    this.jdbc = jdbc;
    this.writes = writes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "payment.sweeper";
  }

  @Override
  public String service() {
    return PaymentModule.SERVICE;
  }

  @Override
  public Duration every() {
    return Duration.ofSeconds(5);
  }

  @Override
  public String mayBeWork() {
    return "select from payment.payment_transaction where tenant_id = $1 and next_check_at <= $2";
  }

  @Override
  public void run() {
    List<UUID> due;
    do {
      due = writes.run(this::claim);
    } while (!due.isEmpty() && checkAll(due));
  }

  /** Runs for the tenant right after this database transaction, instead of seconds later. */
  void runAfterCommit() {
    UUID tenantId = Caller.current().tenantId();
    AfterCommit.run(
        () ->
            Thread.ofVirtual()
                .name(name())
                .start(() -> background.run(tenantId, service(), name(), this::runQuietly)));
  }

  private void runQuietly() {
    try {
      run();
    } catch (RuntimeException e) {
      log.warn("{} failed, it will run again in {}", name(), every(), e);
    }
  }

  /** Claims the due transactions, so that no other process checks the same. */
  private List<UUID> claim() {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            update payment.payment_transaction set next_check_at = :claimed
            where tenant_id = :tenant and id in (
              select id from payment.payment_transaction
              where tenant_id = :tenant and next_check_at <= :now
              order by next_check_at limit :atOnce for update skip locked)
            returning id
            """)
        .param("tenant", Caller.current().tenantId())
        .param("claimed", now.plus(CLAIM).atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("atOnce", AT_ONCE)
        .query((row, number) -> row.getObject("id", UUID.class))
        .list();
  }

  /** Returns whether the gateway answers; if not, the rest waits for the next run. */
  private boolean checkAll(List<UUID> due) {
    Context context = Context.current();
    List<Callable<Boolean>> checks =
        due.stream().map(id -> context.wrap((Callable<Boolean>) () -> check(id))).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      boolean answers = true;
      for (Future<Boolean> check : threads.invokeAll(checks)) {
        answers &= check.get();
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private boolean check(UUID id) {
    try (GatewaySession session = sessions.open(id, Cause.SWEEP, Duration.ZERO)) {
      advanceTransaction.refresh(session);
      return true;
    } catch (GatewayFailure e) {
      log.info(
          "transaction {}: the gateway did not answer ({}), the next check asks again",
          id,
          e.kind());
      return e.kind() == GatewayFailure.Kind.REFUSED;
    } catch (PosException e) {
      // Another session is open, or the tenant has no account any more.
      log.info("transaction {} was not checked: {}", id, e.getMessage());
      return true;
    }
  }
}
