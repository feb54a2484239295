package id.laris.payment.gateway;

import id.laris.payment.account.GatewayAccount;
import id.laris.pos.v1.PaymentTransaction.State;

/** A notification that claims to be the gateway's; {@link #isSignedFor} tells whether it is. */
public interface GatewayNotification {

  /** Returns our order id of the payment. */
  String orderId();

  /** Returns the gateway's own id of the payment. */
  String transactionId();

  /** Returns the state, which the signature does not cover; unspecified for an unknown status. */
  State state();

  /** Returns the sum of the refunds in minor units, which the signature does not cover. */
  long refunded();

  /** Returns whether the gateway's dashboard sent it to test the address. */
  boolean isTest();

  /** Returns whether it was signed with the account's secret; compared in constant time. */
  boolean isSignedFor(GatewayAccount account);
}
