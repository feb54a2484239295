package id.laris.sales.pricing;

import id.laris.common.money.Allocation;
import id.laris.common.money.Amounts;
import id.laris.common.money.Rounding;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The taxes of an order, each computed once over all lines that bear it and then allocated to them.
 *
 * <p>The taxable amount of a line is its discounted amount with its part of the taxable service
 * charges (and without its part of untaxable ones in the price).
 *
 * <p>Inclusive taxes come first whatever their priority, since the price contains them. Lines that
 * bear the same ones are taken together: amounts per unit are taken off, never more than the line
 * holds; of the rest, the proportions are extracted in one sum, compounding where a later tax is
 * computed on an earlier one, and split by rate. An inclusive amount per unit is never in the base
 * of an inclusive proportion.
 *
 * <p>The base of a tax on top is, on a line that also has inclusive taxes, the amount net of all of
 * them plus those that are {@code includeInBase}; then the earlier taxes on top that are. A tax
 * that ignores earlier taxes adds none of either. An amount per unit is due whatever the base.
 */
final class Taxes {
  private static final BigInteger UNIT =
      BigInteger.valueOf(LineToPrice.stepsPerUnit(LineToPrice.MAXIMUM_DECIMALS));

  private final List<Tax> taxes;
  private final List<LineTally> lines;
  private final Parts parts;
  private final long increment;

  Taxes(List<Tax> taxes, List<LineTally> lines, Parts parts, long increment) {
    this.taxes = taxes.stream().sorted(Tax.INCLUSIVE_THEN_EARLIER_FIRST).toList();
    this.lines = lines;
    this.parts = parts;
    this.increment = increment;
  }

  List<PricedOrder.AppliedTax> apply() {
    lines.forEach(LineTally::startTaxes);
    Map<List<Tax>, List<LineTally>> groups = new LinkedHashMap<>();
    for (LineTally line : lines) {
      List<Tax> inclusive =
          taxes.stream().filter(tax -> tax.inclusive() && line.bears(tax)).toList();
      groups.computeIfAbsent(inclusive, key -> new ArrayList<>()).add(line);
    }
    groups.forEach(this::takeTogether);
    taxes.stream().filter(tax -> !tax.inclusive()).forEach(this::add);
    return taxes.stream().filter(tax -> !bearing(tax).isEmpty()).map(this::applied).toList();
  }

  private void takeTogether(List<Tax> group, List<LineTally> groupLines) {
    List<Runnable> entries = new ArrayList<>();
    for (Tax tax : group.stream().filter(Tax::isPerUnit).toList()) {
      long[] shares = perUnitAtMostLeft(tax, groupLines);
      Parts.hand(shares, groupLines, LineTally::takeInclusiveTax);
      entries.add(() -> enter(tax, shares, groupLines));
    }
    List<Tax> proportional = group.stream().filter(tax -> !tax.isPerUnit()).toList();
    long[] contained =
        parts.contained(Parts.sum(groupLines, LineTally::left), proportionsOfNet(proportional));
    for (int i = 0; i < contained.length; i++) {
      Tax tax = proportional.get(i);
      // The weights are the rest of each line, so that several taxes rounded up on one line never
      // exceed the line.
      long[] shares = parts.allocate(contained[i], groupLines, LineTally::left);
      Parts.hand(shares, groupLines, LineTally::takeInclusiveTax);
      entries.add(i, () -> enter(tax, shares, groupLines));
    }
    // Entered only now that their bases, net of all of them, are known; the proportions before the
    // amounts per unit, which are never in the base of a proportion.
    entries.forEach(Runnable::run);
  }

  private void add(Tax tax) {
    List<LineTally> bearing = bearing(tax);
    if (bearing.isEmpty()) {
      return;
    }
    if (tax.isPerUnit()) {
      List<BigInteger> units = unitAmounts(tax, bearing);
      enter(tax, Allocation.allocate(perUnit(units), units, increment), bearing);
    } else {
      long amount = parts.of(tax.rate(), Parts.sum(bearing, line -> line.baseOf(tax)));
      enter(tax, parts.allocate(amount, bearing, line -> line.baseOf(tax)), bearing);
    }
  }

  /**
   * Each part stays within its line even where rounding the sum up would push one over: one step
   * less is then at most the exact sum, and so are the parts.
   */
  private long[] perUnitAtMostLeft(Tax tax, List<LineTally> bearing) {
    List<BigInteger> units = new ArrayList<>(unitAmounts(tax, bearing));
    for (int i = 0; i < units.size(); i++) {
      units.set(i, units.get(i).min(BigInteger.valueOf(bearing.get(i).left()).multiply(UNIT)));
    }
    long amount = perUnit(units);
    long[] shares = Allocation.allocate(amount, units, increment);
    for (int i = 0; i < shares.length; i++) {
      if (shares[i] > bearing.get(i).left()) {
        return Allocation.allocate(amount - increment, units, increment);
      }
    }
    return shares;
  }

  private long perUnit(List<BigInteger> units) {
    return Rounding.divide(
        units.stream().reduce(BigInteger.ZERO, BigInteger::add), UNIT, increment);
  }

  /** The exact tax of each line, times {@link #UNIT}. */
  private static List<BigInteger> unitAmounts(Tax tax, List<LineTally> bearing) {
    return bearing.stream()
        .map(LineTally::line)
        .map(
            line ->
                UNIT.divide(BigInteger.valueOf(LineToPrice.stepsPerUnit(line.unitDecimals())))
                    .multiply(BigInteger.valueOf(line.quantity()))
                    .multiply(BigInteger.valueOf(tax.amountPerUnit())))
        .toList();
  }

  /**
   * Returns the part of the net amount that each tax is, counting the earlier taxes it is computed
   * on.
   */
  private static List<BigDecimal> proportionsOfNet(List<Tax> proportional) {
    List<BigDecimal> proportions = new ArrayList<>();
    BigDecimal netAndEarlier = BigDecimal.ONE;
    for (Tax tax : proportional) {
      BigDecimal base = tax.ignoreEarlierTaxes() ? BigDecimal.ONE : netAndEarlier;
      BigDecimal proportion = Parts.proportion(tax.rate()).multiply(base);
      proportions.add(proportion);
      if (tax.includeInBase()) {
        netAndEarlier = netAndEarlier.add(proportion);
      }
    }
    return proportions;
  }

  private static void enter(Tax tax, long[] shares, List<LineTally> bearing) {
    Parts.hand(shares, bearing, (line, share) -> line.addTax(tax, share));
  }

  private PricedOrder.AppliedTax applied(Tax tax) {
    List<PricedLine.LineTax> shares =
        bearing(tax).stream().map(line -> line.enteredTax(tax)).toList();
    return new PricedOrder.AppliedTax(
        tax.id(),
        tax.name(),
        tax.rate(),
        tax.inclusive(),
        shares.stream().mapToLong(PricedLine.LineTax::base).reduce(0, Amounts::add),
        shares.stream().mapToLong(PricedLine.LineTax::amount).reduce(0, Amounts::add));
  }

  private List<LineTally> bearing(Tax tax) {
    return lines.stream().filter(line -> line.bears(tax)).toList();
  }
}
