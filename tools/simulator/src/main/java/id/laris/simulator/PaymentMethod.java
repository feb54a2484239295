package id.laris.simulator;

import java.time.Duration;
import java.util.Locale;

/** The payment methods and their differences. */
enum PaymentMethod {
  QRIS_GOPAY("qris", Refunds.FULL_AND_PARTIAL, Kind.WALLET),
  QRIS_SHOPEE("qris", Refunds.FULL_ONLY, Kind.WALLET),
  GOPAY("gopay", Refunds.FULL_AND_PARTIAL, Kind.WALLET),
  SHOPEEPAY("shopeepay", Refunds.FULL_ONLY, Kind.WALLET),
  BCA("bank_transfer", Refunds.NONE, Kind.VIRTUAL_ACCOUNT),
  BNI("bank_transfer", Refunds.NONE, Kind.VIRTUAL_ACCOUNT),
  BRI("bank_transfer", Refunds.NONE, Kind.VIRTUAL_ACCOUNT),
  CIMB("bank_transfer", Refunds.NONE, Kind.VIRTUAL_ACCOUNT),
  PERMATA("bank_transfer", Refunds.NONE, Kind.VIRTUAL_ACCOUNT),
  MANDIRI_BILL("echannel", Refunds.NONE, Kind.BILL),
  INDOMARET("cstore", Refunds.NONE, Kind.COUNTER),
  ALFAMART("cstore", Refunds.NONE, Kind.COUNTER),
  CARD("credit_card", Refunds.FULL_AND_PARTIAL, Kind.CARD);

  enum Refunds {
    NONE,
    FULL_ONLY,
    FULL_AND_PARTIAL
  }

  enum Kind {
    WALLET,
    VIRTUAL_ACCOUNT,
    BILL,
    COUNTER,
    CARD
  }

  private final String paymentType;
  private final Refunds refunds;
  private final Kind kind;

  PaymentMethod(String paymentType, Refunds refunds, Kind kind) {
    this.paymentType = paymentType;
    this.refunds = refunds;
    this.kind = kind;
  }

  String paymentType() {
    return paymentType;
  }

  Refunds refunds() {
    return refunds;
  }

  Kind kind() {
    return kind;
  }

  /** The bank of a virtual account or the shop of a payment code, as Midtrans spells it. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isQris() {
    return this == QRIS_GOPAY || this == QRIS_SHOPEE;
  }

  String acquirer() {
    return this == QRIS_SHOPEE ? "airpay shopee" : "gopay";
  }

  /** Midtrans ignores the Idempotency-Key of these. */
  boolean takesIdempotencyKey() {
    return this != PERMATA && this != INDOMARET;
  }

  Duration defaultExpiry() {
    return switch (kind) {
      case WALLET -> Duration.ofMinutes(15);
      case CARD -> Duration.ofMinutes(10);
      case VIRTUAL_ACCOUNT, BILL, COUNTER -> Duration.ofHours(24);
    };
  }

  /** The code that the customer types, made from a number that no other transaction has. */
  String code(long number) {
    return switch (this) {
      case BCA -> "12345" + digits(number, 11);
      case BNI -> "98881" + digits(number, 11);
      case BRI -> "88810" + digits(number, 13);
      case CIMB -> "70800" + digits(number, 11);
      case PERMATA -> "8778" + digits(number, 12);
      case MANDIRI_BILL -> digits(number, 12);
      case INDOMARET -> "5108" + digits(number, 8);
      case ALFAMART -> "8888" + digits(number, 12);
      default -> "";
    };
  }

  private static String digits(long number, int length) {
    String text = Long.toString(number);
    return text.length() >= length
        ? text.substring(text.length() - length)
        : "0".repeat(length - text.length()) + text;
  }
}
