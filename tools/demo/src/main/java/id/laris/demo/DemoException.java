package id.laris.demo;

/** Demo data cannot be made; the message says why, and what to do. */
public final class DemoException extends RuntimeException {

  public DemoException(String message) {
    super(message);
  }

  DemoException(String message, Throwable cause) {
    super(message, cause);
  }
}
