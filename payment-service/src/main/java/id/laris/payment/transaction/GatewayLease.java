package id.laris.payment.transaction;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;

/**
 * The lease of one gateway session on a transaction.
 *
 * @param token of the session that holds it
 * @param until when it ends, unless it is prolonged
 */
@Embeddable
record GatewayLease(
    @Column(name = "talk_token") UUID token, @Column(name = "talk_until") Instant until) {

  boolean isHeldAt(Instant now) {
    return until.isAfter(now);
  }
}
