package id.laris.common.grpc;

import io.grpc.Metadata;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The stream of answers to one call. Its handler has a thread of its own, which may wait here until
 * the reader has read, until there is something to send, or until the stream ends.
 */
public final class ReplyStream<R> {

  private final ServerCallStreamObserver<R> call;
  private final @Nullable Metadata credentials;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean woken;
  private boolean cancelled;
  private boolean stopped;
  private @Nullable RuntimeException refusal;

  /**
   * Makes the stream.
   *
   * @param credentials what the caller sent; null in a public call
   */
  ReplyStream(ServerCallStreamObserver<R> call, @Nullable Metadata credentials) {
    this.call = call;
    this.credentials = credentials;
    call.setOnReadyHandler(() -> change(() -> {}));
    call.setOnCancelHandler(() -> change(() -> cancelled = true));
  }

  /** Returns whether the caller still receives. */
  public boolean isOpen() {
    lock.lock();
    try {
      return !cancelled && !stopped && refusal == null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends a message. Call it only after {@link #awaitReady} returned true: it does not wait, and
   * messages that the reader does not read would stay in memory.
   */
  public void send(R message) {
    call.onNext(message);
  }

  /**
   * Waits until the reader can take a message; false where it cannot within this time, or is gone.
   */
  public boolean awaitReady(Duration most) {
    return await(most, call::isReady) && isOpen();
  }

  /**
   * Waits until {@link #wake} was called since the last time, the stream has ended or the time is
   * over.
   */
  public void await(Duration most) {
    await(
        most,
        () -> {
          boolean before = woken;
          woken = false;
          return before;
        });
  }

  /** Waits this long, unless the stream ends. */
  public void pause(Duration pause) {
    await(pause, () -> false);
  }

  /**
   * Tells the handler that there may be something to send. Any thread may call it; it does not
   * wait.
   */
  public void wake() {
    change(() -> woken = true);
  }

  /** Tells the handler to end, because the server stops. */
  void stop() {
    change(() -> stopped = true);
  }

  /** Tells the handler to end, if a call with the same credentials would be refused now. */
  void authenticateAgain(Authenticator authenticator) {
    if (credentials == null) {
      return;
    }
    try {
      var _ = authenticator.authenticate(credentials);
    } catch (RuntimeException e) {
      change(() -> refusal = e);
    }
  }

  /** Returns why the caller is no longer authenticated; null while it is. */
  @Nullable RuntimeException refusal() {
    lock.lock();
    try {
      return refusal;
    } finally {
      lock.unlock();
    }
  }

  boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean await(Duration most, BooleanSupplier condition) {
    long nanos = most.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (cancelled || stopped || refusal != null || nanos <= 0) {
          return false;
        }
        nanos = changed.awaitNanos(nanos);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
      return false;
    } finally {
      lock.unlock();
    }
  }
}
