package id.laris.staff.commission;

import id.laris.staff.sale.ReturnFollower;
import id.laris.staff.sale.ReturnedGoods;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes a commission back, in proportion, when goods of its line are returned. The employee who
 * earned it loses it, whoever takes the return.
 *
 * <p>Repeating it with the same return changes nothing, nor does the return of a line that earned
 * nothing.
 */
@Component
public class TakeBackCommission implements ReturnFollower {

  private final CommissionLedger ledger;

  TakeBackCommission(CommissionLedger ledger) {
    this.ledger = ledger;
  }

  /** Takes back in the order of the lines, so that two returns wait instead of deadlocking. */
  @Override
  public void followReturns(List<ReturnedGoods> returns) {
    for (ReturnedGoods goods : returns) {
      goods.lines().stream()
          .sorted(Comparator.comparing(ReturnedGoods.Line::itemId))
          .forEach(
              line ->
                  run(
                      goods.orderId(),
                      line.itemId(),
                      goods.returnId(),
                      line.quantity(),
                      goods.returnedAt()));
    }
  }

  /**
   * Does it in the current transaction.
   *
   * @param quantity what this return returns, in the smallest step of the unit
   */
  public void run(UUID orderId, UUID itemId, UUID returnId, long quantity, Instant returnedAt) {
    ledger
        .lockLine(orderId, itemId)
        .filter(line -> !ledger.hasTakenBack(orderId, itemId, returnId))
        .ifPresent(line -> ledger.takeBack(line, returnId, quantity, returnedAt));
  }
}
