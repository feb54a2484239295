package id.laris.simulator;

import java.util.Locale;

/** The verdict of Midtrans' fraud detection. */
enum FraudStatus {
  ACCEPT,
  CHALLENGE,
  DENY;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
