package id.laris.sales.close;

import id.laris.sales.order.Order;
import id.laris.sales.settings.SalesSetting;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Closes a paid order and numbers its receipt, for CompleteOrder, Checkout and payments that
 * complete their order.
 */
@Component
public class Completion {

  private final ReceiptNumbers receiptNumbers;
  private final Clock clock;

  Completion(ReceiptNumbers receiptNumbers, Clock clock) {
    this.receiptNumbers = receiptNumbers;
    this.clock = clock;
  }

  /**
   * Returns whether anything changed.
   *
   * @param openShift the shift that is open at its register; null for none
   */
  public boolean complete(Order order, SalesSetting setting, @Nullable UUID openShift) {
    Instant now = clock.instant();
    if (!order.complete(now, openShift)) {
      return false;
    }
    LocalDate businessDate = order.businessDay(setting.businessDay()).of(now);
    order.assignReceipt(receiptNumbers.next(order, businessDate), businessDate);
    return true;
  }
}
