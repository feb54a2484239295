package id.laris.torture.check;

import id.laris.torture.history.History;
import java.util.List;

/** A condition that must hold when all work has settled, whatever faults there were. */
@FunctionalInterface
public interface Check {

  CheckResult look(History history, SystemState state);

  /** All there are, in the order of the report. */
  static List<Check> all() {
    return List.of(
        new QuiescenceCheck(),
        new AcknowledgedCheck(),
        new DuplicateCheck(),
        new AmountCheck(),
        new PriceCheck(),
        new PaymentCheck(),
        new ReceiptCheck(),
        new LedgerCheck(),
        new MovementCheck(),
        new StockPolicyCheck(),
        new EventCheck(),
        new ListenerCheck(),
        new IdempotencyCheck(),
        new CrossTenantCheck(),
        new InternalErrorCheck(),
        new GatewayCheck(),
        new BalanceLedgerCheck(),
        new BalanceLimitCheck(),
        new BalancePaymentCheck(),
        new SoldCardCheck(),
        new LedgerStepCheck(),
        new PointsLedgerCheck(),
        new EarningCheck(),
        new RewardCheck(),
        new PromotionCheck(),
        new PurchaseCheck(),
        new MergeCheck(),
        new CustomerOrderCheck(),
        new ShiftCheck(),
        new IsolationCheck());
  }
}
