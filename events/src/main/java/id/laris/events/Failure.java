package id.laris.events;

/**
 * What is written down of a failure: what was thrown and its words, no more than fits. Of what the
 * database says only its first line: the rest may quote rows.
 */
final class Failure {

  private static final int MAX_LENGTH = 500;

  private Failure() {}

  static String describe(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    String text = cause.getClass().getSimpleName() + ": " + message;
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }
}
