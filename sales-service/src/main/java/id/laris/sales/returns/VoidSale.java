package id.laris.sales.returns;

import id.laris.common.Ids;
import id.laris.common.db.RequestHash;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.ReturnedItem;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.SalesReturn.Restock;
import id.laris.pos.v1.VoidSaleRequest;
import id.laris.pos.v1.VoidSaleResponse;
import id.laris.sales.close.OrderEvents;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderItem;
import id.laris.sales.order.OrderProtos;
import id.laris.sales.order.OrderReceipt;
import id.laris.sales.order.Orders;
import id.laris.sales.settings.CurrentSettings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes a whole sale back on its own business day, because it should not have been: a return of
 * everything that is left, and the mark that the sale is void. The order keeps its status and its
 * receipt number, because the series of receipts has no gaps.
 *
 * <p>A repeated request with the same client-made id returns the same answer.
 *
 * <p>Errors: NOT_FOUND; REASON_REQUIRED; VOID_WINDOW_EXPIRED (order_id, business_date, today);
 * ORDER_VOIDED where it was voided before; ILLEGAL_STATE_TRANSITION; VALIDATION_FAILED where it has
 * sold gift cards; those of CreateReturn.
 */
@Component
public class VoidSale {

  private final Orders orders;
  private final RecordReturn recordReturn;
  private final CurrentSettings settings;
  private final OrderEvents events;
  private final Writes writes;
  private final Clock clock;

  VoidSale(
      Orders orders,
      RecordReturn recordReturn,
      CurrentSettings settings,
      OrderEvents events,
      Writes writes,
      Clock clock) {
    this.orders = orders;
    this.recordReturn = recordReturn;
    this.settings = settings;
    this.events = events;
    this.writes = writes;
    this.clock = clock;
  }

  public VoidSaleResponse run(VoidSaleRequest request) {
    if (request.getReason().isEmpty()) {
      throw Errors.invalid(
          Reason.REASON_REQUIRED, "reason", "is required: give the reason for voiding the sale");
    }
    UUID id = Ids.orNext(request.getId());
    String hash = request.getId().isEmpty() ? null : RequestHash.hexOf(request);
    return writes.once(
        request,
        VoidSaleResponse.parser(),
        () -> {
          Order order = orders.locked(Ids.parse(request.getOrderId()));
          Return made =
              recordReturn.once(
                  id, hash, order, calculation -> all(id, request.getReason(), order, calculation));
          return VoidSaleResponse.newBuilder()
              .setOrder(OrderProtos.toProto(order))
              .setSalesReturn(ReturnProtos.toProto(made))
              .build();
        });
  }

  private Return all(UUID id, String reason, Order order, ReturnCalculation calculation) {
    requireToday(order);
    if (order.items().stream().anyMatch(OrderItem::isGiftCard)) {
      throw Errors.invalid(
          "order_id", "has sold gift cards, which are money: return its other lines");
    }
    List<ReturnedItem> left =
        order.items().stream()
            .map(
                item ->
                    ReturnedItem.newBuilder()
                        .setItemId(item.id().toString())
                        .setQuantity(item.quantity() - calculation.lines().returned(item.id()))
                        .setReason(SalesReturn.Reason.OTHER)
                        .setRestock(Restock.GOOD)
                        .build())
            .filter(item -> item.getQuantity() > 0)
            .toList();
    Return made = calculation.of(id, left, List.of(), 0, "");
    made.voidSale(reason);
    order.voidSale(reason, clock.instant());
    orders.update(order);
    events.saleVoided(order);
    return made;
  }

  private void requireToday(Order order) {
    LocalDate today = order.businessDay(settings.get().businessDay()).of(clock.instant());
    OrderReceipt receipt = Objects.requireNonNull(order.receipt());
    if (!receipt.businessDate().equals(today)) {
      throw Errors.of(
              Reason.VOID_WINDOW_EXPIRED,
              "The sale is of %s, and today is %s: take its goods back by CreateReturn."
                  .formatted(receipt.businessDate(), today))
          .with("order_id", order.id())
          .with("business_date", receipt.businessDate())
          .with("today", today);
    }
  }
}
