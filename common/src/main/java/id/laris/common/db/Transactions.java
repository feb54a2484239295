package id.laris.common.db;

import id.laris.common.Caller;
import java.util.function.Supplier;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
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
  private static final int ATTEMPTS = 4;

  private final TransactionTemplate readWrite;
  private final TransactionTemplate readOnly;
  private final JdbcClient jdbc;

  Transactions(PlatformTransactionManager transactionManager, JdbcClient jdbc) {
    this.readWrite = new TransactionTemplate(transactionManager);
    this.readOnly = new TransactionTemplate(transactionManager);
    this.readOnly.setReadOnly(true);
    this.jdbc = jdbc;
  }

  <R> R read(Supplier<R> work) {
    return inTenant(readOnly, work);
  }

  /** Work that lost a deadlock has changed nothing and is done again. */
  <R> R write(Supplier<R> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return inTenant(readWrite, work);
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS || !lostToAnother(e)) {
          throw e;
        }
        log.info("transaction lost to another, attempt {} follows", attempt + 1);
      }
    }
  }

  private <R> R inTenant(TransactionTemplate template, Supplier<R> work) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      // Part of a transaction that was begun for the tenant.
      return work.get();
    }
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

  /**
   * Returns whether another transaction interfered, so that repeating the work will see its result:
   * a deadlock (40P01), a serialization failure (40001), or a row with the same id that another has
   * just stored (23505 on a primary key).
   */
  private static boolean lostToAnother(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        ServerErrorMessage message = sql.getServerErrorMessage();
        return state.startsWith("40")
            || (state.equals("23505")
                && message != null
                && String.valueOf(message.getConstraint()).endsWith("_pkey"));
      }
    }
    return false;
  }
}
