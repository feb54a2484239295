package id.laris.sales.receipt;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.GetOrderBalancesResponse;
import id.laris.pos.v1.GetReceiptRequest;
import id.laris.pos.v1.GetReceiptResponse;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Order.Status;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PromotionResult;
import id.laris.pos.v1.Receipt;
import id.laris.sales.location.OrderLocation;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.Orders;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.settings.SalesSetting;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Returns the receipt of a COMPLETED order: the figures fixed at the sale, under the shop name,
 * address and tax number of the settings, with the local time of the location.
 *
 * <p>The order's copy of its location supplies the name and address that the settings lack. Only
 * {@link CustomerBalances} asks another service, for an order that concerns customers.
 *
 * <p>Errors: NOT_FOUND; ILLEGAL_STATE_TRANSITION while the order is not COMPLETED.
 */
@Component
public class GetReceipt {

  private static final int WIDE_MILLIMETRES = 80;

  private final Orders orders;
  private final CurrentSettings settings;
  private final CustomerBalances balances;
  private final Reads reads;

  GetReceipt(Orders orders, CurrentSettings settings, CustomerBalances balances, Reads reads) {
    this.orders = orders;
    this.settings = settings;
    this.balances = balances;
    this.reads = reads;
  }

  /** A sale with all that sales knows of it. */
  private record Sold(
      Order order, @Nullable OrderLocation location, ZoneId zone, SalesSetting setting) {}

  public GetReceiptResponse run(GetReceiptRequest request) {
    UUID orderId = Ids.parse(request.getOrderId());
    Sold sold = reads.run(() -> read(orderId));
    GetOrderBalancesResponse now = balances.of(sold.order);
    Receipt.Builder receipt = receipt(sold.order).addAllBalances(now.getBalancesList());
    if (now.hasPoints()) {
      receipt.setPoints(now.getPoints());
    }
    head(receipt, sold.setting, sold.location);
    if (request.getFormat() == Receipt.Format.TEXT) {
      receipt.setText(text(receipt, sold.setting, sold.zone, request));
    }
    return GetReceiptResponse.newBuilder().setReceipt(receipt).build();
  }

  private Sold read(UUID orderId) {
    var sold = orders.get(orderId);
    Order order = OrderProtos.toProto(sold);
    if (order.getStatus() != Status.COMPLETED) {
      throw Errors.wrongState("order", orderId, order.getStatus().name(), Status.COMPLETED.name());
    }
    SalesSetting setting = settings.get();
    ZoneId zone = sold.businessDay(setting.businessDay()).zone();
    return new Sold(order, sold.location(), zone, setting);
  }

  private static void head(
      Receipt.Builder receipt, SalesSetting setting, @Nullable OrderLocation location) {
    receipt
        .setShopName(setting.shopName())
        .setShopAddress(setting.shopAddress())
        .setTaxNumber(setting.taxNumber());
    if (location != null && setting.shopName().isEmpty()) {
      receipt.setShopName(location.name());
    }
    if (location != null && setting.shopAddress().isEmpty()) {
      receipt.setShopAddress(location.address());
    }
  }

  private static Receipt.Builder receipt(Order order) {
    List<PromotionResult> promotions =
        order.getPromotionsList().stream().filter(PromotionResult::getApplied).toList();
    long waived =
        promotions.stream()
            .filter(promotion -> promotion.getLinesCount() == 0)
            .mapToLong(promotion -> promotion.getAmount().getAmount())
            .reduce(0, Amounts::add);
    return Receipt.newBuilder()
        .setReceiptNumber(order.getReceiptNumber())
        .setBusinessDate(order.getBusinessDate())
        .setCompletedAt(order.getCompletedAt())
        .setEmployeeId(order.getEmployeeId())
        .setEmployeeName(order.getEmployeeName())
        .setTable(order.getTable())
        .setCustomerName(order.getCustomerName())
        .setCustomerNumber(order.getCustomerNumber())
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
        .addAllPromotions(promotions)
        .setSavedTotal(
            Protos.money(
                Amounts.add(order.getDiscountTotal().getAmount(), waived), order.getCurrency()))
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
