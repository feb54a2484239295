package id.laris.simulator;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON bodies of a transaction: in the answer to a charge, to a status, in a webhook. */
final class Bodies {
  private final String base;

  /**
   * @param base what stands before /v2 in the links
   */
  Bodies(String base) {
    this.base = base;
  }

  /** The answer to a charge: the only one with the QR code and the links. */
  ObjectNode charge(Transaction transaction) {
    ObjectNode body = Reply.MAPPER.createObjectNode();
    Status status = transaction.status();
    body.put("status_code", status.codeOfCharge(transaction.fraudStatus()));
    body.put(
        "status_message",
        status == Status.DENY
            ? "Deny by Bank [NOT REAL] with code [05] and message [Do not honour]"
            : "Success, transaction is created");
    common(body, transaction);
    new ChargeLinks(base).add(body, transaction);
    return body;
  }

  ObjectNode status(Transaction transaction) {
    return answer(
        transaction, transaction.status().codeOfStatus(), "Success, transaction is found");
  }

  /** The answer to a call that changed something; expire's own code is 407. */
  ObjectNode changed(Transaction transaction, String message) {
    return answer(transaction, transaction.status().codeOfStatus(), message);
  }

  ObjectNode refund(Transaction transaction, Refund refund) {
    ObjectNode body = answer(transaction, "200", "Success, refund request is approved");
    body.remove("refunds");
    return body.put("refund_chargeback_id", refund.number())
        .put("refund_amount", rupiah(refund.amount()))
        .put("refund_key", refund.key());
  }

  /** A notification of that status, which need not be the present one. */
  ObjectNode notification(Transaction transaction, Status status) {
    ObjectNode body = Reply.MAPPER.createObjectNode();
    common(body, transaction);
    body.put("transaction_status", status.wire());
    body.put("status_message", "midtrans payment notification");
    if (transaction.method().kind() == PaymentMethod.Kind.COUNTER) {
      body.remove("fraud_status");
    }
    if (status == Status.PENDING) {
      body.remove("settlement_time");
    }
    refunds(body, transaction);
    return sign(body, transaction, status.codeOfNotification(transaction.fraudStatus()));
  }

  /** Signs the body as it stands, under that status_code. */
  static ObjectNode sign(ObjectNode body, Transaction transaction, String statusCode) {
    String grossAmount = body.path("gross_amount").asString();
    return body.put("status_code", statusCode)
        .put(
            "signature_key",
            Signature.of(
                transaction.orderId(), statusCode, grossAmount, transaction.merchant.serverKey()));
  }

  private static ObjectNode answer(Transaction transaction, String statusCode, String message) {
    ObjectNode body = Reply.MAPPER.createObjectNode();
    body.put("status_code", statusCode);
    body.put("status_message", message);
    common(body, transaction);
    refunds(body, transaction);
    return sign(body, transaction, statusCode);
  }

  private static void common(ObjectNode body, Transaction transaction) {
    Status status = transaction.status();
    body.put("transaction_id", transaction.id.toString());
    body.put("order_id", transaction.orderId());
    body.put("merchant_id", transaction.merchant.id());
    body.put("gross_amount", rupiah(transaction.grossAmount()));
    body.put("currency", "IDR");
    body.put("payment_type", transaction.method().paymentType());
    body.put("transaction_time", SimulatorClock.format(transaction.createdAt));
    body.put("transaction_status", status.wire());
    body.put("fraud_status", transaction.fraudStatus().wire());
    Instant expiresAt = transaction.expiresAt;
    if (expiresAt != null) {
      body.put("expiry_time", SimulatorClock.format(expiresAt));
    }
    Instant settledAt = transaction.settledAt();
    if (settledAt != null) {
      body.put("settlement_time", SimulatorClock.format(settledAt));
    }
    method(body, transaction, settledAt);
    metadata(body, transaction);
  }

  private static void method(
      ObjectNode body, Transaction transaction, @Nullable Instant settledAt) {
    PaymentMethod method = transaction.method();
    switch (method) {
      case QRIS_GOPAY, QRIS_SHOPEE -> {
        body.put("acquirer", method.acquirer());
        if (settledAt != null) {
          body.put("issuer", method.acquirer());
        }
      }
      case GOPAY -> {
        if (settledAt != null) {
          body.put("payment_option_type", "GOPAY_WALLET");
        }
      }
      case SHOPEEPAY -> {}
      case BCA, BNI, BRI, CIMB -> virtualAccount(body, transaction, settledAt);
      case PERMATA -> body.put("permata_va_number", transaction.code());
      case MANDIRI_BILL -> body.put("biller_code", "70012").put("bill_key", transaction.code());
      case INDOMARET, ALFAMART ->
          body.put("store", method.wire()).put("payment_code", transaction.code());
      case CARD -> card(body, transaction);
    }
  }

  private static void virtualAccount(
      ObjectNode body, Transaction transaction, @Nullable Instant settledAt) {
    body.putArray("va_numbers")
        .addObject()
        .put("bank", transaction.method().wire())
        .put("va_number", transaction.code());
    if (settledAt != null) {
      body.putArray("payment_amounts")
          .addObject()
          .put("paid_at", SimulatorClock.format(settledAt))
          .put("amount", rupiah(transaction.grossAmount()));
    }
  }

  private static void card(ObjectNode body, Transaction transaction) {
    body.put("masked_card", "48111111-1114").put("bank", "bni").put("card_type", "credit");
    Status status = transaction.status();
    if (status != Status.PENDING && status != Status.DENY && status != Status.EXPIRE) {
      body.put("approval_code", String.format(Locale.ROOT, "%06d", transaction.number % 1_000_000));
    }
  }

  /** The merchant's own fields and, where a fee was imposed, the amount before it. */
  private static void metadata(ObjectNode body, Transaction transaction) {
    ObjectNode echo = transaction.echo();
    if (echo != null) {
      echo.propertyStream().forEach(field -> body.set(field.getKey(), field.getValue().deepCopy()));
    }
    if (transaction.customerFee() > 0) {
      object(object(object(body, "metadata"), "extra_info"), "gross_amount_info")
          .put("original_amount", rupiah(transaction.request.grossAmount()));
    }
  }

  private static ObjectNode object(ObjectNode parent, String name) {
    JsonNode child = parent.path(name);
    return child instanceof ObjectNode existing ? existing : parent.putObject(name);
  }

  private static void refunds(ObjectNode body, Transaction transaction) {
    if (transaction.refunds().isEmpty()) {
      return;
    }
    body.put("refund_amount", rupiah(transaction.refundedAmount()));
    ArrayNode array = body.putArray("refunds");
    for (Refund refund : transaction.refunds()) {
      array
          .addObject()
          .put("refund_chargeback_id", refund.number())
          .put("refund_amount", rupiah(refund.amount()))
          .put("created_at", SimulatorClock.format(refund.createdAt()))
          .put("reason", refund.reason())
          .put("refund_key", refund.key())
          .put("refund_method", refund.online() ? "online" : "offline");
    }
  }

  /** As Midtrans writes money: whole rupiah, yet with two decimals. */
  static String rupiah(long amount) {
    return amount + ".00";
  }
}
