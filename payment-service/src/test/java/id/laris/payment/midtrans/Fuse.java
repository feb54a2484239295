package id.laris.payment.midtrans;

import id.laris.pos.v1.GatewayConfig.Environment;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

/** The circuit breaker of the simulator, for tests: what one test breaks the next must not find. */
public final class Fuse {

  private final CircuitBreaker circuitBreaker;

  public Fuse(Resilience resilience, MidtransHosts hosts) {
    this.circuitBreaker = resilience.circuitBreaker(hosts.of(Environment.SANDBOX));
  }

  public void reset() {
    circuitBreaker.reset();
  }

  public boolean isBlown() {
    return circuitBreaker.getState() == CircuitBreaker.State.OPEN;
  }
}
