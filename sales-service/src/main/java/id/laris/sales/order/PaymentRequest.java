package id.laris.sales.order;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CheckoutRequest.Tender;
import id.laris.pos.v1.Payment.Type;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A payment that the till asks to record. Amounts are minor units.
 *
 * @param currency empty for the order's
 * @param tendered cash handed over; 0 for amount and tip
 * @param giftCard the card that pays, for a gift card
 * @param gateway null where it was taken elsewhere
 * @param path where its fields are in the request, such as {@code payments[1].}
 */
public record PaymentRequest(
    UUID id,
    Type type,
    long amount,
    String currency,
    long tendered,
    long tip,
    String reference,
    GiftCard giftCard,
    @Nullable GatewayRequest gateway,
    String path) {

  /** Refuses a request that does not name the balance that pays. */
  public PaymentRequest {
    if (giftCard.isGiven() != (type == Type.GIFT_CARD)) {
      throw Errors.invalid(
          path + "gift_card_code",
          type == Type.GIFT_CARD
              ? "is required for GIFT_CARD, unless gift_card_id is given: for a card of another system use EXTERNAL"
              : "must be empty, and so must gift_card_id: only GIFT_CARD is paid with a card");
    }
    if (giftCard.isAmbiguous()) {
      throw Errors.invalid(path + "gift_card_id", "must be empty where gift_card_code is given");
    }
    if (tip != 0 && isOfBalance(type)) {
      throw Errors.invalid(
          path + "tip", "cannot be paid with %s: pay it otherwise".formatted(type.name()));
    }
  }

  public static PaymentRequest from(AddPaymentRequest request, UUID id) {
    return new PaymentRequest(
        id,
        taken(request.getPaymentType(), ""),
        request.getAmount(),
        request.getCurrency(),
        request.getTendered(),
        request.getTip(),
        request.getReference(),
        new GiftCard(request.getGiftCardCode(), Ids.parseOrNull(request.getGiftCardId())),
        request.hasGateway() ? GatewayRequest.from(request.getGateway()) : null,
        "");
  }

  /**
   * A payment by goods that came back.
   *
   * @param returnNumber number of their return
   */
  public static PaymentRequest exchange(long amount, String returnNumber) {
    return new PaymentRequest(
        Ids.next(),
        Type.EXCHANGE,
        amount,
        "",
        0,
        0,
        returnNumber,
        new GiftCard("", null),
        null,
        "");
  }

  /** Refuses a type that no till can take. */
  private static Type taken(Type type, String path) {
    if (type == Type.EXCHANGE) {
      throw Errors.invalid(
          path + "payment_type",
          "EXCHANGE is made by CreateExchange only: take goods back with it");
    }
    return type;
  }

  /** Refuses a payment in another currency than the order's. */
  void requireCurrency(String orderCurrency) {
    if (!currency.isEmpty() && !currency.equals(orderCurrency)) {
      throw Errors.of(
              Reason.CURRENCY_MISMATCH,
              "The order is in %s: pay in this currency.".formatted(orderCurrency))
          .with("expected", orderCurrency)
          .with("actual", currency);
    }
  }

  /** The payments of a sale that comes in one call. */
  public static List<PaymentRequest> from(List<Tender> tenders) {
    List<PaymentRequest> wanted =
        IntStream.range(0, tenders.size())
            .mapToObj(i -> from(tenders.get(i), "payments[%d].".formatted(i)))
            .toList();
    Ids.requireDistinct("payments", wanted, PaymentRequest::id);
    return wanted;
  }

  private static PaymentRequest from(Tender tender, String path) {
    return new PaymentRequest(
        Ids.orNext(tender.getId()),
        taken(tender.getPaymentType(), path),
        tender.getAmount(),
        "",
        tender.getTendered(),
        tender.getTip(),
        tender.getReference(),
        new GiftCard(tender.getGiftCardCode(), Ids.parseOrNull(tender.getGiftCardId())),
        null,
        path);
  }

  /** Returns whether a balance of customer-service pays, such as that of a gift card. */
  public boolean isOfBalance() {
    return isOfBalance(type);
  }

  private static boolean isOfBalance(Type type) {
    return type == Type.GIFT_CARD || isOfCustomer(type);
  }

  /** Returns whether the customer of the order pays from what it has with the shop. */
  boolean isOfCustomer() {
    return isOfCustomer(type);
  }

  static boolean isOfCustomer(Type type) {
    return type == Type.STORE_CREDIT || type == Type.ON_ACCOUNT;
  }
}
