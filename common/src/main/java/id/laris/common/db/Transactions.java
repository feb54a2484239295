package id.laris.common.db;

import id.laris.common.Caller;
import id.laris.common.errors.Contention;
import id.laris.common.errors.NamedConstraints;
import io.grpc.Context;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in a transaction that sees the rows of the caller's tenant and no others: the tenant is
 * set in Postgres first, for this transaction only. Handlers use {@link Reads} and {@link Writes}.
 */
@Component
class Transactions {

  private static final Logger log = LoggerFactory.getLogger(Transactions.class);

  /** The state of a write in a transaction that only reads. */
  private static final String READ_ONLY = "25006";

  private static final int ATTEMPTS = 6;
  private static final long FIRST_PAUSE_MILLIS = 10;

  private final TransactionTemplate readWrite;
  private final TransactionTemplate readOnly;
  private final JdbcClient jdbc;
  private final NamedConstraints constraints;

  Transactions(
      PlatformTransactionManager transactionManager,
      JdbcClient jdbc,
      NamedConstraints constraints) {
    this.readWrite = new TransactionTemplate(transactionManager);
    this.readOnly = new TransactionTemplate(transactionManager);
    this.readOnly.setReadOnly(true);
    this.jdbc = jdbc;
    this.constraints = constraints;
  }

  <R> R read(Supplier<R> work) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return work.get();
    }
    try {
      return inTenant(readOnly, work);
    } catch (RuntimeException e) {
      throw wrote(e) ? writeInRead(e) : e;
    }
  }

  /**
   * A read-only transaction that wrote is our mistake. The failure is not its cause, because a
   * database that takes no writes fails with the same code, and that passes.
   */
  private static RuntimeException writeInRead(RuntimeException failure) {
    IllegalStateException mistake =
        new IllegalStateException("a write or a lock inside of a transaction that only reads");
    mistake.addSuppressed(failure);
    return mistake;
  }

  private static boolean wrote(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && READ_ONLY.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Work that lost to another transaction has changed nothing and is done again, a few times and
   * after a pause of random length, so that the same transactions do not meet again. Work inside of
   * a transaction, which was begun for the same tenant, is left to it: what it began with is rolled
   * back too.
   */
  <R> R write(Supplier<R> work) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return work.get();
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return inTenant(readWrite, work);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || Context.current().isCancelled() || !lostToAnother(e)) {
          throw e;
        }
        log.info("transaction lost to another, attempt {} follows", attempt + 1);
        pause(attempt, e);
      }
    }
  }

  private boolean lostToAnother(RuntimeException failure) {
    return Contention.caused(failure) || constraints.isTwin(failure);
  }

  private static void pause(int attempt, RuntimeException failure) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(FIRST_PAUSE_MILLIS << attempt));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private <R> R inTenant(TransactionTemplate template, Supplier<R> work) {
    String tenant = Caller.current().tenantId().toString();
    return template.execute(
        status -> {
          jdbc.sql("select set_config('app.tenant_id', ?, true)")
              .param(tenant)
              .query(String.class)
              .single();
          return work.get();
        });
  }
}
