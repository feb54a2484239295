package id.laris.staff;

import com.google.type.Date;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.OrderTax;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Completed orders, as sales tells of them. */
final class Orders {

  static final String TAX_IN_PRICE = "00000000-0000-0000-0000-00000000000a";
  static final String TAX_ON_TOP = "00000000-0000-0000-0000-00000000000b";

  private Orders() {}

  /** An order in rupiah, sold by an employee. */
  static Order of(Employee employee, Instant completedAt, OrderItem.Builder... items) {
    LocalDate day = completedAt.atOffset(ZoneOffset.ofHours(7)).toLocalDate();
    Order.Builder order =
        Order.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setEmployeeId(employee.getId())
            .setCurrency("IDR")
            .setReceiptNumber("POS-1")
            .setCompletedAt(Protos.timestamp(completedAt))
            .setBusinessDate(
                Date.newBuilder()
                    .setYear(day.getYear())
                    .setMonth(day.getMonthValue())
                    .setDay(day.getDayOfMonth()))
            .addTaxes(OrderTax.newBuilder().setTaxRuleId(TAX_IN_PRICE).setInclusive(true))
            .addTaxes(OrderTax.newBuilder().setTaxRuleId(TAX_ON_TOP));
    List.of(items).forEach(order::addItems);
    return order.build();
  }

  /** A line of some pieces. */
  static OrderItem.Builder item(long quantity, long gross) {
    return item(quantity, gross, item -> item);
  }

  static OrderItem.Builder item(long quantity, long gross, UnaryOperator<OrderItem.Builder> more) {
    return more.apply(
        OrderItem.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setProductId(UUID.randomUUID().toString())
            .setQuantity(quantity)
            .setGross(Protos.money(gross, "IDR"))
            .setDiscount(Protos.money(0, "IDR")));
  }

  static OrderItem.Tax tax(String rule, long amount) {
    return OrderItem.Tax.newBuilder()
        .setTaxRuleId(rule)
        .setAmount(Protos.money(amount, "IDR"))
        .build();
  }
}
