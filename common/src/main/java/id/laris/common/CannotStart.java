package id.laris.common;

import org.jspecify.annotations.Nullable;

/**
 * The process cannot start for a reason that who started it can mend. The message is all they see:
 * it says what is wrong and what to do.
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
