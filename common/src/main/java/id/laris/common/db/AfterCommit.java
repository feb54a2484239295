package id.laris.common.db;

import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Runs actions once the current transaction is committed. */
public final class AfterCommit {

  private AfterCommit() {}

  /** Runs this when the current transaction is committed; never where it is rolled back. */
  public static void run(Runnable work) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            work.run();
          }
        });
  }
}
