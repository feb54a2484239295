package id.laris.simulator;

/** The operations of Midtrans that can be called. Both ways to refund count as REFUND. */
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
