package id.laris.sales.payment;

import id.laris.common.money.Amounts;
import id.laris.common.money.Currencies;
import id.laris.pos.v1.AddPaymentRequest.Gateway;
import id.laris.pos.v1.ChargeItem;
import id.laris.pos.v1.ChargeRequest;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderDiscount;
import id.laris.sales.order.OrderItem;
import id.laris.sales.order.OrderPayment;
import id.laris.sales.order.OrderServiceCharge;
import id.laris.sales.order.OrderTax;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The request to the payment service to charge for a payment. It depends only on the OPEN order and
 * the payment itself, which do not change, so a repetition is the same.
 *
 * <p>The customer sees the lines, then discounts, service, taxes, the tip, and the amounts paid
 * otherwise, so that they sum to the charge. Gateways accept whole rupiah only: if one of these
 * amounts is not whole, there is one line for all of them.
 */
final class Charges {

  private static final int LONGEST_NAME = 300;
  private static final int LONGEST_ID = 100;
  private static final int MOST_PIECES = 1_000_000;
  private static final int MOST_LINES = 1_000;

  private final Order order;
  private final OrderPayment payment;
  private final List<ChargeItem> lines = new ArrayList<>();

  private Charges(Order order, OrderPayment payment) {
    this.order = order;
    this.payment = payment;
  }

  static ChargeRequest of(Order order, OrderPayment payment, Gateway wanted) {
    ChargeRequest.Builder request =
        ChargeRequest.newBuilder()
            .setOrderId(order.id().toString())
            .setPaymentId(payment.id().toString())
            .setIdempotencyKey(payment.id().toString())
            .setAmount(payment.charged())
            .setCurrency(order.currency())
            .setMethod(wanted.getMethod())
            .setExpiresInSeconds(wanted.getExpiresInSeconds())
            .setCardToken(wanted.getCardToken())
            .setCallbackUrl(wanted.getCallbackUrl())
            .addAllItems(new Charges(order, payment).items());
    if (wanted.hasCustomer()) {
      request.setCustomer(wanted.getCustomer());
    }
    return request.build();
  }

  private List<ChargeItem> items() {
    order.items().forEach(this::add);
    for (OrderDiscount discount : order.discounts()) {
      add(discount.reason().isEmpty() ? "Discount" : discount.reason(), -discount.applied());
    }
    for (OrderServiceCharge charge : order.serviceCharges()) {
      add(charge.name(), charge.inclusive() ? 0 : charge.amount());
    }
    for (OrderTax tax : order.taxes()) {
      add(tax.name(), tax.inclusive() ? 0 : tax.amount());
    }
    add("Tip", payment.tip());
    add("Paid otherwise", payment.amount() - order.total());
    return isUsable() ? lines : List.of(line("", "Order " + order.id(), payment.charged(), 1));
  }

  private void add(OrderItem item) {
    String name =
        item.variantName().isEmpty()
            ? item.productName()
            : item.productName() + " - " + item.variantName();
    long price = item.amounts().gross() / item.quantity();
    boolean inPieces = item.unitDecimals() == 0 && item.quantity() <= MOST_PIECES;
    if (inPieces && price * item.quantity() == item.amounts().gross() && isWhole(price)) {
      add(item.sku(), name, price, (int) item.quantity());
    } else {
      BigDecimal quantity = BigDecimal.valueOf(item.quantity(), item.unitDecimals());
      add(item.sku(), quantity.toPlainString() + " x " + name, item.amounts().gross(), 1);
    }
  }

  private void add(String name, long amount) {
    add("", name, amount, 1);
  }

  private void add(String id, String name, long price, int quantity) {
    // Gateways accept no line with a price of 0.
    if (price != 0) {
      lines.add(line(id, name.isBlank() ? "-" : name, price, quantity));
    }
  }

  private boolean isUsable() {
    long sum =
        lines.stream()
            .mapToLong(line -> Amounts.multiply(line.getPrice(), line.getQuantity()))
            .reduce(0, Amounts::add);
    return lines.size() <= MOST_LINES
        && lines.stream().allMatch(line -> isWhole(line.getPrice()))
        && sum == payment.charged();
  }

  private boolean isWhole(long amount) {
    return amount % Currencies.accountingIncrement(order.currency()) == 0;
  }

  private static ChargeItem line(String id, String name, long price, int quantity) {
    return ChargeItem.newBuilder()
        .setId(first(LONGEST_ID, id))
        .setName(first(LONGEST_NAME, name))
        .setPrice(price)
        .setQuantity(quantity)
        .build();
  }

  /** No more than so many characters of the text, and none of them halved. */
  private static String first(int most, String text) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
