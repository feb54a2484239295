package id.laris.sales;

import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Payment;
import java.util.List;

/** The parts of a sale that comes in one call. */
final class Sales {

  private Sales() {}

  static CheckoutRequest.Builder sale(NewOrderItem... items) {
    return CheckoutRequest.newBuilder().addAllItems(List.of(items));
  }

  static NewOrderItem item(String variantId, long quantity) {
    return NewOrderItem.newBuilder().setVariantId(variantId).setQuantity(quantity).build();
  }

  static CheckoutRequest.Tender cash(long amount) {
    return tender(Payment.Type.CASH, amount);
  }

  static CheckoutRequest.Tender tender(Payment.Type type, long amount) {
    return CheckoutRequest.Tender.newBuilder().setPaymentType(type).setAmount(amount).build();
  }
}
