package id.laris.payment.transaction;

import id.laris.pos.v1.PaymentTransaction.Attention;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What somebody should look at, and what of it is graver: a transaction shows one at a time. */
final class Attentions {

  /** From what costs nothing to what has cost money. */
  private static final List<Attention> BY_GRAVITY =
      List.of(
          Attention.ATTENTION_UNSPECIFIED,
          Attention.UNRESOLVED,
          Attention.MISSING_AT_GATEWAY,
          Attention.REFUND_FAILED,
          Attention.AMOUNT_MISMATCH,
          Attention.OVER_REFUNDED,
          Attention.REVERSED,
          Attention.EARLIER_ATTEMPT_PAID);

  private static final Set<Attention> ENDED_BY_AN_ANSWER =
      EnumSet.of(Attention.UNRESOLVED, Attention.MISSING_AT_GATEWAY, Attention.AMOUNT_MISMATCH);

  private Attentions() {}

  static Attention graver(Attention one, Attention other) {
    return BY_GRAVITY.indexOf(other) > BY_GRAVITY.indexOf(one) ? other : one;
  }

  /** Whether an answer of the gateway that can be followed leaves nothing to look at. */
  static boolean endWithAnAnswer(Attention attention) {
    return ENDED_BY_AN_ANSWER.contains(attention);
  }
}
