package id.laris.simulator;

/** What a call to Midtrans asks for. Both ways to refund count as REFUND. */
public enum Operation {
  CHARGE,
  STATUS,
  CAPTURE,
  CANCEL,
  EXPIRE,
  REFUND,
  /** Every one of the others. */
  ANY;

  boolean covers(Operation other) {
    return this == ANY || this == other;
  }
}
