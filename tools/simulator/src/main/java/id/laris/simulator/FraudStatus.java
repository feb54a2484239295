package id.laris.simulator;

import java.util.Locale;

/** What Midtrans' fraud detection says. */
enum FraudStatus {
  ACCEPT,
  CHALLENGE,
  DENY;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
