package id.laris.torture.history;

/** The end of a call, as far as its caller knows it. */
public enum Outcome {
  /** It was answered: it has happened and stays. */
  DONE,
  /** It was refused, and never tried with an answer lost: it has not happened. */
  REFUSED,
  /** The answer was lost, and the caller gave up: it may have happened, once. */
  UNKNOWN
}
