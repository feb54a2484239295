package id.laris.payment.transaction;

import id.laris.pos.v1.GatewayConfig.QrisAcquirer;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * The abilities of each payment method, from Midtrans' documentation: default expiry, refunds, and
 * whether an Idempotency-Key replays the charge.
 */
final class PaymentMethods {

  private static final Duration MINUTES = Duration.ofMinutes(15);
  private static final Duration CARD = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofDays(1);

  private static final Set<Method> CODES = EnumSet.of(Method.QRIS, Method.GOPAY, Method.SHOPEEPAY);

  private static final Set<Method> NOT_REPLAYED = EnumSet.of(Method.PERMATA_VA, Method.INDOMARET);

  private static final Set<Method> DENIED_AFTERWARDS =
      EnumSet.of(Method.PERMATA_VA, Method.MANDIRI_BILL, Method.INDOMARET);

  private PaymentMethods() {}

  static Duration defaultExpiry(Method method) {
    if (method == Method.CARD) {
      return CARD;
    }
    return CODES.contains(method) ? MINUTES : DAY;
  }

  /**
   * Returns whether only the answer to the charge shows what the customer needs, such as a QR code.
   */
  static boolean showsInstructionsOnce(Method method) {
    return CODES.contains(method);
  }

  /** Returns whether a repeated charge gets the same answer within the gateway's five minutes. */
  static boolean isReplayed(Method method) {
    return !NOT_REPLAYED.contains(method);
  }

  /** Returns whether a settlement may, rarely, be denied within minutes. */
  static boolean mayBeDeniedAfterwards(Method method) {
    return DENIED_AFTERWARDS.contains(method);
  }

  static boolean isRefundable(Method method) {
    return method == Method.CARD || CODES.contains(method);
  }

  static boolean isRefundableInPart(Method method, QrisAcquirer acquirer) {
    return switch (method) {
      case CARD, GOPAY -> true;
      case QRIS -> acquirer != QrisAcquirer.SHOPEEPAY;
      default -> false;
    };
  }
}
