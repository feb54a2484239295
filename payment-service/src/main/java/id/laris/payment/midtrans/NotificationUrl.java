package id.laris.payment.midtrans;

import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Where the gateway is asked to send the notifications of a payment; nowhere but where its
 * dashboard says, if nothing was set.
 */
@Component
public class NotificationUrl implements Supplier<Optional<URI>> {

  private final MidtransHosts hosts;
  private final @Nullable URI set;
  private final AtomicReference<@Nullable URI> own = new AtomicReference<>();

  NotificationUrl(MidtransSettings settings, MidtransHosts hosts) {
    this.hosts = hosts;
    String text = settings.notificationUrl();
    this.set = text.isBlank() ? null : WebAddress.parse("POS_MIDTRANS_NOTIFICATION_URL", text);
  }

  /**
   * Takes this one where none was set and the gateway is a simulated one, which reaches us here.
   */
  public void orElseUse(URI url) {
    own.set(url);
  }

  @Override
  public Optional<URI> get() {
    return Optional.ofNullable(set)
        .or(() -> hosts.isThisMachine() ? Optional.ofNullable(own.get()) : Optional.empty());
  }
}
