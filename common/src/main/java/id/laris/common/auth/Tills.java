package id.laris.common.auth;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import java.util.UUID;

/** Keeps a till at its own register: its money goes into its own drawer. */
public final class Tills {

  private Tills() {}

  /**
   * Refuses another register than the one at which the caller is. A caller at no register, such as
   * the office, may name any.
   *
   * <p>Errors: PERMISSION_DENIED.
   */
  public static void requireAt(UUID registerId) {
    UUID own = Caller.current().registerId();
    if (own != null && !own.equals(registerId)) {
      throw Errors.of(
              Reason.PERMISSION_DENIED,
              "The caller is at another register: do this at the register itself, or in the office.")
          .with("register_id", registerId);
    }
  }
}
