package id.laris.sales.receipt;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.GetReceiptResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.Receipt;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.settings.SalesSetting;
import java.time.ZoneId;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The receipt of a COMPLETED order: what was fixed at the sale, under the name and footer of the
 * settings, with the time as it was at the location.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION while the order is not COMPLETED.
 */
@Component
public class GetReceipt {

  private static final int WIDE_MILLIMETRES = 80;

  private final Orders orders;
  private final CurrentSettings settings;
  private final Reads reads;

  GetReceipt(Orders orders, CurrentSettings settings, Reads reads) {
    this.orders = orders;
    this.settings = settings;
    this.reads = reads;
  }

  public GetReceiptResponse run(GetReceiptRequest request) {
    UUID orderId = Ids.parse(request.getOrderId());
    return reads.run(
        () -> {
          var sold = orders.get(orderId);
          Order order = OrderProtos.toProto(sold);
          if (order.getStatus() != Status.COMPLETED) {
            throw Errors.wrongState(
                "order", orderId, order.getStatus().name(), Status.COMPLETED.name());
          }
          SalesSetting setting = settings.get();
          Receipt.Builder receipt = receipt(order, setting);
          if (request.getFormat() == Receipt.Format.TEXT) {
            ZoneId zone = sold.businessDay(setting.businessDay()).zone();
            receipt.setText(text(receipt, setting, zone, request));
          }
          return GetReceiptResponse.newBuilder().setReceipt(receipt).build();
        });
  }

  private static Receipt.Builder receipt(Order order, SalesSetting setting) {
    return Receipt.newBuilder()
        .setReceiptNumber(order.getReceiptNumber())
        .setBusinessDate(order.getBusinessDate())
        .setCompletedAt(order.getCompletedAt())
        .setShopName(setting.shopName())
        .addAllItems(order.getItemsList())
        .addAllDiscounts(order.getDiscountsList())
        .addAllServiceCharges(order.getServiceChargesList())
        .addAllTaxes(order.getTaxesList())
        .addAllPayments(
            order.getPaymentsList().stream()
                .filter(payment -> payment.getStatus() == Payment.Status.CAPTURED)
                .toList())
        .setSubtotal(order.getSubtotal())
        .setDiscountTotal(order.getDiscountTotal())
        .setTotal(order.getTotal())
        .setChangeTotal(order.getChangeTotal())
        .setCashRoundingTotal(order.getCashRoundingTotal())
        .setTipTotal(order.getTipTotal());
  }

  private static String text(
      Receipt.Builder receipt, SalesSetting setting, ZoneId zone, GetReceiptRequest request) {
    int width = request.getWidth() == 0 ? WIDE_MILLIMETRES : request.getWidth();
    String language = request.getLanguage().isEmpty() ? setting.language() : request.getLanguage();
    return new ReceiptText(width == WIDE_MILLIMETRES ? 48 : 32, Words.in(language), zone)
        .print(receipt.build(), setting.receiptFooter());
  }
}
