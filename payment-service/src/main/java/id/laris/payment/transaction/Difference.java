package id.laris.payment.transaction;

import id.laris.payment.gateway.GatewayStatus;
import id.laris.payment.gateway.PaymentStates;
import id.laris.pos.v1.ReconcileTransactionsResponse.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One difference between a transaction here and at the gateway.
 *
 * @param ours the value here
 * @param gateway the value at the gateway; empty where it has none
 */
record Difference(Kind kind, String ours, String gateway) {

  private static Difference of(Kind kind, long ours, long gateway) {
    return new Difference(kind, String.valueOf(ours), String.valueOf(gateway));
  }

  /**
   * Returns every difference; none where the two agree.
   *
   * @param reported empty where the gateway does not know the transaction
   */
  static List<Difference> between(Transaction ours, Optional<GatewayStatus> reported) {
    if (reported.isEmpty()) {
      boolean neverThere =
          ours.report().gatewayTransactionId().isEmpty() && PaymentStates.endedUnpaid(ours.state());
      return neverThere
          ? List.of()
          : List.of(new Difference(Kind.MISSING_AT_GATEWAY, ours.state().name(), ""));
    }
    GatewayStatus theirs = reported.get();
    List<Difference> differences = new ArrayList<>();
    if (theirs.amount() != ours.amount()) {
      differences.add(of(Kind.AMOUNT, ours.amount(), theirs.amount()));
    }
    if (theirs.refunded() != ours.refunds().totalByGateway()) {
      differences.add(of(Kind.REFUNDED, ours.refunds().totalByGateway(), theirs.refunded()));
    }
    if (ours.effective(theirs.state()) != ours.state()) {
      differences.add(new Difference(Kind.STATE, ours.state().name(), theirs.state().name()));
    }
    return differences;
  }
}
