package id.laris.sales.shift;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.sales.order.Order;
import id.laris.sales.settings.CurrentSettings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the shift to which a change of an order belongs: the open one of the caller's till, whose
 * drawer takes the money, or else of the order's register. It cannot end before the current
 * transaction has, so that money is counted in exactly one shift.
 *
 * <p>It is a statement of its own, and before the counter of receipts is locked: whoever waits for
 * the end of a shift must not keep the other registers of the location waiting. An order without a
 * register costs none.
 */
@Component
public class OpenShifts {

  private final Shifts shifts;
  private final CurrentSettings settings;

  OpenShifts(Shifts shifts, CurrentSettings settings) {
    this.shifts = shifts;
    this.settings = settings;
  }

  /** Returns the open shift; null where there is none. */
  public @Nullable UUID find(Order order) {
    UUID registerId = registerOf(order);
    return registerId == null ? null : shifts.holdOpen(registerId).orElse(null);
  }

  private static @Nullable UUID registerOf(Order order) {
    UUID ofTill = Caller.current().registerId();
    return ofTill == null ? order.details().registerId() : ofTill;
  }

  /**
   * Returns the open shift for money that is taken; null where there is none, and the settings do
   * not ask for one.
   *
   * <p>Errors: SHIFT_NOT_OPEN.
   */
  public @Nullable UUID require(Order order) {
    UUID shiftId = find(order);
    if (shiftId == null && settings.get().requireOpenShift()) {
      throw notOpen(order);
    }
    return shiftId;
  }

  private static PosException notOpen(Order order) {
    UUID registerId = registerOf(order);
    return registerId == null
        ? Errors.of(
                Reason.SHIFT_NOT_OPEN,
                "The order %s has no register, and payments are taken in the shift of one: set register_id."
                    .formatted(order.id()))
            .with("order_id", order.id())
        : Errors.of(
                Reason.SHIFT_NOT_OPEN,
                "The register %s has no open shift: open one before payments are taken."
                    .formatted(registerId))
            .with("register_id", registerId);
  }
}
