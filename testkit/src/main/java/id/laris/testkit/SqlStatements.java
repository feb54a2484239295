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

  private volatile Thread measured = Thread.currentThread();

  /**
   * The statements of the work and of the calls that it makes. No other call may run meanwhile;
   * what services do by themselves is not counted.
   */
  public List<String> during(Runnable work) {
    measured = Thread.currentThread();
    executed.clear();
    work.run();
    return List.copyOf(executed);
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    Thread current = Thread.currentThread();
    boolean handlesACall = current.getName().startsWith("grpc-");
    if (handlesACall || current.equals(measured)) {
      executed.add(statement(queries));
    }
  }

  private static String statement(List<QueryInfo> queries) {
    return queries.isEmpty() ? "(empty batch)" : queries.getFirst().getQuery();
  }
}
