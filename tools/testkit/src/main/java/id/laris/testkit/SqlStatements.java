package id.laris.testkit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.MethodExecutionContext;
import net.ttddyy.dsproxy.listener.MethodExecutionListener;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;

/**
 * Sees every statement that goes to the database; a batch counts as one, as it is one round trip.
 * It sees the end of every transaction, too.
 */
public final class SqlStatements implements QueryExecutionListener, MethodExecutionListener {

  /** A statement as it was executed, with what sets its parameters. */
  public record Executed(String sql, List<ParameterSetOperation> parameters) {}

  private static final Set<String> ENDS = Set.of("commit", "rollback");

  private final ConcurrentLinkedQueue<Executed> executed = new ConcurrentLinkedQueue<>();

  private final AtomicInteger transactions = new AtomicInteger();

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
    transactions.set(0);
    work.run();
    return List.copyOf(executed);
  }

  /** The number of transactions of the work that was measured last. */
  public int transactions() {
    return transactions.get();
  }

  @Override
  public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

  @Override
  public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
    if (isMeasured()) {
      executed.add(statement(queries));
    }
  }

  @Override
  public void beforeMethod(MethodExecutionContext context) {}

  @Override
  public void afterMethod(MethodExecutionContext context) {
    if (ENDS.contains(context.getMethod().getName()) && isMeasured()) {
      transactions.incrementAndGet();
    }
  }

  private boolean isMeasured() {
    Thread current = Thread.currentThread();
    boolean handlesACall = current.getName().startsWith("grpc-");
    return handlesACall || current.equals(measured);
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
