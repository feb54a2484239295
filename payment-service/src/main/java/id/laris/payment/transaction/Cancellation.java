package id.laris.payment.transaction;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A request to cancel that the gateway has not answered yet, and its reason. */
@Embeddable
class Cancellation {

  @Column(name = "cancel_requested")
  private boolean requested;

  @Column(name = "cancel_reason")
  @SuppressWarnings("UnusedVariable") // for whoever reads the table
  private String reason = "";

  void request(String why) {
    requested = true;
    reason = why;
  }

  /** Ends the request, as the payment can no longer be cancelled. */
  void settle() {
    requested = false;
  }

  boolean isRequested() {
    return requested;
  }
}
