package id.laris.sales.pricing;

import id.laris.common.money.Amounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The service charges of an order.
 *
 * <p>One on top is computed on the discounted sum of the lines that bear it. Charges in the prices
 * are taken out of the discounted lines: amounts first, as given and never more than the lines
 * hold, then the proportions, together for the lines that bear the same ones.
 */
final class ServiceCharges {
  private final List<ServiceCharge> charges;
  private final List<LineTally> lines;
  private final Parts parts;
  private final Map<UUID, Long> amounts = new HashMap<>();

  ServiceCharges(List<ServiceCharge> charges, List<LineTally> lines, Parts parts) {
    this.charges = charges;
    this.lines = lines;
    this.parts = parts;
  }

  List<PricedOrder.AppliedService> apply() {
    charges.stream().filter(charge -> !charge.inclusive()).forEach(this::add);
    charges.stream().filter(charge -> isInclusive(charge, Rate.Amount.class)).forEach(this::take);
    Map<List<ServiceCharge>, List<LineTally>> groups = new LinkedHashMap<>();
    for (LineTally line : lines) {
      groups.computeIfAbsent(containedProportions(line), key -> new ArrayList<>()).add(line);
    }
    groups.forEach(this::takeTogether);
    return charges.stream()
        .filter(charge -> !bearing(charge).isEmpty())
        .map(this::applied)
        .toList();
  }

  private void add(ServiceCharge charge) {
    List<LineTally> bearing = bearing(charge);
    if (!bearing.isEmpty()) {
      long amount = parts.of(charge.rate(), Parts.sum(bearing, LineTally::discounted));
      give(charge, amount, bearing);
    }
  }

  private void take(ServiceCharge charge) {
    List<LineTally> bearing = bearing(charge);
    give(charge, parts.ofAtMost(charge.rate(), Parts.sum(bearing, LineTally::left)), bearing);
  }

  private void takeTogether(List<ServiceCharge> group, List<LineTally> groupLines) {
    List<BigDecimal> proportions =
        group.stream().map(charge -> Parts.proportion(charge.rate())).toList();
    long[] contained = parts.contained(Parts.sum(groupLines, LineTally::left), proportions);
    for (int i = 0; i < contained.length; i++) {
      give(group.get(i), contained[i], groupLines);
    }
  }

  private void give(ServiceCharge charge, long amount, List<LineTally> to) {
    amounts.merge(charge.id(), amount, Amounts::add);
    long[] shares =
        parts.allocate(amount, to, charge.inclusive() ? LineTally::left : LineTally::discounted);
    Parts.hand(shares, to, (line, share) -> line.addService(charge, share));
  }

  private List<ServiceCharge> containedProportions(LineTally line) {
    return charges.stream()
        .filter(charge -> isInclusive(charge, Rate.Proportion.class) && line.bears(charge))
        .toList();
  }

  private PricedOrder.AppliedService applied(ServiceCharge charge) {
    return new PricedOrder.AppliedService(
        charge.id(),
        charge.name(),
        charge.rate(),
        charge.inclusive(),
        Parts.sum(bearing(charge), charge.inclusive() ? LineTally::left : LineTally::discounted),
        amounts.getOrDefault(charge.id(), 0L));
  }

  private List<LineTally> bearing(ServiceCharge charge) {
    return lines.stream().filter(line -> line.bears(charge)).toList();
  }

  private static boolean isInclusive(ServiceCharge charge, Class<? extends Rate> kind) {
    return charge.inclusive() && kind.isInstance(charge.rate());
  }
}
