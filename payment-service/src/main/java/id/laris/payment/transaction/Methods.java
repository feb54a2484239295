package id.laris.payment.transaction;

import id.laris.pos.v1.GatewayConfig.QrisAcquirer;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the methods of paying can and cannot. From Midtrans' documentation: default expiry of each
 * method, refunds, and which of them an Idempotency-Key replays.
 */
final class Methods {

  private static final Duration MINUTES = Duration.ofMinutes(15);
  private static final Duration CARD = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofDays(1);

  private static final Set<Method> CODES = EnumSet.of(Method.QRIS, Method.GOPAY, Method.SHOPEEPAY);

  private static final Set<Method> NOT_REPLAYED = EnumSet.of(Method.PERMATA_VA, Method.INDOMARET);

  private static final Set<Method> DENIED_AFTERWARDS =
      EnumSet.of(Method.PERMATA_VA, Method.MANDIRI_BILL, Method.INDOMARET);

  private Methods() {}

  static Duration defaultExpiry(Method method) {
    if (method == Method.CARD) {
      return CARD;
    }
    return CODES.contains(method) ? MINUTES : DAY;
  }

  /** Whether only the answer to the charge has what the customer needs; the status has it not. */
  static boolean showsOnce(Method method) {
    return CODES.contains(method);
  }

  /** Whether the same call again gets the same answer within the gateway's five minutes. */
  static boolean isReplayed(Method method) {
    return !NOT_REPLAYED.contains(method);
  }

  /** Whether a settlement may, rarely, be denied within minutes. */
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
