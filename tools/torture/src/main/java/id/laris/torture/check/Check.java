package id.laris.torture.check;

import id.laris.torture.history.History;
import java.util.List;

/** Something that must hold when all is at rest, whatever was done before. */
@FunctionalInterface
public interface Check {

  Verdict look(History history, Books books);

  /** All there are, in the order of the report. */
  static List<Check> all() {
    return List.of(
        new RestCheck(),
        new AcknowledgedCheck(),
        new OnceCheck(),
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
        new RefusalCheck(),
        new AnswerCheck(),
        new GatewayCheck(),
        new TenantCheck());
  }
}
