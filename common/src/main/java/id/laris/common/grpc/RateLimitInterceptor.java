package id.laris.common.grpc;

import id.laris.common.CannotStart;
import id.laris.common.errors.Errors;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.stereotype.Component;

/**
 * Holds each remote address to {@code pos.rate-limit} calls per second, with a burst of two
 * seconds' worth; 0 is no limit. Calls inside the process come from no address and are not counted.
 */
@Component
@GlobalServerInterceptor
@Order(150)
class RateLimitInterceptor implements ServerInterceptor {

  private static final long SECOND_NANOS = 1_000_000_000;
  private static final long BURST_NANOS = 2 * SECOND_NANOS;

  /**
   * A token bucket, stored as the time at which it is full again: each call moves this time forward
   * by its share of a second, but not further ahead than the burst.
   *
   * @param waitNanos how long the call that made this has to wait; 0 where it was let through
   */
  private record Bucket(long fullAtNanos, long waitNanos) {}

  private final long callNanos;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<InetAddress, Bucket> buckets = new ConcurrentHashMap<>();
  private final AtomicLong sweptAtNanos;

  @Autowired
  RateLimitInterceptor(@Value("${pos.rate-limit:0}") int callsPerSecond) {
    this(callsPerSecond, System::nanoTime);
  }

  RateLimitInterceptor(int callsPerSecond, LongSupplier nanoTime) {
    if (callsPerSecond < 0) {
      throw new CannotStart(
          "POS_RATE_LIMIT must be a number of calls per second and address, or 0 for no limit");
    }
    this.callNanos = callsPerSecond == 0 ? 0 : SECOND_NANOS / callsPerSecond;
    this.nanoTime = nanoTime;
    this.sweptAtNanos = new AtomicLong(nanoTime.getAsLong());
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    InetAddress address = address(call);
    if (callNanos > 0 && address != null) {
      long now = nanoTime.getAsLong();
      sweep(now);
      Bucket bucket = buckets.compute(address, (key, before) -> take(before, now));
      if (bucket.waitNanos() > 0) {
        throw Errors.rateLimited(Duration.ofNanos(bucket.waitNanos()));
      }
    }
    return next.startCall(call, headers);
  }

  private static @Nullable InetAddress address(ServerCall<?, ?> call) {
    return call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress ip
            && ip.getAddress() != null
        ? Subscriber.of(ip.getAddress())
        : null;
  }

  private Bucket take(@Nullable Bucket before, long now) {
    // Nanoseconds are compared by their difference only: they may overflow.
    long debt = before == null ? 0 : Math.max(0, before.fullAtNanos() - now);
    long wait = debt + callNanos - BURST_NANOS;
    return wait > 0 ? new Bucket(now + debt, wait) : new Bucket(now + debt + callNanos, 0);
  }

  /**
   * Forgets the buckets that are full: a new one is no different. So idle addresses cost nothing.
   */
  private void sweep(long now) {
    long sweptAt = sweptAtNanos.get();
    if (now - sweptAt >= BURST_NANOS && sweptAtNanos.compareAndSet(sweptAt, now)) {
      buckets.values().removeIf(bucket -> bucket.fullAtNanos() - now <= 0);
    }
  }

  /** Returns the number of addresses that are remembered. */
  int addresses() {
    return buckets.size();
  }
}
