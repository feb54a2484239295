package id.laris.payment.transaction;

import id.laris.payment.gateway.GatewayStatus;
import id.laris.pos.v1.ReconcileTransactionsResponse.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that the gateway has otherwise than we.
 *
 * @param ours what we have
 * @param gateway what the gateway has; empty where it has nothing
 */
record Difference(Kind kind, String ours, String gateway) {

  private static Difference of(Kind kind, long ours, long gateway) {
    return new Difference(kind, String.valueOf(ours), String.valueOf(gateway));
  }

  /**
   * All of them; none where the books agree.
   *
   * @param said empty where the gateway does not know the transaction
   */
  static List<Difference> between(Transaction ours, Optional<GatewayStatus> said) {
    if (said.isEmpty()) {
      boolean neverThere =
          ours.gatewayTransactionId().isEmpty() && States.cameToNothing(ours.state());
      return neverThere
          ? List.of()
          : List.of(new Difference(Kind.MISSING_AT_GATEWAY, ours.state().name(), ""));
    }
    GatewayStatus theirs = said.get();
    List<Difference> differences = new ArrayList<>();
    if (theirs.amount() != ours.amount()) {
      differences.add(of(Kind.AMOUNT, ours.amount(), theirs.amount()));
    }
    if (theirs.refunded() != ours.refundedByGateway()) {
      differences.add(of(Kind.REFUNDED, ours.refundedByGateway(), theirs.refunded()));
    }
    if (ours.combined(theirs.state()) != ours.state()) {
      differences.add(new Difference(Kind.STATE, ours.state().name(), theirs.state().name()));
    }
    return differences;
  }
}
