package id.laris.bench.load;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Several threads that share work which is not measured. */
public final class Clerks {

  private static final int COUNT = 8;

  private Clerks() {}

  /** Does numbered pieces of work, several at a time; the results are in their order. */
  public static <T> List<T> all(int count, IntFunction<T> piece) {
    try (ForkJoinPool threads = new ForkJoinPool(COUNT)) {
      return threads
          .submit(() -> IntStream.range(0, count).parallel().mapToObj(piece).toList())
          .join();
    }
  }
}
