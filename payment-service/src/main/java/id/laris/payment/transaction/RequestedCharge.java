package id.laris.payment.transaction;

import id.laris.common.Ids;
import id.laris.common.db.RequestHash;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.CallContext;
import id.laris.common.money.AmountOverflow;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.ChargeItem;
import id.laris.pos.v1.ChargeRequest;
import id.laris.pos.v1.PaymentTransaction.Method;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A charge as the caller asks for it, after a check of what the gateway would refuse.
 *
 * @param key the caller's idempotency key, from the field or the metadata; null for none
 * @param requestHash the hash of everything but the key
 */
record RequestedCharge(UUID id, @Nullable String key, String requestHash, ChargeRequest request) {

  /** One rupiah in minor units: it has two decimals here and none at the gateway. */
  static final long RUPIAH = 100;

  static RequestedCharge from(ChargeRequest request) {
    if (!request.getCurrency().isEmpty() && !request.getCurrency().equals(Transaction.CURRENCY)) {
      throw Errors.of(Reason.CURRENCY_MISMATCH, "The gateway accepts rupiah only: charge in IDR.")
          .with("expected", Transaction.CURRENCY)
          .with("actual", request.getCurrency());
    }
    requireWholeRupiah("amount", request.getAmount());
    requireItemsSum(request);
    if (request.getMethod() == Method.CARD && request.getCardToken().isEmpty()) {
      throw Errors.invalid(
          "card_token", "is required for a card: the token that the customer's browser obtained");
    }
    return new RequestedCharge(
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
          "must be whole rupiah, a multiple of 100 minor units: the gateway accepts no sen");
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
        sum = Amounts.add(sum, Amounts.multiply(item.getPrice(), (long) item.getQuantity()));
      } catch (AmountOverflow e) {
        throw Errors.invalid("items[%d].price".formatted(i), "price times quantity is too large");
      }
    }
    if (sum != request.getAmount()) {
      throw Errors.invalid(
          "items", "sum to %d, but the amount is %d".formatted(sum, request.getAmount()));
    }
  }

  private static @Nullable String key(ChargeRequest request) {
    String inMetadata = CallContext.current().idempotencyKey();
    String inField = request.getIdempotencyKey();
    if (inField.isEmpty()) {
      return inMetadata;
    }
    if (inMetadata != null && !inMetadata.equals(inField)) {
      throw Errors.invalid(
          "idempotency_key", "must equal the idempotency-key of the metadata, or be left out");
    }
    return inField;
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
        ? PaymentMethods.defaultExpiry(method())
        : Duration.ofSeconds(request.getExpiresInSeconds());
  }
}
