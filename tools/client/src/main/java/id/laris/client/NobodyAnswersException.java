package id.laris.client;

/** There is no Laris where one was looked for. Its message says how to start one. */
public final class NobodyAnswersException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NobodyAnswersException(String target) {
    super(message(target));
  }

  /** Says that no Laris answers at the address, and what to do. */
  public static String message(String target) {
    return "No Laris answers at %s: start it with ./pos run, or set POS_TARGET to the HOST:PORT of one that runs."
        .formatted(target);
  }
}
