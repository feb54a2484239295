package id.laris.common.db;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Reads in one read-only transaction of the caller's tenant. */
@Component
public class Reads {

  private final Transactions transactions;

  Reads(Transactions transactions) {
    this.transactions = transactions;
  }

  public <R> R run(Supplier<R> work) {
    return transactions.read(work);
  }
}
