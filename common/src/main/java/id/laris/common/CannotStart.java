package id.laris.common;

import org.jspecify.annotations.Nullable;

/**
 * A reason why the process cannot start that its operator can fix. Only the message is printed: it
 * says what is wrong and what to do.
 */
public final class CannotStart extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  public CannotStart(String message) {
    super(message);
  }

  public CannotStart(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
