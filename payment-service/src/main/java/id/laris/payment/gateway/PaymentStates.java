package id.laris.payment.gateway;

import id.laris.pos.v1.PaymentTransaction.State;
import java.util.EnumSet;
import java.util.Set;

/** Groups the states of a payment by what they mean for its money. */
public final class PaymentStates {

  private static final Set<State> PAID =
      EnumSet.of(State.PAID, State.PARTIALLY_REFUNDED, State.REFUNDED, State.CHARGED_BACK);

  private static final Set<State> ENDED_UNPAID =
      EnumSet.of(State.DENIED, State.CANCELLED, State.EXPIRED, State.FAILED);

  private static final Set<State> UNDECIDED =
      EnumSet.of(State.PENDING, State.AUTHORIZED, State.CHALLENGED);

  private PaymentStates() {}

  /** Returns whether the customer's money came in, whatever became of it later. */
  public static boolean wasPaid(State state) {
    return PAID.contains(state);
  }

  /** Returns whether no money came in and none is expected any more. */
  public static boolean endedUnpaid(State state) {
    return ENDED_UNPAID.contains(state);
  }

  /** Returns whether the gateway has the payment and it is neither paid nor ended. */
  public static boolean isUndecided(State state) {
    return UNDECIDED.contains(state);
  }

  /** Returns whether it is not known if the gateway has the payment at all. */
  public static boolean isUnconfirmed(State state) {
    return state == State.CREATED || state == State.UNKNOWN;
  }
}
