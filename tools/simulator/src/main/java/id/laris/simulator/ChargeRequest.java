package id.laris.simulator;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contents of a charge, checked.
 *
 * @param expiresAt null where the method's own expiry holds
 * @param token of a card, else null
 * @param callback where a wallet sends the customer back to; null where none was given
 * @param echo custom fields and metadata, which come back as they were given
 * @param targets where its notifications go, from the headers; null where the dashboard's holds
 */
record ChargeRequest(
    PaymentMethod method,
    String orderId,
    long grossAmount,
    @Nullable Instant expiresAt,
    @Nullable CardToken token,
    @Nullable String callback,
    @Nullable ObjectNode echo,
    @Nullable NotificationTargets targets) {

  /** The addresses for the notifications of one transaction. */
  record NotificationTargets(List<URI> urls, boolean instead) {}
}
