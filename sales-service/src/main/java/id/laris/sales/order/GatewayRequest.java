package id.laris.sales.order;

import id.laris.common.db.RequestHash;
import id.laris.pos.v1.AddPaymentRequest.Gateway;
import id.laris.pos.v1.Payment.Type;
import id.laris.pos.v1.PaymentTransaction.Method;

/**
 * A request to take a payment through the payment gateway.
 *
 * @param completeOrder whether the order is to be completed by itself once it is paid
 * @param requestHash of all that is asked of the gateway
 */
public record GatewayRequest(Method method, boolean completeOrder, String requestHash) {

  static GatewayRequest from(Gateway request) {
    return new GatewayRequest(
        request.getMethod(), request.getCompleteOrder(), RequestHash.hexOf(request));
  }

  /** Returns the tender of the method. */
  public static Type typeOf(Method method) {
    return switch (method) {
      case QRIS -> Type.QRIS;
      case GOPAY, SHOPEEPAY -> Type.E_WALLET;
      case CARD -> Type.CARD;
      default -> Type.BANK_TRANSFER;
    };
  }
}
