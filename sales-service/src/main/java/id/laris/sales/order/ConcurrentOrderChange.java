package id.laris.sales.order;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Rolls a transaction back because another call has changed the order meanwhile: the order must be
 * read again.
 */
public final class ConcurrentOrderChange extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int ATTEMPTS = 5;

  private final PosException conflict;

  /**
   * Another call was quicker.
   *
   * @param conflict the error for the caller if that keeps happening
   */
  private ConcurrentOrderChange(PosException conflict) {
    super("the order was changed by another call", null, false, false);
    this.conflict = conflict;
  }

  /** Another call is changing the same order. */
  public static ConcurrentOrderChange of(UUID orderId) {
    return new ConcurrentOrderChange(
        Errors.of(
                Reason.CONCURRENT_CHANGE,
                "Other calls are changing the order %s at the same time, so nothing was changed: send the same request again."
                    .formatted(orderId))
            .with("resource", "order")
            .with("id", orderId));
  }

  /** Makes an attempt, and another as long as the order is changed meanwhile. */
  public static <R> R retry(Supplier<R> attempt) {
    for (int attempts = 1; ; attempts++) {
      try {
        return attempt.get();
      } catch (ConcurrentOrderChange e) {
        if (attempts == ATTEMPTS) {
          throw e.conflict;
        }
      }
    }
  }
}
