package id.laris.customer.balance;

import id.laris.pos.v1.GiftCard.Status;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of a gift card that other balances lack. It does not have the code: only a hash is
 * stored.
 *
 * @param status ACTIVE, FROZEN, EXPIRED or CANCELLED; a card is USED while it is ACTIVE and empty
 * @param lastFour the end of its code; empty while none was drawn
 * @param orderId the order by which it was sold
 * @param issued the amount with which it began
 * @param reason why it was frozen or cancelled
 */
public record Card(
    Status status,
    String lastFour,
    @Nullable UUID orderId,
    long issued,
    @Nullable Instant expiresAt,
    String notes,
    String reason) {

  /** Stands in the rows of other kinds. */
  static final Card NONE = new Card(Status.ACTIVE, "", null, 0, null, "", "");

  Card in(Status newStatus, String newReason) {
    return new Card(newStatus, lastFour, orderId, issued, expiresAt, notes, newReason);
  }

  Card endingWith(String newLastFour) {
    return new Card(status, newLastFour, orderId, issued, expiresAt, notes, reason);
  }

  /** Returns whether it will never pay again. */
  public boolean hasEnded() {
    return status == Status.EXPIRED || status == Status.CANCELLED;
  }
}
