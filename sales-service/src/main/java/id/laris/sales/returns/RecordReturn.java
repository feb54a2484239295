package id.laris.sales.returns;

import id.laris.sales.close.ReceiptNumbers;
import id.laris.sales.order.Order;
import id.laris.sales.settings.CurrentSettings;
import id.laris.sales.settings.SalesSetting;
import id.laris.sales.shift.OpenShifts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Records a return of an order that is locked: with its shift, its number and its events, in the
 * current transaction. CreateReturn and VoidSale make returns by it.
 */
@Component
class RecordReturn {

  private final Returns returns;
  private final CurrentSettings settings;
  private final OpenShifts shifts;
  private final ReceiptNumbers numbers;
  private final ReturnEvents events;
  private final Clock clock;

  RecordReturn(
      Returns returns,
      CurrentSettings settings,
      OpenShifts shifts,
      ReceiptNumbers numbers,
      ReturnEvents events,
      Clock clock) {
    this.returns = returns;
    this.settings = settings;
    this.shifts = shifts;
    this.numbers = numbers;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Returns the return that was made by the id before, or makes it.
   *
   * @param hash of the request, where the client made the id; null where it did not
   */
  Return once(
      UUID id, @Nullable String hash, Order order, Function<ReturnCalculation, Return> made) {
    return returns
        .find(id)
        .map(existing -> existing.requireMadeBy(hash))
        .orElseGet(() -> make(hash, order, made));
  }

  private Return make(
      @Nullable String hash, Order order, Function<ReturnCalculation, Return> computed) {
    SalesSetting setting = settings.get();
    Return made =
        computed.apply(
            new ReturnCalculation(
                order, returns.ofOrder(order.id()), setting.incrementOf(order.currency())));
    Instant now = clock.instant();
    made.make(hash, shifts.require(order), now);
    LocalDate businessDate = order.businessDay(setting.businessDay()).of(now);
    made.assignNumber(numbers.nextOfReturn(order, businessDate), businessDate);
    returns.insert(made);
    events.created(made);
    if (made.complete(now)) {
      returns.update(made);
      events.completed(made);
    }
    return made;
  }
}
