package id.laris.testkit;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/**
 * Sees every statement that goes to the database; a batch counts as one, as it is one round trip.
 */
public final class SqlStatements implements QueryExecutionListener {

  private final ConcurrentLinkedQueue<String> executed = new ConcurrentLinkedQueue<>();

  /** The statements that run while the work is done. Nothing else may run meanwhile. */
  public List<String> during(Runnable work) {
    executed.clear();
    work.run();
    return List.copyOf(executed);
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    executed.add(queries.isEmpty() ? "(empty batch)" : queries.getFirst().getQuery());
  }
}
