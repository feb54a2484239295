package id.laris.events;

/**
 * The recorded text of a failure: the exception and its message, cut to the column. Of a database
 * error only the first line is kept, because the rest may quote rows.
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
