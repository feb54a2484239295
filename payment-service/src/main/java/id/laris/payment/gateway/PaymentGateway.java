package id.laris.payment.gateway;

import id.laris.payment.account.GatewayAccount;
import java.util.Optional;

/**
 * A payment gateway. Every call goes over the network, may take long, and is never made inside a
 * transaction. Where no usable answer comes, a {@link GatewayFailure} says whether the call may
 * have been executed.
 */
public interface PaymentGateway {

  /**
   * Asks for a payment. The same order id is the same payment: it may be asked for again.
   *
   * <p>A payment that the bank denies at once is an answer (DENIED), not a failure.
   */
  GatewayAnswer charge(GatewayAccount account, GatewayCharge charge);

  /** Returns the status of a payment. */
  GatewayAnswer status(GatewayAccount account, String orderId);

  /** Cancels a payment that is not paid; a conflict where it cannot be cancelled any more. */
  GatewayAnswer cancel(GatewayAccount account, String orderId);

  /** Ends a payment that was not paid in time; a conflict where it cannot expire any more. */
  GatewayAnswer expire(GatewayAccount account, String orderId);

  /**
   * Refunds a payment; the same key is the same refund. A conflict where the gateway refuses it, or
   * had the key before.
   */
  GatewayAnswer refund(GatewayAccount account, GatewayRefund refund);

  /** Parses a notification, which is not verified yet; empty where the text is not one. */
  Optional<GatewayNotification> notification(String body);
}
