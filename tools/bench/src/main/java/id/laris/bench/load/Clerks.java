package id.laris.bench.load;

import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Several who share work that is not measured. */
public final class Clerks implements AutoCloseable {

  private static final int COUNT = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);

  /** One piece of the work. */
  @FunctionalInterface
  public interface Piece<T> {
    T run(int number);
  }

  /** Does the pieces of work, several at a time; the results are in their order. */
  public <T> List<T> all(int count, Piece<T> piece) throws InterruptedException {
    List<Callable<T>> work = new ArrayList<>();
    IntStream.range(0, count).forEach(number -> work.add(() -> piece.run(number)));
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> done : threads.invokeAll(work)) {
        results.add(done.get());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StatusRuntimeException refused
          ? refused
          : new IllegalStateException(e.getCause());
    }
    return results;
  }

  @Override
  public void close() {
    threads.close();
  }
}
