package id.laris.common.client;

import id.laris.common.auth.ServiceKey;
import id.laris.pos.Service;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.core.env.Environment;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.stereotype.Component;

/**
 * The other services. The address of each is the setting {@code pos.target.<name>}, such as {@code
 * dns:///catalog:50061}.
 */
@Component
public class RemoteServices {

  private static final RetryConfig RETRY =
      RetryConfig.custom()
          .maxAttempts(3)
          .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(50, 2))
          .retryOnException(RemoteService::outOfReach)
          .build();

  private static final CircuitBreakerConfig CIRCUIT_BREAKER =
      CircuitBreakerConfig.custom()
          .slidingWindowSize(20)
          .minimumNumberOfCalls(10)
          .failureRateThreshold(50)
          .waitDurationInOpenState(Duration.ofSeconds(2))
          .permittedNumberOfCallsInHalfOpenState(3)
          .recordException(RemoteService::outOfReach)
          .build();

  private final GrpcChannelFactory channels;
  private final Environment environment;
  private final ServiceKey serviceKey;
  private final RetryRegistry retries = RetryRegistry.of(RETRY);
  private final CircuitBreakerRegistry circuitBreakers = CircuitBreakerRegistry.of(CIRCUIT_BREAKER);

  RemoteServices(
      GrpcChannelFactory channels,
      Environment environment,
      ServiceKey serviceKey,
      MeterRegistry meters) {
    this.channels = channels;
    this.environment = environment;
    this.serviceKey = serviceKey;
    TaggedRetryMetrics.ofRetryRegistry(retries).bindTo(meters);
    TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuitBreakers).bindTo(meters);
  }

  /** Returns a service, for calls that a caller waits for. */
  public RemoteService named(Service service) {
    return service(service.shortName(), service.shortName());
  }

  /**
   * Returns a service whose events are read. Readers retry all the time while it is down; that must
   * not cause other calls to be refused once it is up again.
   */
  public RemoteService feedOf(String name) {
    return service(name, name + "-feed");
  }

  private RemoteService service(String name, String guard) {
    String target = environment.getRequiredProperty("pos.target." + name);
    ManagedChannel channel = channels.createChannel(target);
    CircuitBreaker circuitBreaker = circuitBreakers.circuitBreaker(guard);
    return new RemoteService(
        name,
        ForwardedCall.inTheCallersName(channel),
        ForwardedCall.inOurName(channel, serviceKey),
        retries.retry(guard),
        circuitBreaker);
  }
}
