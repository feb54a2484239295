package id.laris.simulator;

import java.util.Locale;

/** The status of a transaction, with its possible transitions. */
enum Status {
  PENDING,
  AUTHORIZE,
  CAPTURE,
  SETTLEMENT,
  DENY,
  CANCEL,
  EXPIRE,
  FAILURE,
  PARTIAL_REFUND,
  REFUND,
  PARTIAL_CHARGEBACK,
  CHARGEBACK;

  private final String wire = name().toLowerCase(Locale.ROOT);

  static Status of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** As Midtrans spells it. */
  String wire() {
    return wire;
  }

  boolean canBecome(Status next) {
    return switch (this) {
      case PENDING ->
          switch (next) {
            case SETTLEMENT, EXPIRE, CANCEL, DENY, CAPTURE, AUTHORIZE, FAILURE -> true;
            default -> false;
          };
      case AUTHORIZE -> next == CAPTURE || next == DENY || next == CANCEL || next == EXPIRE;
      case CAPTURE -> next == SETTLEMENT || next == CANCEL;
      case SETTLEMENT ->
          switch (next) {
            case REFUND, PARTIAL_REFUND, CHARGEBACK, PARTIAL_CHARGEBACK, DENY -> true;
            default -> false;
          };
      case PARTIAL_REFUND -> next == REFUND || next == PARTIAL_REFUND;
      case DENY, CANCEL, EXPIRE, FAILURE, REFUND, PARTIAL_CHARGEBACK, CHARGEBACK -> false;
    };
  }

  /** True if the customer or the card's bank may still decide. */
  boolean isOpen() {
    return this == PENDING || this == AUTHORIZE || this == CAPTURE;
  }

  /** True if no money came, so that the order_id is free again. */
  boolean freesOrderId() {
    return this == DENY || this == CANCEL || this == EXPIRE || this == FAILURE;
  }

  /** The status_code of a charge's answer. */
  String codeOfCharge(FraudStatus fraudStatus) {
    return switch (this) {
      case PENDING -> "201";
      case DENY -> "202";
      default -> fraudStatus == FraudStatus.CHALLENGE ? "201" : "200";
    };
  }

  /** The status_code of GET status. */
  String codeOfStatus() {
    return switch (this) {
      case PENDING -> "201";
      case DENY, FAILURE -> "202";
      case EXPIRE -> "407";
      default -> "200";
    };
  }

  /** The status_code of a notification, which is not that of GET status. */
  String codeOfNotification(FraudStatus fraudStatus) {
    return switch (this) {
      case PENDING -> "201";
      case CAPTURE -> fraudStatus == FraudStatus.CHALLENGE ? "201" : "200";
      case DENY, EXPIRE, CANCEL, FAILURE -> "202";
      default -> "200";
    };
  }
}
