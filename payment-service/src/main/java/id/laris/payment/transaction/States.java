package id.laris.payment.transaction;

import id.laris.pos.v1.PaymentTransaction.State;
import java.util.EnumSet;
import java.util.Set;

/** Kinds of states. */
final class States {

  private static final Set<State> MONEY_IN =
      EnumSet.of(State.PAID, State.PARTIALLY_REFUNDED, State.REFUNDED, State.CHARGED_BACK);

  private static final Set<State> CAME_TO_NOTHING =
      EnumSet.of(State.DENIED, State.CANCELLED, State.EXPIRED, State.FAILED);

  private static final Set<State> WAITING =
      EnumSet.of(State.PENDING, State.AUTHORIZED, State.CHALLENGED);

  private States() {}

  /** The money came in, whatever became of it afterwards. */
  static boolean isMoneyIn(State state) {
    return MONEY_IN.contains(state);
  }

  /** No money came, and none is waited for. */
  static boolean cameToNothing(State state) {
    return CAME_TO_NOTHING.contains(state);
  }

  /** The gateway has it, and it is not decided. */
  static boolean isWaiting(State state) {
    return WAITING.contains(state);
  }

  /** Whether the gateway has it is not known. */
  static boolean isOpenQuestion(State state) {
    return state == State.CREATED || state == State.UNKNOWN;
  }
}
