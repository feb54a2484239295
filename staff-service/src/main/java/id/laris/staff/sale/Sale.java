package id.laris.staff.sale;

import static java.util.stream.Collectors.toSet;

import id.laris.common.Uuids;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.OrderTax;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A completed order, as far as it tells of the people who sold it.
 *
 * @param locationId null for none
 * @param lines those that somebody has sold; gift cards are money, and no sales
 */
public record Sale(
    UUID orderId,
    String receiptNumber,
    LocalDate businessDate,
    @Nullable UUID locationId,
    String currency,
    Instant completedAt,
    List<Line> lines) {

  /**
   * A line.
   *
   * @param employeeId of the line, or else of the order
   * @param categoryIds the category of the product and those above it, the nearest first
   * @param quantity in the smallest step of the unit
   * @param net gross - discount, without the taxes that the price contains
   */
  public record Line(
      UUID itemId,
      UUID employeeId,
      @Nullable UUID productId,
      List<UUID> categoryIds,
      long quantity,
      int unitDecimals,
      long net,
      long discount) {}

  public static Sale of(Order order) {
    Set<String> inclusive =
        order.getTaxesList().stream()
            .filter(OrderTax::getInclusive)
            .map(OrderTax::getTaxRuleId)
            .collect(toSet());
    Instant completedAt = Protos.instant("completed_at", order.getCompletedAt());
    return new Sale(
        Uuids.parse(order.getId()).orElseThrow(),
        order.getReceiptNumber(),
        businessDate(order, completedAt),
        Uuids.parse(order.getLocationId()).orElse(null),
        order.getCurrency(),
        completedAt,
        order.getItemsList().stream()
            .filter(item -> !item.getGiftCard() && seller(order, item) != null)
            .map(item -> line(order, item, inclusive))
            .toList());
  }

  /** Reports whether anybody is known who has sold a part of it. */
  public static boolean isSold(Order order) {
    return order.getItemsList().stream().anyMatch(item -> seller(order, item) != null);
  }

  private static @Nullable UUID seller(Order order, OrderItem item) {
    return Uuids.parse(item.getEmployeeId())
        .or(() -> Uuids.parse(order.getEmployeeId()))
        .orElse(null);
  }

  private static Line line(Order order, OrderItem item, Set<String> inclusiveTaxes) {
    long net = Amounts.subtract(item.getGross().getAmount(), item.getDiscount().getAmount());
    for (OrderItem.Tax tax : item.getTaxesList()) {
      if (inclusiveTaxes.contains(tax.getTaxRuleId())) {
        net = Amounts.subtract(net, tax.getAmount().getAmount());
      }
    }
    UUID seller = seller(order, item);
    if (seller == null) {
      throw new IllegalStateException("nobody has sold the line " + item.getId());
    }
    return new Line(
        Uuids.parse(item.getId()).orElseThrow(),
        seller,
        Uuids.parse(item.getProductId()).orElse(null),
        item.getCategoryIdsList().stream().flatMap(id -> Uuids.parse(id).stream()).toList(),
        item.getQuantity(),
        item.getUnitDecimals(),
        net,
        item.getDiscount().getAmount());
  }

  private static LocalDate businessDate(Order order, Instant completedAt) {
    return order.hasBusinessDate()
        ? LocalDate.of(
            order.getBusinessDate().getYear(),
            order.getBusinessDate().getMonth(),
            order.getBusinessDate().getDay())
        : completedAt.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
