package id.laris.payment.midtrans;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.laris.payment.gateway.GatewayCharge;
import id.laris.pos.v1.GatewayConfig.QrisAcquirer;
import id.laris.pos.v1.PaymentCustomer;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes the body of a charge request. */
final class ChargeBody {

  /** The gateway accepts 16 KB. */
  static final int MAX_BYTES = 15 * 1024;

  private ChargeBody() {}

  static String of(GatewayCharge charge, QrisAcquirer acquirer) {
    String body = write(charge, acquirer, ItemLines.of(charge));
    return body.getBytes(UTF_8).length <= MAX_BYTES
        ? body
        : write(charge, acquirer, List.of(ItemLines.whole(charge.amount())));
  }

  private static String write(
      GatewayCharge charge, QrisAcquirer acquirer, List<ItemLines.Line> lines) {
    ObjectNode body = MidtransBody.JSON.createObjectNode();
    body.put("payment_type", paymentType(charge.method()));
    body.putObject("transaction_details")
        .put("order_id", charge.orderId())
        .put("gross_amount", Rupiah.ofMinor(charge.amount()));
    for (ItemLines.Line line : lines) {
      ObjectNode item = body.withArray("item_details").addObject();
      putUnlessEmpty(item, "id", line.id());
      item.put("name", line.name()).put("price", line.price()).put("quantity", line.quantity());
    }
    addCustomer(body, charge.customer());
    if (charge.method() != Method.CARD) {
      body.putObject("custom_expiry")
          .put("order_time", JakartaTime.format(charge.orderedAt()))
          .put("expiry_duration", minutes(charge))
          .put("unit", "minute");
    }
    addMethod(body, charge, acquirer);
    return body.toString();
  }

  private static String paymentType(Method method) {
    return switch (method) {
      case QRIS -> "qris";
      case GOPAY -> "gopay";
      case SHOPEEPAY -> "shopeepay";
      case BCA_VA, BNI_VA, BRI_VA, CIMB_VA, PERMATA_VA -> "bank_transfer";
      case MANDIRI_BILL -> "echannel";
      case INDOMARET, ALFAMART -> "cstore";
      case CARD -> "credit_card";
      case METHOD_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a charge without a method");
    };
  }

  private static void addMethod(ObjectNode body, GatewayCharge charge, QrisAcquirer acquirer) {
    ObjectNode method = body.putObject(paymentType(charge.method()));
    switch (charge.method()) {
      case QRIS ->
          method.put("acquirer", acquirer == QrisAcquirer.SHOPEEPAY ? "airpay shopee" : "gopay");
      case GOPAY -> {
        method.put("enable_callback", !charge.callbackUrl().isEmpty());
        putUnlessEmpty(method, "callback_url", charge.callbackUrl());
      }
      case SHOPEEPAY -> putUnlessEmpty(method, "callback_url", charge.callbackUrl());
      case BCA_VA -> method.put("bank", "bca");
      case BNI_VA -> method.put("bank", "bni");
      case BRI_VA -> method.put("bank", "bri");
      case CIMB_VA -> method.put("bank", "cimb");
      case PERMATA_VA -> method.put("bank", "permata");
      case MANDIRI_BILL -> method.put("bill_info1", "Payment:").put("bill_info2", "POS");
      case INDOMARET -> method.put("store", "indomaret").put("message", "POS");
      case ALFAMART -> method.put("store", "alfamart").put("message", "POS");
      case CARD -> method.put("token_id", charge.cardToken()).put("authentication", true);
      case METHOD_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a charge without a method");
    }
  }

  private static void addCustomer(ObjectNode body, PaymentCustomer customer) {
    if (customer.equals(PaymentCustomer.getDefaultInstance())) {
      return;
    }
    ObjectNode details = body.putObject("customer_details");
    putUnlessEmpty(details, "first_name", customer.getFirstName());
    putUnlessEmpty(details, "last_name", customer.getLastName());
    putUnlessEmpty(details, "email", customer.getEmail());
    putUnlessEmpty(details, "phone", customer.getPhone());
  }

  /** Returns the expiry rounded up, so that the customer has at least the promised time. */
  private static long minutes(GatewayCharge charge) {
    Duration time = Duration.between(charge.orderedAt(), charge.expiresAt());
    return Math.max(1, time.plusMinutes(1).minusNanos(1).toMinutes());
  }

  private static void putUnlessEmpty(ObjectNode node, String field, String text) {
    if (!text.isEmpty()) {
      node.put(field, text);
    }
  }
}
