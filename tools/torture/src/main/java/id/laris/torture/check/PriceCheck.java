package id.laris.torture.check;

import id.laris.torture.check.SystemState.ItemRow;
import id.laris.torture.history.History;
import id.laris.torture.history.Price;
import java.util.HashSet;
import java.util.Set;

/** Everything was sold at a price that somebody had set for it. */
final class PriceCheck implements Check {

  @Override
  public CheckResult look(History history, SystemState state) {
    Findings findings = new Findings();
    Set<Price> set = new HashSet<>(history.prices());
    for (ItemRow item : state.items()) {
      findings.looked();
      findings.require(
          set.contains(new Price(item.tenant(), item.variant(), item.unitPrice())),
          "order %s sells %s at %d, which nobody set",
          item.orderId(),
          item.variant(),
          item.unitPrice());
    }
    return findings.verdict("sold at prices that were set", "lines");
  }
}
