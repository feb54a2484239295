package id.laris.payment.midtrans;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The URL to which the gateway is asked to send the notifications of a payment; without one it uses
 * that of its dashboard.
 */
@Component
public class NotificationUrl implements Supplier<Optional<URI>> {

  private final MidtransHosts hosts;
  private final @Nullable URI configured;
  private final AtomicReference<@Nullable URI> local = new AtomicReference<>();

  NotificationUrl(MidtransSettings settings, MidtransHosts hosts) {
    this.hosts = hosts;
    String text = settings.notificationUrl();
    this.configured =
        text.isBlank() ? null : WebAddress.parse("POS_MIDTRANS_NOTIFICATION_URL", text);
  }

  /** Sets the URL for a simulated gateway on this machine, where none is configured. */
  public void useForSimulator(URI url) {
    local.set(url);
  }

  @Override
  public Optional<URI> get() {
    return Optional.ofNullable(configured)
        .or(() -> hosts.isThisMachine() ? Optional.ofNullable(local.get()) : Optional.empty());
  }
}
