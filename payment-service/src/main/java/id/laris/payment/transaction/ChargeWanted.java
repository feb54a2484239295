package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.common.db.RequestHash;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.CallContext;
import id.laris.pos.v1.ChargeItem;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge as it is asked for, after a look at what the gateway would refuse anyway.
 *
 * @param key of the caller, from the field or the metadata; null for none
 * @param requestHash of everything but the key
 */
record ChargeWanted(UUID id, @Nullable String key, String requestHash, ChargeRequest request) {

  /** Rupiah have two decimals here and none at the gateway. */
  static final long RUPIAH = 100;

  static ChargeWanted from(ChargeRequest request) {
    if (!request.getCurrency().isEmpty()
        && !request.getCurrency().equals(TransactionFields.CURRENCY)) {
      throw Errors.of(Reason.CURRENCY_MISMATCH, "The gateway takes rupiah only: charge in IDR.")
          .with("expected", TransactionFields.CURRENCY)
          .with("actual", request.getCurrency());
    }
    requireWholeRupiah("amount", request.getAmount());
    requireItemsSum(request);
    if (request.getMethod() == Method.CARD && request.getCardToken().isEmpty()) {
      throw Errors.invalid("card_token", "a card needs the token that the customer's browser made");
    }
    return new ChargeWanted(
        Ids.orNext(request.getId()),
        key(request),
        RequestHash.hexOf(request.toBuilder().clearIdempotencyKey().build()),
        request.toBuilder().clearIdempotencyKey().build());
  }

  static void requireWholeRupiah(String field, long amount) {
    if (amount % RUPIAH != 0) {
      throw Errors.invalid(
          Reason.AMOUNT_NOT_WHOLE_RUPIAH,
          field,
          "must be whole rupiah, a multiple of 100 minor units: the gateway knows no sen");
    }
  }

  private static void requireItemsSum(ChargeRequest request) {
    if (request.getItemsCount() == 0) {
      return;
    }
    long sum = 0;
    for (int i = 0; i < request.getItemsCount(); i++) {
      ChargeItem item = request.getItems(i);
      requireWholeRupiah("items[%d].price".formatted(i), item.getPrice());
      try {
        sum = Math.addExact(sum, Math.multiplyExact(item.getPrice(), (long) item.getQuantity()));
      } catch (ArithmeticException e) {
        throw Errors.invalid("items[%d].price".formatted(i), "price times quantity is too much");
      }
    }
    if (sum != request.getAmount()) {
      throw Errors.invalid(
          "items", "sum to %d and the amount is %d".formatted(sum, request.getAmount()));
    }
  }

  private static @Nullable String key(ChargeRequest request) {
    String ofMetadata = CallContext.current().idempotencyKey();
    String ofField = request.getIdempotencyKey();
    if (ofField.isEmpty()) {
      return ofMetadata;
    }
    if (ofMetadata != null && !ofMetadata.equals(ofField)) {
      throw Errors.invalid(
          "idempotency_key", "must be the same as the metadata idempotency-key, or left out");
    }
    return ofField;
  }

  UUID orderId() {
    return Ids.parse(request.getOrderId());
  }

  @Nullable UUID paymentId() {
    return Ids.parseOrNull(request.getPaymentId());
  }

  Method method() {
    return request.getMethod();
  }

  long amount() {
    return request.getAmount();
  }

  Duration lifetime() {
    return request.getExpiresInSeconds() == 0 || method() == Method.CARD
        ? Methods.defaultExpiry(method())
        : Duration.ofSeconds(request.getExpiresInSeconds());
  }
}
