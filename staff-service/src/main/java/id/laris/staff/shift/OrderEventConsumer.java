package id.laris.staff.shift;

import static id.laris.events.types.SalesEvents.ORDER_COMPLETED;
import static id.laris.events.types.SalesEvents.ORDER_PAID;
import static id.laris.events.types.SalesEvents.ORDER_PAYMENT_CAPTURED;
import static id.laris.events.types.SalesEvents.ORDER_PAYMENT_FAILED;
import static id.laris.events.types.SalesEvents.ORDER_PAYMENT_FLAGGED;
import static id.laris.events.types.SalesEvents.ORDER_PAYMENT_VOIDED;
import static id.laris.events.types.SalesEvents.ORDER_VOIDED;

import id.laris.common.Ids;
import id.laris.common.db.EventType;
import id.laris.events.EventConsumer;
import id.laris.pos.Service;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.Order;
import id.laris.staff.StaffModule;
import id.laris.staff.shift.LateChanges.LateChange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Notes the orders of sales that may change the figures of a shift after its close. */
@Component
class OrderEventConsumer implements EventConsumer {

  private final LateChanges lateChanges;

  OrderEventConsumer(LateChanges lateChanges) {
    this.lateChanges = lateChanges;
  }

  @Override
  public String name() {
    return "staff.shift-orders";
  }

  @Override
  public String producer() {
    return Service.SALES.shortName();
  }

  @Override
  public String service() {
    return StaffModule.SERVICE;
  }

  @Override
  public Set<EventType<?>> types() {
    return Set.of(
        ORDER_PAID,
        ORDER_PAYMENT_CAPTURED,
        ORDER_PAYMENT_FAILED,
        ORDER_PAYMENT_FLAGGED,
        ORDER_PAYMENT_VOIDED,
        ORDER_COMPLETED,
        ORDER_VOIDED);
  }

  /** Orders outside of any shift cost nothing here. */
  @Override
  public boolean concerns(Event event) {
    return shifts(ORDER_PAID.payloadOf(event)).findAny().isPresent();
  }

  @Override
  public void apply(List<Event> events) {
    Set<LateChange> changes = new LinkedHashSet<>();
    for (Event event : events) {
      Order order = ORDER_PAID.payloadOf(event);
      shifts(order)
          .forEach(
              shift -> changes.add(new LateChange(Ids.parse(shift), Ids.parse(order.getId()))));
    }
    lateChanges.note(changes);
  }

  private static Stream<String> shifts(Order order) {
    return Stream.concat(
            Stream.of(order.getShiftId()),
            order.getPaymentsList().stream()
                .flatMap(payment -> Stream.of(payment.getShiftId(), payment.getVoidShiftId())))
        .filter(shift -> !shift.isEmpty());
  }
}
