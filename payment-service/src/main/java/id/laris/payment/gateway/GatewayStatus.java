package id.laris.payment.gateway;

import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of a payment as the gateway reports it. Amounts are minor units.
 *
 * @param orderId our order id of the payment
 * @param transactionId the gateway's own id
 * @param statusName the gateway's own name of the status, in lower case, such as {@code settlement}
 * @param state the state that it stands for; never CREATED or UNKNOWN
 * @param grossAmount the amount that the customer pays, with the gateway's fees
 * @param amount the amount that was asked for: grossAmount less the reported fees
 * @param refunded the sum of the refunds
 * @param refunds the refunds, as far as the gateway lists them
 * @param instructions the instructions for the customer, as far as this answer has them
 * @param paidAt null while it is not paid
 * @param message the gateway's message, where the payment was refused
 */
public record GatewayStatus(
    String orderId,
    String transactionId,
    String statusName,
    State state,
    long grossAmount,
    long amount,
    long refunded,
    List<ReportedRefund> refunds,
    PaymentInstructions instructions,
    @Nullable Instant paidAt,
    String maskedCard,
    String approvalCode,
    String issuer,
    String message) {

  /** A refund that the gateway lists. */
  public record ReportedRefund(String key, long amount, String reason) {}

  public GatewayStatus {
    refunds = List.copyOf(refunds);
  }
}
