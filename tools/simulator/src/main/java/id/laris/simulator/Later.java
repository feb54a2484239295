package id.laris.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Work that waits for its time. It has come when the simulator's clock says so or when so much real
 * time has passed, whichever is first: so it also comes under a clock that stands still.
 */
final class Later {

  private record Task(long number, Instant at, long nanos, Runnable work) {}

  private final SimulatorClock clock;
  private final AtomicLong numbers = new AtomicLong();
  private final Set<Task> tasks = ConcurrentHashMap.newKeySet();

  Later(SimulatorClock clock) {
    this.clock = clock;
  }

  void add(Duration pause, Runnable work) {
    tasks.add(
        new Task(
            numbers.incrementAndGet(),
            clock.now().plus(pause),
            System.nanoTime() + pause.toNanos(),
            work));
  }

  void runDue() {
    if (tasks.isEmpty()) {
      return;
    }
    Instant now = clock.now();
    long nanos = System.nanoTime();
    run(tasks.stream().filter(task -> !task.at.isAfter(now) || task.nanos - nanos <= 0).toList());
  }

  void runAll() {
    run(List.copyOf(tasks));
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  void clear() {
    tasks.clear();
  }

  private void run(List<Task> due) {
    due.stream()
        .sorted(Comparator.comparing(Task::at).thenComparingLong(Task::number))
        .filter(tasks::remove)
        .forEach(task -> task.work.run());
  }
}
