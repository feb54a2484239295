package id.laris.payment.midtrans;

import id.laris.pos.v1.GatewayConfig.Environment;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Where an account's gateway is: what was set, else a simulated one, else the gateway's own system
 * for tests or for money.
 */
@Component
class MidtransHosts {

  private static final URI SANDBOX = URI.create("https://api.sandbox.midtrans.com");
  private static final URI PRODUCTION = URI.create("https://api.midtrans.com");

  private final @Nullable URI one;

  MidtransHosts(MidtransSettings settings, ObjectProvider<SimulatedGateway> simulated) {
    this.one = one(settings.url(), simulated.getIfAvailable());
  }

  private static @Nullable URI one(String set, @Nullable SimulatedGateway simulated) {
    if (!set.isBlank()) {
      return WebAddress.parsePrivate("POS_MIDTRANS_URL", set);
    }
    return simulated == null
        ? null
        : WebAddress.parsePrivate("The simulated gateway's URL", simulated.url().toString());
  }

  URI of(Environment environment) {
    if (one != null) {
      return one;
    }
    return environment == Environment.PRODUCTION ? PRODUCTION : SANDBOX;
  }

  /** Whether there is one gateway for all, and it runs on this machine: it is a simulated one. */
  boolean isThisMachine() {
    return one != null && WebAddress.isThisMachine(one);
  }
}
