package id.laris.payment.midtrans;

import id.laris.pos.v1.GatewayConfig.Environment;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The base URL of an account's gateway: the configured one, else a simulated gateway, else
 * Midtrans' sandbox or production system.
 */
@Component
class MidtransHosts {

  private static final URI SANDBOX = URI.create("https://api.sandbox.midtrans.com");
  private static final URI PRODUCTION = URI.create("https://api.midtrans.com");

  private final @Nullable URI override;

  MidtransHosts(MidtransSettings settings, ObjectProvider<SimulatedGateway> simulated) {
    this.override = override(settings.url(), simulated.getIfAvailable());
  }

  private static @Nullable URI override(String configured, @Nullable SimulatedGateway simulated) {
    if (!configured.isBlank()) {
      return WebAddress.parsePrivate("POS_MIDTRANS_URL", configured);
    }
    return simulated == null
        ? null
        : WebAddress.parsePrivate("The simulated gateway's URL", simulated.url().toString());
  }

  URI of(Environment environment) {
    if (override != null) {
      return override;
    }
    return environment == Environment.PRODUCTION ? PRODUCTION : SANDBOX;
  }

  /**
   * Returns whether all accounts use one gateway on this machine, which is a simulated one then.
   */
  boolean isThisMachine() {
    return override != null && WebAddress.isThisMachine(override);
  }
}
