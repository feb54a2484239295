package id.laris.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The latest attempts to deliver, and how many are on their way. */
final class DeliveryLog {
  private static final int MOST = 20_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition allDone = lock.newCondition();
  private final Deque<Delivery> done = new ArrayDeque<>();
  private int onTheirWay;

  void begin() {
    lock.lock();
    try {
      onTheirWay++;
    } finally {
      lock.unlock();
    }
  }

  void end(Delivery delivery) {
    lock.lock();
    try {
      if (done.size() == MOST) {
        done.removeFirst();
      }
      done.addLast(delivery);
      onTheirWay--;
      if (onTheirWay == 0) {
        allDone.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  List<Delivery> all() {
    lock.lock();
    try {
      return List.copyOf(done);
    } finally {
      lock.unlock();
    }
  }

  void clear() {
    lock.lock();
    try {
      done.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until none is on its way. */
  void await(Duration limit) {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (onTheirWay > 0) {
        if (left <= 0) {
          throw new IllegalStateException(
              onTheirWay + " notifications are still on their way after " + limit);
        }
        left = allDone.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while notifications are on their way", e);
    } finally {
      lock.unlock();
    }
  }
}
