package id.laris.payment.gateway;

import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment as the gateway describes it. Amounts are minor units.
 *
 * @param orderId the number that we gave it
 * @param transactionId the gateway's own id
 * @param word the gateway's own word for the state, in lower case, such as {@code settlement}
 * @param state what that means; never CREATED or UNKNOWN
 * @param grossAmount what the customer pays, fees of the gateway included
 * @param amount what was asked for: grossAmount less the fees that the gateway says of
 * @param refunded sum of what was given back
 * @param refunds what was given back, as far as the gateway lists it
 * @param instructions what is shown to the customer, as far as this answer has it
 * @param paidAt null while it is not paid
 * @param message the gateway's words, for what was refused
 */
public record GatewayStatus(
    String orderId,
    String transactionId,
    String word,
    State state,
    long grossAmount,
    long amount,
    long refunded,
    List<RefundSeen> refunds,
    PaymentInstructions instructions,
    @Nullable Instant paidAt,
    String maskedCard,
    String approvalCode,
    String issuer,
    String message) {

  /** A refund in the gateway's books. */
  public record RefundSeen(String key, long amount, String reason) {}

  public GatewayStatus {
    refunds = List.copyOf(refunds);
  }
}
