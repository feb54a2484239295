package id.laris.events.types;

import id.laris.common.db.EventType;
import id.laris.common.db.EventTypes;
import id.laris.pos.Service;
import id.laris.pos.v1.GatewayConfig;
import id.laris.pos.v1.PaymentTransaction;

/** The events of payments. */
public final class PaymentEvents {

  static final EventTypes ALL = new EventTypes(Service.PAYMENT.shortName());

  private static final EventTypes.Aggregate<PaymentTransaction> TRANSACTIONS =
      ALL.aggregate("PaymentTransaction", PaymentTransaction.getDefaultInstance());

  public static final EventType<PaymentTransaction> TRANSACTION_PENDING =
      TRANSACTIONS.event("TransactionPending", "The gateway waits for the customer to pay.");
  public static final EventType<PaymentTransaction> TRANSACTION_AUTHORIZED =
      TRANSACTIONS.event("TransactionAuthorized", "A card was authorized and not yet captured.");
  public static final EventType<PaymentTransaction> TRANSACTION_CHALLENGED =
      TRANSACTIONS.event(
          "TransactionChallenged", "Fraud detection wants somebody to accept or deny a payment.");
  public static final EventType<PaymentTransaction> TRANSACTION_PAID =
      TRANSACTIONS.event("TransactionPaid", "The money arrived.");
  public static final EventType<PaymentTransaction> TRANSACTION_DENIED =
      TRANSACTIONS.event("TransactionDenied", "The issuer or fraud detection denied a payment.");
  public static final EventType<PaymentTransaction> TRANSACTION_CANCELLED =
      TRANSACTIONS.event("TransactionCancelled", "A payment was cancelled before the money came.");
  public static final EventType<PaymentTransaction> TRANSACTION_EXPIRED =
      TRANSACTIONS.event("TransactionExpired", "The customer did not pay in time.");
  public static final EventType<PaymentTransaction> TRANSACTION_FAILED =
      TRANSACTIONS.event("TransactionFailed", "The gateway could not make the payment.");
  public static final EventType<PaymentTransaction> TRANSACTION_PARTIALLY_REFUNDED =
      TRANSACTIONS.event("TransactionPartiallyRefunded", "A part of the money was refunded.");
  public static final EventType<PaymentTransaction> TRANSACTION_REFUNDED =
      TRANSACTIONS.event("TransactionRefunded", "All of the money was refunded.");
  public static final EventType<PaymentTransaction> TRANSACTION_CHARGED_BACK =
      TRANSACTIONS.event(
          "TransactionChargedBack", "The issuer took the money back for the customer.");
  public static final EventType<PaymentTransaction> TRANSACTION_REVERSED =
      TRANSACTIONS.event("TransactionReversed", "Money that had arrived was taken back.");
  public static final EventType<PaymentTransaction> TRANSACTION_NEEDS_ATTENTION =
      TRANSACTIONS.event(
          "TransactionNeedsAttention", "Somebody must look at a transaction: see its attention.");

  public static final EventType<GatewayConfig> GATEWAY_CONFIG_CHANGED =
      ALL.aggregate("GatewayConfig", GatewayConfig.getDefaultInstance())
          .event("GatewayConfigChanged", "The account at the gateway was set; its key is masked.");

  private PaymentEvents() {}
}
