package id.laris.payment.midtrans;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import id.laris.common.grpc.CallContext;
import id.laris.payment.gateway.GatewayFailure;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.grpc.Context;
import io.grpc.Deadline;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Limits the damage of a gateway that fails: a request is retried only where that does nothing
 * twice, a circuit breaker stops calls to a gateway that does not answer, and a bulkhead limits the
 * calls that wait for it.
 */
@Component
class Resilience {

  private static final String NAME = "midtrans";
  private static final int CALLER_CALLS = 64;
  private static final int BACKGROUND_CALLS = 16;

  /** Background calls wait for a free place, as nobody at a till waits for them. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(1);

  /** The attempts of a call together may take this much longer than one. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** With less time left than this no further attempt is made. */
  private static final Duration MIN_ATTEMPT = Duration.ofSeconds(1);

  private static final CircuitBreakerConfig CIRCUIT_BREAKER =
      CircuitBreakerConfig.custom()
          .slidingWindowType(SlidingWindowType.TIME_BASED)
          .slidingWindowSize(10)
          .minimumNumberOfCalls(5)
          .failureRateThreshold(50)
          .waitDurationInOpenState(Duration.ofSeconds(5))
          .permittedNumberOfCallsInHalfOpenState(3)
          .automaticTransitionFromOpenToHalfOpenEnabled(true)
          // A slow gateway is not a failed one.
          .slowCallDurationThreshold(Duration.ofDays(1))
          .recordResult(result -> result instanceof Attempt attempt && attempt.isFault())
          .build();

  private static final RetryConfig RETRY =
      RetryConfig.<Outcome>custom()
          .maxAttempts(3)
          .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(200, 2))
          .retryOnResult(Outcome::retry)
          .retryOnException(thrown -> false)
          .build();

  private final MidtransHttp http;
  private final Duration readTimeout;
  private final CircuitBreakerRegistry circuitBreakers = CircuitBreakerRegistry.of(CIRCUIT_BREAKER);
  private final Retry retry;
  private final Bulkhead callers;
  private final Bulkhead background;

  Resilience(MidtransHttp http, MidtransSettings settings, MeterRegistry meters) {
    this.http = http;
    this.readTimeout = settings.readTimeout();
    RetryRegistry retries = RetryRegistry.of(RETRY);
    this.retry = retries.retry(NAME);
    BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
    this.callers =
        bulkheads.bulkhead(NAME + "-callers", bulkheadConfig(CALLER_CALLS, Duration.ZERO));
    this.background =
        bulkheads.bulkhead(NAME + "-background", bulkheadConfig(BACKGROUND_CALLS, MAX_WAIT));
    TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
    TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(meters);
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuitBreakers).bindTo(meters);
  }

  private static BulkheadConfig bulkheadConfig(int calls, Duration wait) {
    return BulkheadConfig.custom().maxConcurrentCalls(calls).maxWaitDuration(wait).build();
  }

  /**
   * The outcome of a request.
   *
   * @param last the result of the last attempt
   * @param uncertain true if an earlier attempt may have been executed
   * @param retry true if another attempt may follow
   */
  record Outcome(Attempt last, boolean uncertain, boolean retry, int attempts) {}

  /**
   * Sends the request, and retries it where that is safe.
   *
   * @throws GatewayFailure BUSY where too many calls are in progress
   */
  Outcome send(MidtransRequest request) {
    CallContext call = CallContext.currentOrNull();
    Bulkhead bulkhead = call != null && call.isBackground() ? background : callers;
    Attempts attempts = new Attempts(request, circuitBreaker(request.base()));
    try {
      return bulkhead.executeSupplier(() -> retry.executeSupplier(attempts::next));
    } catch (BulkheadFullException e) {
      throw new GatewayFailure(GatewayFailure.Kind.BUSY, "too many calls at once");
    }
  }

  CircuitBreaker circuitBreaker(URI base) {
    return circuitBreakers.circuitBreaker(NAME + "-" + base.getRawAuthority());
  }

  /**
   * The attempts of one call, whose total time is bounded: by itself, and by the call it serves.
   */
  private final class Attempts {

    private final MidtransRequest request;
    private final CircuitBreaker circuitBreaker;
    private final Deadline end = Deadline.after(readTimeout.plus(GRACE).toNanos(), NANOSECONDS);
    private final @Nullable Deadline callersEnd = Context.current().getDeadline();
    private @Nullable Outcome before;

    Attempts(MidtransRequest request, CircuitBreaker circuitBreaker) {
      this.request = request;
      this.circuitBreaker = circuitBreaker;
    }

    Outcome next() {
      Attempt attempt = attempt();
      boolean uncertain = before != null && (before.uncertain() || before.last().isDoubtful());
      int attempts = before == null ? 1 : before.attempts() + 1;
      boolean mayRetry =
          mayRepeat(attempt)
              && left().compareTo(MIN_ATTEMPT) > 0
              && !callerHasGone()
              && !Thread.currentThread().isInterrupted();
      before = new Outcome(attempt, uncertain, mayRetry, attempts);
      return before;
    }

    private Attempt attempt() {
      Duration left = left();
      Duration timeout = left.compareTo(readTimeout) < 0 ? left : readTimeout;
      if (!circuitBreaker.tryAcquirePermission()) {
        return new Attempt.CircuitOpen();
      }
      long started = circuitBreaker.getCurrentTimestamp();
      try {
        Attempt attempt = send(timeout);
        count(attempt, circuitBreaker.getCurrentTimestamp() - started);
        return attempt;
      } catch (RuntimeException e) {
        circuitBreaker.onError(
            circuitBreaker.getCurrentTimestamp() - started, circuitBreaker.getTimestampUnit(), e);
        throw e;
      }
    }

    /**
     * Counts it for the circuit; one that was given up tells neither good nor bad of the gateway.
     */
    private void count(Attempt attempt, long duration) {
      if (attempt instanceof Attempt.GivenUp) {
        circuitBreaker.releasePermission();
      } else {
        circuitBreaker.onResult(duration, circuitBreaker.getTimestampUnit(), attempt);
      }
    }

    /** Tells a gateway that does not answer from a caller that has gone: all callers share one. */
    private Attempt send(Duration timeout) {
      Attempt attempt = http.send(request, timeout);
      return attempt instanceof Attempt.Unanswered && callerHasGone()
          ? new Attempt.GivenUp()
          : attempt;
    }

    private boolean callerHasGone() {
      return Context.current().isCancelled() || (callersEnd != null && callersEnd.isExpired());
    }

    private Duration left() {
      Deadline first = callersEnd == null ? end : end.minimum(callersEnd);
      return Duration.ofNanos(first.timeRemaining(NANOSECONDS));
    }

    private boolean mayRepeat(Attempt attempt) {
      return switch (attempt) {
        case Attempt.NotSent notSent -> true;
        case Attempt.Unanswered unanswered ->
            request.operation() == MidtransRequest.Operation.STATUS;
        case Attempt.GivenUp givenUp -> false;
        case Attempt.Answered answered -> answered.isServerError() && request.repeatable();
        case Attempt.CircuitOpen open -> false;
      };
    }
  }
}
