package id.laris.sales.order;

import id.laris.common.Ids;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.AddPaymentRequest;
import id.laris.pos.v1.CheckoutRequest.Tender;
import id.laris.pos.v1.Payment.Type;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as it is offered. Amounts are minor units.
 *
 * @param currency empty for the order's
 * @param tendered cash handed over; 0 for amount and tip
 * @param gateway null where it was taken elsewhere
 */
public record PaymentWanted(
    UUID id,
    Type type,
    long amount,
    String currency,
    long tendered,
    long tip,
    String reference,
    @Nullable GatewayWanted gateway) {

  public static PaymentWanted from(AddPaymentRequest request, UUID id) {
    return new PaymentWanted(
        id,
        request.getPaymentType(),
        request.getAmount(),
        request.getCurrency(),
        request.getTendered(),
        request.getTip(),
        request.getReference(),
        request.hasGateway() ? GatewayWanted.from(request.getGateway()) : null);
  }

  /** Refuses a payment in another currency than the order's. */
  void requireCurrency(String orderCurrency) {
    if (!currency.isEmpty() && !currency.equals(orderCurrency)) {
      throw Errors.of(
              Reason.CURRENCY_MISMATCH, "The order is in %s: pay in that.".formatted(orderCurrency))
          .with("expected", orderCurrency)
          .with("actual", currency);
    }
  }

  /** The payments of a sale that comes in one call. */
  public static List<PaymentWanted> from(List<Tender> tenders) {
    List<PaymentWanted> wanted = tenders.stream().map(PaymentWanted::from).toList();
    Ids.requireDistinct("payments", wanted, PaymentWanted::id);
    return wanted;
  }

  private static PaymentWanted from(Tender tender) {
    return new PaymentWanted(
        Ids.orNext(tender.getId()),
        tender.getPaymentType(),
        tender.getAmount(),
        "",
        tender.getTendered(),
        tender.getTip(),
        tender.getReference(),
        null);
  }
}
