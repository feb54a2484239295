package id.laris.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Faults that wait for the next calls or notifications they fit.
 *
 * @param <F> the kind of fault
 */
final class Planned<F> {

  private record Entry<F>(F fault, Operation operation, String prefix, AtomicInteger left) {
    boolean take() {
      return left.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }
  }

  private final List<Entry<F>> entries = new CopyOnWriteArrayList<>();

  void add(F fault, Operation operation, String orderIdPrefix, int times) {
    if (times < 1) {
      throw new IllegalArgumentException("a fault happens at least once");
    }
    entries.add(new Entry<>(fault, operation, orderIdPrefix, new AtomicInteger(times)));
  }

  /** The oldest one that fits, used up by one; null where nothing goes wrong. */
  @Nullable F next(Operation operation, String orderId, Predicate<F> fits) {
    if (entries.isEmpty()) {
      return null;
    }
    entries.removeIf(entry -> entry.left.get() == 0);
    for (Entry<F> entry : entries) {
      boolean matches =
          entry.operation.covers(operation)
              && orderId.startsWith(entry.prefix)
              && fits.test(entry.fault);
      if (matches && entry.take()) {
        return entry.fault;
      }
    }
    return null;
  }

  void clear() {
    entries.clear();
  }
}
