package id.laris.payment.gateway;

import id.laris.payment.account.GatewayAccount;
import id.laris.pos.v1.PaymentTransaction.State;

/** What somebody says the gateway says. Only {@link #isSignedFor} tells whether it does. */
public interface GatewayNotification {

  /** Our number of the payment. */
  String orderId();

  /** The gateway's own id of the payment. */
  String transactionId();

  /** The state that it tells of, which the signature does not cover; unspecified for a new word. */
  State state();

  /** Sum of what was given back, in minor units, which the signature does not cover. */
  long refunded();

  /** Whether it is one that the gateway's dashboard sends to try the address out. */
  boolean isTest();

  /** Whether it was signed with the account's secret; compared in constant time. */
  boolean isSignedFor(GatewayAccount account);
}
