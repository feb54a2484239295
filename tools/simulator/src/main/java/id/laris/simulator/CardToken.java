package id.laris.simulator;

import org.jspecify.annotations.Nullable;

/** Tokens that choose the outcome of a card payment. Others are refused with 411. */
enum CardToken {
  /** Captured at once, without a 3DS page. */
  ACCEPT("tok-accept"),
  /** Captured at once, and held by fraud detection. */
  CHALLENGE("tok-challenge"),
  /** Denied at once. */
  DENY("tok-deny"),
  /** Authorized at once, to be captured later. */
  AUTHORIZE("tok-authorize"),
  /** Waits for the customer on the 3DS page. */
  THREE_D_SECURE("tok-3ds");

  private final String wire;

  CardToken(String wire) {
    this.wire = wire;
  }

  /** The token of that name; anything may follow a hyphen, so that tokens can differ. */
  static @Nullable CardToken of(String text) {
    for (CardToken token : values()) {
      if (text.equals(token.wire) || text.startsWith(token.wire + "-")) {
        return token;
      }
    }
    return null;
  }
}
