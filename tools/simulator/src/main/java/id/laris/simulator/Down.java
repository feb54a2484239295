package id.laris.simulator;

/** The kinds of outage of the simulator. */
public enum Down {
  /** The simulator is up. */
  UP,
  /** Every call is answered with HTTP 503. */
  DOWN_503,
  /** Every connection is closed without an answer. */
  DOWN_DROP,
  /** No call is answered, for a minute at most or until the simulator is up again. */
  DOWN_HANG
}
