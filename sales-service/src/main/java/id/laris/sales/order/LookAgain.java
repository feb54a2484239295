package id.laris.sales.order;

import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes a transaction back: somebody was quicker, and the order must be looked at again. */
public final class LookAgain extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final int LOOKS = 5;

  private final PosException lastWord;

  /**
   * Somebody was quicker.
   *
   * @param lastWord what the caller is told if that happens again and again
   */
  public LookAgain(PosException lastWord) {
    super("the order must be looked at again", null, false, false);
    this.lastWord = lastWord;
  }

  /** Another call does the same with the order. */
  public static LookAgain overtaken(UUID orderId) {
    return new LookAgain(
        Errors.of(
                Reason.VERSION_CONFLICT,
                "Other calls are changing the order %s at the same time: read it again and repeat the change."
                    .formatted(orderId))
            .with("resource", "order")
            .with("id", orderId));
  }

  /** Looks at the order, and again as long as that helps. */
  public static <R> R whileNeeded(Supplier<R> look) {
    for (int looks = 1; ; looks++) {
      try {
        return look.get();
      } catch (LookAgain e) {
        if (looks == LOOKS) {
          throw e.lastWord;
        }
      }
    }
  }
}
