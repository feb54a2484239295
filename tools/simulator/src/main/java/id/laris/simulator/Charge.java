package id.laris.simulator;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Creates a transaction.
 *
 * <p>Errors: 400 with validation_messages; 406 where the order_id is that of a transaction that is
 * pending or paid; 411 where a card's token names no outcome. A card that is denied is 202.
 */
final class Charge {
  private static final int MOST_URLS = 3;

  private final SimulatorClock clock;
  private final Changes changes;
  private final Bodies bodies;

  Charge(SimulatorClock clock, Changes changes, Bodies bodies) {
    this.clock = clock;
    this.changes = changes;
    this.bodies = bodies;
  }

  /**
   * @param stuck whether it stays pending past its expiry
   */
  Reply run(Merchant merchant, JsonNode body, Headers headers, boolean stuck) {
    ReadCharge reading = new ReadCharge(body, clock.now());
    ChargeRequest request = reading.run(targets(headers));
    if (request == null) {
      return Reply.invalid(reading.violations());
    }
    if (request.method() == PaymentMethod.CARD && request.token() == null) {
      return Reply.business("411", "Token id is missing, invalid, or timed out.");
    }
    Transaction created = changes.create(merchant, request);
    if (created == null) {
      return Reply.business("406", Reply.ORDER_ID_TAKEN);
    }
    if (stuck) {
      changes.stick(created);
    }
    return created.request.token() == CardToken.DENY
        ? Reply.outcome(bodies.charge(created))
        : Reply.success(bodies.charge(created));
  }

  private static ChargeRequest.@Nullable NotificationTargets targets(Headers headers) {
    String instead = headers.getFirst("X-Override-Notification");
    String added = headers.getFirst("X-Append-Notification");
    if (instead != null) {
      return new ChargeRequest.NotificationTargets(urls(instead), true);
    }
    return added == null ? null : new ChargeRequest.NotificationTargets(urls(added), false);
  }

  /** Returns up to three URLs; texts that are no HTTP URL are skipped. */
  private static List<URI> urls(String header) {
    List<URI> urls = new ArrayList<>();
    for (String text : header.split(",", -1)) {
      URI url = Http.url(text.strip());
      if (url != null && urls.size() < MOST_URLS) {
        urls.add(url);
      }
    }
    return List.copyOf(urls);
  }
}
