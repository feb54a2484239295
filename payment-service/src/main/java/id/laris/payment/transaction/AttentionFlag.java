package id.laris.payment.transaction;

import id.laris.pos.v1.PaymentTransaction.Attention;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The reason why somebody should look at a transaction: the gravest of those that there are. */
@Embeddable
class AttentionFlag {

  /** The reasons, from those without a loss to those that have cost money. */
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

  @Enumerated(EnumType.STRING)
  @Column(name = "attention")
  private Attention reason = Attention.ATTENTION_UNSPECIFIED;

  void raise(Attention other) {
    if (BY_GRAVITY.indexOf(other) > BY_GRAVITY.indexOf(reason)) {
      reason = other;
    }
  }

  void clear() {
    reason = Attention.ATTENTION_UNSPECIFIED;
  }

  /** Clears the reasons that a usable answer of the gateway resolves. */
  void clearIfAnswered() {
    if (ENDED_BY_AN_ANSWER.contains(reason)) {
      clear();
    }
  }

  Attention reason() {
    return reason;
  }
}
