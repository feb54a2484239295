package id.laris.sales.order;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import id.laris.common.Ids;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.PaymentInstructions;
import id.laris.pos.v1.PaymentTransaction;
import id.laris.pos.v1.PaymentTransaction.Attention;
import id.laris.pos.v1.PaymentTransaction.Method;
import id.laris.pos.v1.PaymentTransaction.State;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as the payment service reports it.
 *
 * @param paymentId the payment that it was made for; null where sales did not request the charge
 * @param version grows with every change of the transaction
 * @param amount the charged amount, in minor units
 * @param refunded the amount refunded so far
 * @param instructions the instructions that the till must show, as JSON; null where there are none
 * @param failure the reason why no money was received, or why it was taken back
 * @param paidAt null where it is not paid, or it is not said when
 */
public record TransactionUpdate(
    UUID transactionId,
    @Nullable UUID paymentId,
    int version,
    Outcome outcome,
    Method method,
    String currency,
    long amount,
    long refunded,
    @Nullable String instructions,
    String failure,
    @Nullable Instant paidAt) {

  /** The meaning of the transaction's state for the payment. */
  public enum Outcome {
    /** Nobody knows yet whether the gateway has it. */
    UNKNOWN,
    /** The customer has not paid yet. */
    PENDING,
    /** The money was received; some of it may have been refunded since. */
    PAID,
    /** No money was received. */
    FAILED,
    /** The money was received, and then reversed. */
    REVERSED
  }

  /**
   * Converts a transaction of the payment service.
   *
   * @param reversed true where its event says that the payment was reversed
   */
  public static TransactionUpdate from(PaymentTransaction transaction, boolean reversed) {
    State state = transaction.getState();
    long amount = transaction.getAmount().getAmount();
    return new TransactionUpdate(
        Ids.parse(transaction.getId()),
        Ids.parseOrNull(transaction.getPaymentId()),
        transaction.getVersion(),
        reversed ? Outcome.REVERSED : outcome(transaction),
        transaction.getMethod(),
        transaction.getAmount().getCurrency(),
        amount,
        state == State.REFUNDED ? amount : transaction.getRefunded().getAmount(),
        transaction.hasInstructions() ? json(transaction.getInstructions()) : null,
        transaction.getFailure().isEmpty() ? inWords(state) : transaction.getFailure(),
        transaction.hasPaidAt() ? Protos.instant("paid_at", transaction.getPaidAt()) : null);
  }

  private static Outcome outcome(PaymentTransaction transaction) {
    return switch (transaction.getState()) {
      case PENDING, AUTHORIZED, CHALLENGED -> Outcome.PENDING;
      case PAID, PARTIALLY_REFUNDED, REFUNDED -> Outcome.PAID;
      case DENIED, CANCELLED, EXPIRED, FAILED ->
          transaction.getAttention() == Attention.REVERSED ? Outcome.REVERSED : Outcome.FAILED;
      case CHARGED_BACK -> Outcome.REVERSED;
      default -> Outcome.UNKNOWN;
    };
  }

  private static String inWords(State state) {
    return "the transaction is " + state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String json(PaymentInstructions instructions) {
    try {
      return JsonFormat.printer().omittingInsignificantWhitespace().print(instructions);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("payment instructions cannot be written", e);
    }
  }

  static PaymentInstructions instructions(String json) {
    PaymentInstructions.Builder instructions = PaymentInstructions.newBuilder();
    try {
      JsonFormat.parser().ignoringUnknownFields().merge(json, instructions);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("payment instructions cannot be read", e);
    }
    return instructions.build();
  }
}
