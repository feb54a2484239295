package id.laris.payment.midtrans;

import id.laris.pos.v1.GatewayConfig.Environment;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/**
 * The circuit breaker of calls to the simulator, which tests reset: no test opens it for the next.
 */
public final class SimulatorCircuitBreaker {

  private final CircuitBreaker circuitBreaker;

  public SimulatorCircuitBreaker(Resilience resilience, MidtransHosts hosts) {
    this.circuitBreaker = resilience.circuitBreaker(hosts.of(Environment.SANDBOX));
  }

  public void reset() {
    circuitBreaker.reset();
  }

  /** Returns how many calls counted as failures of the gateway. */
  public int failedCalls() {
    return circuitBreaker.getMetrics().getNumberOfFailedCalls();
  }

  /** Returns how many calls counted as answers of the gateway. */
  public int successfulCalls() {
    return circuitBreaker.getMetrics().getNumberOfSuccessfulCalls();
  }
}
