package id.laris.payment.midtrans;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.laris.payment.account.GatewayAccount;
import id.laris.payment.gateway.GatewayNotification;
import id.laris.pos.v1.PaymentTransaction.State;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A notification of Midtrans, as it was received. */
final class MidtransNotification implements GatewayNotification {

  private static final String TEST = "payment_notif_test_";
  private static final List<String> SIGNED = List.of("order_id", "status_code", "gross_amount");
  private static final String SIGNATURE = "signature_key";

  private final MidtransBody body;

  private MidtransNotification(MidtransBody body) {
    this.body = body;
  }

  /** Parses a notification; empty where a field is missing that every notification has. */
  static Optional<GatewayNotification> parse(String text) {
    MidtransBody body = MidtransBody.parse(text);
    boolean complete =
        SIGNED.stream().noneMatch(field -> body.raw(field).isEmpty())
            && !body.raw(SIGNATURE).isEmpty();
    return complete ? Optional.of(new MidtransNotification(body)) : Optional.empty();
  }

  @Override
  public String orderId() {
    return body.text("order_id");
  }

  @Override
  public String transactionId() {
    return body.text("transaction_id");
  }

  @Override
  public State state() {
    return MidtransStatus.toState(
        body.text("transaction_status").toLowerCase(Locale.ROOT), body.text("fraud_status"));
  }

  @Override
  public long refunded() {
    return Rupiah.parseToMinor(body.raw("refund_amount")).orElse(0);
  }

  @Override
  public boolean isTest() {
    return orderId().startsWith(TEST);
  }

  @Override
  public boolean isSignedFor(GatewayAccount account) {
    StringBuilder signed = new StringBuilder();
    SIGNED.forEach(field -> signed.append(body.raw(field)));
    signed.append(account.serverKey().secret());
    String claimed = body.raw(SIGNATURE).toLowerCase(Locale.ROOT);
    return MessageDigest.isEqual(
        sha512(signed.toString()).getBytes(UTF_8), claimed.getBytes(UTF_8));
  }

  /** Returns the hash in lower-case hexadecimal digits. */
  private static String sha512(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-512").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
