package id.laris.testkit;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;

/**
 * Sees every statement that goes to the database; a batch counts as one, as it is one round trip.
 */
public final class SqlStatements implements QueryExecutionListener {

  /** A statement as it was executed, with what sets its parameters. */
  public record Executed(String sql, List<ParameterSetOperation> parameters) {}

  private final ConcurrentLinkedQueue<Executed> executed = new ConcurrentLinkedQueue<>();

  private volatile Thread measured = Thread.currentThread();

  /**
   * The statements of the work and of the calls that it makes. No other call may run meanwhile;
   * what services do by themselves is not counted.
   */
  public List<String> during(Runnable work) {
    return executedDuring(work).stream().map(Executed::sql).toList();
  }

  /** The same with their parameters. */
  public List<Executed> executedDuring(Runnable work) {
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

  private static Executed statement(List<QueryInfo> queries) {
    if (queries.isEmpty()) {
      return new Executed("(empty batch)", List.of());
    }
    QueryInfo query = queries.getFirst();
    List<List<ParameterSetOperation>> batches = query.getParametersList();
    return new Executed(query.getQuery(), batches.isEmpty() ? List.of() : batches.getFirst());
  }
}
