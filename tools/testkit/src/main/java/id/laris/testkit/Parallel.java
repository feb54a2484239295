package id.laris.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does the same thing many times at once. */
public final class Parallel {

  private Parallel() {}

  /**
   * The outcome of one try.
   *
   * @param <T> its result
   */
  public sealed interface Outcome<T> {
    record Success<T>(T value) implements Outcome<T> {}

    record Failure<T>(Throwable thrown) implements Outcome<T> {}
  }

  /** Starts all at the same moment and waits for all. */
  public static <T> List<Outcome<T>> times(int count, IntFunction<T> work) {
    CyclicBarrier together = new CyclicBarrier(count);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        Callable<T> task =
            () -> {
              together.await();
              return work.apply(number);
            };
        futures.add(threads.submit(task));
      }
      return futures.stream().map(Parallel::outcome).toList();
    }
  }

  /** The values of those that succeeded. */
  public static <T> List<T> successes(List<Outcome<T>> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Success.class::isInstance)
        .map(outcome -> ((Outcome.Success<T>) outcome).value())
        .toList();
  }

  /** The exceptions of the others. */
  public static <T> List<Throwable> failures(List<Outcome<T>> outcomes) {
    return outcomes.stream()
        .filter(Outcome.Failure.class::isInstance)
        .map(outcome -> ((Outcome.Failure<T>) outcome).thrown())
        .toList();
  }

  private static <T> Outcome<T> outcome(Future<T> future) {
    try {
      return new Outcome.Success<>(future.get());
    } catch (ExecutionException e) {
      return new Outcome.Failure<>(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
