package id.laris.payment.midtrans;

/** The result of sending a request once. */
sealed interface Attempt {

  /** The gateway answered, or a proxy in its place. */
  record Answered(int http, MidtransBody body) implements Attempt {

    /** Returns the code in the body, else that of HTTP. */
    int code() {
      String code = body.raw("status_code");
      return code.matches("\\d{3}") ? Integer.parseInt(code) : http;
    }

    boolean isServerError() {
      return code() / 100 == 5;
    }
  }

  /** No connection was made, so nothing was sent. */
  record NotSent(String why) implements Attempt {}

  /** It was sent, and no answer came. */
  record Unanswered(String why) implements Attempt {}

  /** It was sent, and no answer came before nobody waited for one any more. */
  record GivenUp() implements Attempt {}

  /** It was not sent, because earlier calls had failed. */
  record CircuitOpen() implements Attempt {}

  /** Returns whether the gateway failed. A refusal is no failure, nor is a slow answer. */
  default boolean isFault() {
    return switch (this) {
      case Answered answered -> answered.isServerError();
      case NotSent notSent -> true;
      case Unanswered unanswered -> true;
      case GivenUp givenUp -> false;
      case CircuitOpen open -> false;
    };
  }

  /** Returns whether the gateway may have executed the request without saying so. */
  default boolean isDoubtful() {
    return switch (this) {
      case Answered answered -> answered.isServerError();
      case Unanswered unanswered -> true;
      case GivenUp givenUp -> true;
      case NotSent notSent -> false;
      case CircuitOpen open -> false;
    };
  }

  /** Returns the facts that may be logged. */
  default String facts() {
    return switch (this) {
      case Answered answered -> "http=%d code=%d".formatted(answered.http(), answered.code());
      case NotSent notSent -> "failure=" + notSent.why();
      case Unanswered unanswered -> "failure=" + unanswered.why();
      case GivenUp givenUp -> "failure=GivenUp";
      case CircuitOpen open -> "failure=CircuitOpen";
    };
  }
}
