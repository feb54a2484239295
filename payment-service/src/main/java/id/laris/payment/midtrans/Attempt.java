package id.laris.payment.midtrans;

/** What became of one request on the wire. */
sealed interface Attempt {

  /** The gateway answered, or something in its place. */
  record Answered(int http, MidtransBody body) implements Attempt {

    /** The body's own code, which rules where it has one. */
    int code() {
      String code = body.raw("status_code");
      return code.matches("\\d{3}") ? Integer.parseInt(code) : http;
    }

    boolean isServerError() {
      return code() / 100 == 5;
    }
  }

  /** No connection was made: nothing was asked. */
  record NotSent(String why) implements Attempt {}

  /** It was asked, and no answer came. */
  record Unanswered(String why) implements Attempt {}

  /** It was not tried, because the others had failed. */
  record CircuitOpen() implements Attempt {}

  /**
   * Whether it says that the gateway is out of order. A refusal does not, nor does a slow answer.
   */
  default boolean isFault() {
    return switch (this) {
      case Answered answered -> answered.isServerError();
      case NotSent notSent -> true;
      case Unanswered unanswered -> true;
      case CircuitOpen open -> false;
    };
  }

  /** Whether the gateway may have done what it was asked for, though it does not say so. */
  default boolean isDoubtful() {
    return switch (this) {
      case Answered answered -> answered.isServerError();
      case Unanswered unanswered -> true;
      case NotSent notSent -> false;
      case CircuitOpen open -> false;
    };
  }

  /** What may be logged of it. */
  default String facts() {
    return switch (this) {
      case Answered answered -> "http=%d code=%d".formatted(answered.http(), answered.code());
      case NotSent notSent -> "failure=" + notSent.why();
      case Unanswered unanswered -> "failure=" + unanswered.why();
      case CircuitOpen open -> "failure=CircuitOpen";
    };
  }
}
