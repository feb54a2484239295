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
 * Looks after what nobody looks after: answers that were lost, notifications that never came,
 * payments past their time, cancellations and refunds that the gateway could not be told. It reads
 * by the index of what is due, so what is not due costs nothing.
 */
@Component
class Sweeper implements TenantJob {

  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

  /** Talks at once: the gateway limits how much it is asked. */
  private static final int AT_ONCE = 8;

  /** By then the look has set a time of its own, or its process has ended. */
  private static final Duration CLAIM = Duration.ofSeconds(10);

  private final Conversation conversation;
  private final Background background;
  private final JdbcClient jdbc;
  private final Writes writes;
  private final Clock clock;

  Sweeper(
      Conversation conversation,
      Background background,
      JdbcClient jdbc,
      Writes writes,
      Clock clock) {
    this.conversation = conversation;
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
  public void run() {
    List<UUID> due;
    do {
      due = writes.run(this::claim);
    } while (!due.isEmpty() && lookAtAll(due));
  }

  /** Runs for the tenant right after this database transaction, in place of some seconds later. */
  void soon() {
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

  /** Takes what is due, so that no other process looks at the same. */
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

  /** Returns whether the gateway answers, so that there is sense in going on. */
  private boolean lookAtAll(List<UUID> due) {
    Context context = Context.current();
    List<Callable<Boolean>> looks =
        due.stream().map(id -> context.wrap((Callable<Boolean>) () -> lookAt(id))).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      boolean answers = true;
      for (Future<Boolean> look : threads.invokeAll(looks)) {
        answers &= look.get();
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private boolean lookAt(UUID id) {
    try {
      conversation.about(id, Cause.SWEEP, true, Duration.ZERO);
      return true;
    } catch (GatewayFailure e) {
      log.info("transaction {}: the gateway was not heard ({}), the next look tries", id, e.kind());
      return e.kind() == GatewayFailure.Kind.REFUSED;
    } catch (PosException e) {
      // Another talk is under way, or the tenant has no account any more.
      log.info("transaction {} was left alone: {}", id, e.getMessage());
      return true;
    }
  }
}
