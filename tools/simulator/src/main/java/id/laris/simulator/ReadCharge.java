package id.laris.simulator;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of one charge and collects everything that is wrong with it. */
final class ReadCharge {
  private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9\\-_~.]+");
  private static final DateTimeFormatter ORDER_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z", Locale.ROOT);
  private static final long MOST_RUPIAH = 1_000_000_000_000L;

  private final JsonNode body;
  private final Instant now;
  private final List<String> violations = new ArrayList<>();

  ReadCharge(JsonNode body, Instant now) {
    this.body = body;
    this.now = now;
  }

  /** Empty once {@link #run} gave a request. */
  List<String> violations() {
    return violations;
  }

  /** The request, or null where there are violations. */
  @Nullable ChargeRequest run(ChargeRequest.@Nullable NotificationTargets targets) {
    String orderId = orderId();
    long grossAmount = grossAmount();
    items(grossAmount);
    PaymentMethod method = method();
    if (method == null) {
      return null;
    }
    CardToken token = method == PaymentMethod.CARD ? token() : null;
    Instant expiresAt = customExpiry(method);
    return violations.isEmpty()
        ? new ChargeRequest(
            method, orderId, grossAmount, expiresAt, token, callback(), echo(), targets)
        : null;
  }

  private String orderId() {
    JsonNode node = body.path("transaction_details").path("order_id");
    if (!node.isString() || node.asString().isEmpty()) {
      violations.add("transaction_details.order_id is required");
      return "";
    }
    String orderId = node.asString();
    if (orderId.length() > 50) {
      violations.add("transaction_details.order_id must be at most 50 characters");
    }
    if (!ORDER_ID.matcher(orderId).matches()) {
      violations.add("transaction_details.order_id contains other than A-Z a-z 0-9 - _ ~ .");
    }
    return orderId;
  }

  private long grossAmount() {
    JsonNode node = body.path("transaction_details").path("gross_amount");
    if (node.isMissingNode() || node.isNull()) {
      violations.add("transaction_details.gross_amount is required");
    } else if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      violations.add("transaction_details.gross_amount must be a whole number of rupiah");
    } else if (node.asLong() < 1 || node.asLong() > MOST_RUPIAH) {
      violations.add("transaction_details.gross_amount must be greater than or equal to 1");
    } else {
      return node.asLong();
    }
    return 0;
  }

  private void items(long grossAmount) {
    JsonNode items = body.path("item_details");
    if (items.isMissingNode() || items.isNull()) {
      return;
    }
    if (!items.isArray()) {
      violations.add("item_details must be an array");
      return;
    }
    BigInteger sum = BigInteger.ZERO;
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.path(i);
      String name = "item_details[" + i + "].";
      atMost50(item.path("id"), name + "id", false);
      atMost50(item.path("name"), name + "name", true);
      JsonNode price = item.path("price");
      JsonNode quantity = item.path("quantity");
      if (!price.isIntegralNumber()) {
        violations.add(name + "price must be a whole number of rupiah");
      }
      if (!quantity.isIntegralNumber() || quantity.bigIntegerValue().signum() < 1) {
        violations.add(name + "quantity must be a whole number of at least 1");
      }
      if (price.isIntegralNumber() && quantity.isIntegralNumber()) {
        sum = sum.add(price.bigIntegerValue().multiply(quantity.bigIntegerValue()));
      }
    }
    if (!items.isEmpty() && !sum.equals(BigInteger.valueOf(grossAmount))) {
      violations.add("transaction_details.gross_amount is not equal to the sum of item_details");
    }
  }

  private void atMost50(JsonNode node, String name, boolean required) {
    if (node.isMissingNode() || node.isNull()) {
      if (required) {
        violations.add(name + " is required");
      }
    } else if (!node.isString() || node.asString().length() > 50) {
      violations.add(name + " must be text of at most 50 characters");
    }
  }

  private @Nullable PaymentMethod method() {
    String type = text(body.path("payment_type"));
    PaymentMethod method =
        switch (type) {
          case "qris" -> qris();
          case "gopay" -> PaymentMethod.GOPAY;
          case "shopeepay" -> PaymentMethod.SHOPEEPAY;
          case "bank_transfer" -> bank();
          case "echannel" -> mandiriBill();
          case "cstore" -> store();
          case "credit_card" -> PaymentMethod.CARD;
          default -> null;
        };
    if (method == null && violations.isEmpty()) {
      violations.add(type.isEmpty() ? "payment_type is required" : "payment_type is not known");
    }
    return method;
  }

  private @Nullable PaymentMethod qris() {
    return switch (text(body.path("qris").path("acquirer"))) {
      case "", "gopay" -> PaymentMethod.QRIS_GOPAY;
      case "airpay shopee" -> PaymentMethod.QRIS_SHOPEE;
      default -> refuse("qris.acquirer must be gopay or airpay shopee");
    };
  }

  private @Nullable PaymentMethod bank() {
    return switch (text(body.path("bank_transfer").path("bank"))) {
      case "bca" -> PaymentMethod.BCA;
      case "bni" -> PaymentMethod.BNI;
      case "bri" -> PaymentMethod.BRI;
      case "cimb" -> PaymentMethod.CIMB;
      case "permata" -> PaymentMethod.PERMATA;
      default -> refuse("bank_transfer.bank must be bca, bni, bri, cimb or permata");
    };
  }

  private @Nullable PaymentMethod mandiriBill() {
    JsonNode bill = body.path("echannel");
    boolean complete =
        !text(bill.path("bill_info1")).isEmpty() && !text(bill.path("bill_info2")).isEmpty();
    return complete
        ? PaymentMethod.MANDIRI_BILL
        : refuse("echannel.bill_info1 and echannel.bill_info2 are required");
  }

  private @Nullable PaymentMethod store() {
    return switch (text(body.path("cstore").path("store"))) {
      case "indomaret" -> PaymentMethod.INDOMARET;
      case "alfamart" -> PaymentMethod.ALFAMART;
      default -> refuse("cstore.store must be indomaret or alfamart");
    };
  }

  /** Null for a token that names nothing, which is 411 and no violation. */
  private @Nullable CardToken token() {
    String token = text(body.path("credit_card").path("token_id"));
    if (token.isEmpty()) {
      violations.add("credit_card.token_id is required");
    }
    return CardToken.of(token);
  }

  private @Nullable Instant customExpiry(PaymentMethod method) {
    JsonNode expiry = body.path("custom_expiry");
    if (expiry.isMissingNode() || expiry.isNull()) {
      return null;
    }
    if (method == PaymentMethod.CARD) {
      violations.add("custom_expiry is not for cards");
      return null;
    }
    Duration unit =
        switch (text(expiry.path("unit"))) {
          case "second" -> Duration.ofSeconds(1);
          case "", "minute" -> Duration.ofMinutes(1);
          case "hour" -> Duration.ofHours(1);
          case "day" -> Duration.ofDays(1);
          default -> Duration.ZERO;
        };
    if (unit.isZero()) {
      violations.add("custom_expiry.unit must be second, minute, hour or day");
    }
    JsonNode duration = expiry.path("expiry_duration");
    if (!duration.isIntegralNumber() || !duration.canConvertToInt() || duration.asInt() < 1) {
      violations.add("custom_expiry.expiry_duration must be a whole number of at least 1");
      return null;
    }
    Instant expiresAt =
        orderTime(expiry.path("order_time")).plus(unit.multipliedBy(duration.asInt()));
    if (!expiresAt.isAfter(now)) {
      violations.add("custom_expiry is over already");
    }
    return expiresAt;
  }

  private Instant orderTime(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return now;
    }
    try {
      return OffsetDateTime.parse(text(node), ORDER_TIME).toInstant();
    } catch (DateTimeParseException e) {
      violations.add("custom_expiry.order_time must be yyyy-MM-dd HH:mm:ss Z");
      return now;
    }
  }

  private @Nullable String callback() {
    String type = text(body.path("payment_type"));
    String callback = text(body.path(type).path("callback_url"));
    return callback.isEmpty() ? null : callback;
  }

  private @Nullable ObjectNode echo() {
    ObjectNode echo = Reply.MAPPER.createObjectNode();
    for (String name : List.of("custom_field1", "custom_field2", "custom_field3", "metadata")) {
      JsonNode value = body.path(name);
      if (name.equals("metadata") ? value.isObject() : value.isString()) {
        echo.set(name, value);
      }
    }
    return echo.isEmpty() ? null : echo;
  }

  private @Nullable PaymentMethod refuse(String violation) {
    violations.add(violation);
    return null;
  }

  private static String text(JsonNode node) {
    return node.isString() ? node.asString() : "";
  }
}
