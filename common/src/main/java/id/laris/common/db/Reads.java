package id.laris.common.db;

import id.laris.common.Ids;
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

  /**
   * Reports whether a row is stored under the id that a client made; false where it made none. A
   * call that creates the row is then a repeated one, or a wrong one.
   */
  public boolean isStored(Rows<?> rows, String clientId) {
    return !clientId.isEmpty() && run(() -> rows.findById(Ids.parse(clientId)).isPresent());
  }
}
