package id.laris.simulator;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The outage of the whole simulator, if there is one. */
final class Outage {
  private static final long LONGEST_HANG_SECONDS = 60;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Down down = Down.UP;

  void set(Down next) {
    lock.lock();
    try {
      down = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the kind of outage at the moment of a call. */
  Down now() {
    lock.lock();
    try {
      return down;
    } finally {
      lock.unlock();
    }
  }

  /** The answer to a call that came during the outage; null where the simulator was up. */
  @Nullable Reply reply(Down then) {
    lock.lock();
    try {
      return switch (then) {
        case UP -> null;
        case DOWN_503 -> Reply.http(503, "Service is temporarily unavailable.");
        case DOWN_DROP -> Reply.NONE;
        case DOWN_HANG -> hang();
      };
    } finally {
      lock.unlock();
    }
  }

  private Reply hang() {
    long left = TimeUnit.SECONDS.toNanos(LONGEST_HANG_SECONDS);
    try {
      while (down == Down.DOWN_HANG && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Reply.NONE;
  }
}
