package id.laris.sales.returns;

import id.laris.pos.v1.ReturnedItem;
import id.laris.pos.v1.WantedRefund;
import id.laris.sales.order.Order;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Computes a return of an order, after its earlier returns: the lines with their amounts, and the
 * refunds. CalculateReturn shows it, and CreateReturn makes it.
 *
 * <p>Errors: ILLEGAL_STATE_TRANSITION, ORDER_VOIDED where the order is not COMPLETED; those of
 * {@link ReturnLines} and {@link RefundPlan}.
 */
final class ReturnCalculation {

  private final Order order;
  private final ReturnLines lines;
  private final RefundPlan plan;

  /**
   * @param increment the step to which computed amounts are rounded
   */
  ReturnCalculation(Order order, List<Return> earlier, long increment) {
    order.requireStandingSale();
    this.order = order;
    this.lines = new ReturnLines(order, earlier, increment);
    this.plan = new RefundPlan(order, earlier);
  }

  ReturnLines lines() {
    return lines;
  }

  RefundPlan plan() {
    return plan;
  }

  Return of(
      UUID id,
      List<ReturnedItem> items,
      List<WantedRefund> refunds,
      long restockingFee,
      String notes) {
    Return made = Return.of(id, order, lines.take(items), restockingFee, notes);
    made.refundBy(plan.give(made.refundTotal(), refunds));
    return made;
  }

  /** A return whose goods pay another order, as far as that costs so much. */
  Return exchange(
      UUID id,
      List<ReturnedItem> items,
      List<WantedRefund> refunds,
      long restockingFee,
      String notes,
      Order sold) {
    Return made = Return.of(id, order, lines.take(items), restockingFee, notes);
    long credit = Math.min(made.refundTotal(), sold.totals().total());
    List<Refund> given = plan.give(made.refundTotal() - credit, refunds);
    made.exchangeFor(
        sold.id(), Stream.concat(plan.exchange(credit).stream(), given.stream()).toList());
    return made;
  }
}
