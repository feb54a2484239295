package id.laris.torture.history;

import com.google.protobuf.Message;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short text that differs where messages differ. */
public final class Digest {

  private static final int BYTES = 16;

  private Digest() {}

  public static String of(Message message) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(message.toByteArray());
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The digest of the fields that do not change once an order is closed. Afterwards the gateway may
   * still change a payment, and a merge lists the order under another customer. Nothing else
   * changes.
   */
  public static String ofClosed(Order order) {
    Order.Builder rest = order.toBuilder();
    if (order.getPaymentsList().stream().anyMatch(Digest::throughGateway)) {
      rest.clearPayments()
          .clearVersion()
          .clearUpdatedAt()
          .clearPaidTotal()
          .clearPendingTotal()
          .clearDue()
          .clearCashDue();
    }
    if (!order.getCustomerId().isEmpty()) {
      rest.clearCustomerId().clearVersion().clearUpdatedAt();
    }
    return of(rest.build());
  }

  private static boolean throughGateway(Payment payment) {
    return payment.getMethodValue() != 0;
  }
}
