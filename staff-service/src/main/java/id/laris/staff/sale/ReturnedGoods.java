package id.laris.staff.sale;

import static java.util.stream.Collectors.groupingBy;

import id.laris.common.Ids;
import id.laris.common.Uuids;
import id.laris.common.grpc.Protos;
import id.laris.common.money.Amounts;
import id.laris.pos.v1.SalesReturn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goods of a completed order that came back, as far as it tells of the people who sold them.
 *
 * @param businessDate the day on which they came back
 * @param locationId null for none
 * @param lines those that somebody has sold, each line of the order once
 */
public record ReturnedGoods(
    UUID returnId,
    UUID orderId,
    LocalDate businessDate,
    @Nullable UUID locationId,
    String currency,
    Instant returnedAt,
    List<Line> lines) {

  /**
   * A line of the order.
   *
   * @param employeeId the employee who sold it
   * @param quantity in the smallest step of the unit
   * @param net gross - discount, without the taxes that the price contains
   */
  public record Line(UUID itemId, UUID employeeId, long quantity, long net) {

    private Line plus(Line other) {
      return new Line(
          itemId, employeeId, Amounts.add(quantity, other.quantity), Amounts.add(net, other.net));
    }
  }

  static ReturnedGoods of(SalesReturn made) {
    return new ReturnedGoods(
        Ids.parse(made.getId()),
        Ids.parse(made.getOrderId()),
        LocalDate.of(
            made.getBusinessDate().getYear(),
            made.getBusinessDate().getMonth(),
            made.getBusinessDate().getDay()),
        Uuids.parse(made.getLocationId()).orElse(null),
        made.getCurrency(),
        Protos.instant("created_at", made.getCreatedAt()),
        made.getLinesList().stream()
            .filter(line -> !line.getEmployeeId().isEmpty())
            .map(ReturnedGoods::line)
            .collect(groupingBy(Line::itemId))
            .values()
            .stream()
            .map(parts -> parts.stream().reduce(Line::plus).orElseThrow())
            .toList());
  }

  private static Line line(SalesReturn.Line line) {
    long inclusiveTaxes =
        line.getTaxesList().stream()
            .filter(SalesReturn.Line.Tax::getInclusive)
            .mapToLong(tax -> tax.getAmount().getAmount())
            .reduce(0, Amounts::add);
    return new Line(
        Ids.parse(line.getItemId()),
        Ids.parse(line.getEmployeeId()),
        line.getQuantity(),
        line.getGross().getAmount() - line.getDiscount().getAmount() - inclusiveTaxes);
  }
}
