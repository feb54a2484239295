package id.laris.sales.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.sales.pricing.PricedLine.LineTax;
import id.laris.sales.pricing.PricedOrder.AppliedDiscount;
import id.laris.sales.pricing.PricedOrder.AppliedService;
import id.laris.sales.pricing.PricedOrder.AppliedTax;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Properties of the price of any order. */
class OrderPricingPropertyTest {
  private static final UUID NAMELESS = new UUID(0, 0);
  private static final int TRIES = 500;

  /** Well above any sale, and far enough from 2^63 for a few compounding taxes of 100%. */
  static final long LARGE = 1_000_000_000_000_000L;

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void everySumIsTheSumOfItsParts(@ForAll("orders") OrderToPrice order) {
    PricedOrder priced = OrderPricing.price(order);

    assertThat(priced.subtotal()).isEqualTo(sum(priced.lines(), PricedLine::gross));
    assertThat(priced.total())
        .isEqualTo(sum(priced.lines(), PricedLine::total))
        .isEqualTo(
            priced.subtotal() - priced.discountTotal() + priced.serviceTotal() + priced.taxTotal());
    assertThat(priced.discountTotal())
        .isEqualTo(sum(priced.discounts(), AppliedDiscount::amount))
        .isEqualTo(sum(priced.lines(), line -> line.lineDiscount() + line.orderDiscount()));
    assertThat(priced.serviceTotal()).isEqualTo(sum(priced.lines(), PricedLine::service));
    assertThat(sum(priced.services(), AppliedService::amount))
        .isEqualTo(sum(priced.lines(), line -> line.service() + line.inclusiveService()));
    assertThat(priced.taxTotal() + priced.inclusiveTaxTotal())
        .isEqualTo(sum(priced.taxes(), AppliedTax::amount));
    for (AppliedTax tax : priced.taxes()) {
      List<LineTax> parts =
          priced.lines().stream()
              .flatMap(line -> line.taxes().stream())
              .filter(part -> part.taxId().equals(tax.id()))
              .toList();
      assertThat(sum(parts, LineTax::amount)).isEqualTo(tax.amount());
      assertThat(sum(parts, LineTax::base)).isEqualTo(tax.base());
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void nothingIsBelowZeroAndEverythingIsWholeIncrements(@ForAll("orders") OrderToPrice order) {
    for (PricedLine line : OrderPricing.price(order).lines()) {
      List<Long> amounts =
          new ArrayList<>(
              List.of(
                  line.gross(),
                  line.lineDiscount(),
                  line.orderDiscount(),
                  line.discounted(),
                  line.service(),
                  line.inclusiveService(),
                  line.total()));
      line.taxes().forEach(tax -> amounts.addAll(List.of(tax.base(), tax.amount())));
      assertThat(amounts).allMatch(amount -> amount >= 0 && amount % order.increment() == 0);
      long inPrice =
          line.taxes().stream().filter(LineTax::inclusive).mapToLong(LineTax::amount).sum();
      assertThat(inPrice).isLessThanOrEqualTo(line.discounted() + line.service());
      assertThat(line.inclusiveService()).isLessThanOrEqualTo(line.discounted());
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void theOrderOfLinesChangesNothing(@ForAll("orders") OrderToPrice order, @ForAll Random random) {
    List<LineToPrice> shuffled = new ArrayList<>(order.lines());
    Collections.shuffle(shuffled, random);

    PricedOrder priced = OrderPricing.price(order);
    PricedOrder other = OrderPricing.price(withLines(order, shuffled));

    assertThat(other.total()).isEqualTo(priced.total());
    assertThat(other.taxes()).isEqualTo(priced.taxes());
    assertThat(other.services()).isEqualTo(priced.services());
    assertThat(withoutIds(other)).containsExactlyInAnyOrderElementsOf(withoutIds(priced));
    assertThat(other.lines())
        .extracting(PricedLine::id)
        .containsExactlyElementsOf(shuffled.stream().map(LineToPrice::id).toList());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void aDiscountOfEverythingLeavesOnlyFixedAmounts(@ForAll("orders") OrderToPrice order) {
    List<Discount> discounts = new ArrayList<>(order.discounts());
    discounts.add(Discount.percentage(NAMELESS, 1_000_000));
    OrderToPrice free =
        new OrderToPrice(
            order.currency(),
            order.lines(),
            discounts,
            order.serviceCharges().stream()
                .map(
                    charge ->
                        new ServiceCharge(
                            charge.id(),
                            charge.name(),
                            proportional(charge.rate()),
                            charge.taxable(),
                            charge.inclusive()))
                .toList(),
            order.taxes().stream()
                .map(tax -> with(tax, proportional(tax.rate()), tax.inclusive()))
                .toList());

    PricedOrder priced = OrderPricing.price(free);

    assertThat(priced.total()).isZero();
    assertThat(priced.discountTotal()).isEqualTo(priced.subtotal());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void inclusiveTaxesNeverChangeTheTotal(@ForAll("orders") OrderToPrice order) {
    List<Tax> inclusive = order.taxes().stream().map(tax -> with(tax, tax.rate(), true)).toList();

    long taxed = OrderPricing.price(withTaxes(order, inclusive)).total();

    List<LineToPrice> untaxed =
        order.lines().stream().map(line -> with(line, line.id(), Set.of())).toList();
    assertThat(taxed).isEqualTo(OrderPricing.price(withLines(order, untaxed)).total());
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void aTaxOnTopIsTheRoundedShareOfItsWholeBase(@ForAll("orders") OrderToPrice order) {
    for (AppliedTax tax : OrderPricing.price(order).taxes()) {
      if (!tax.inclusive() && tax.rate() instanceof Rate.Proportion) {
        assertThat(tax.amount()).isEqualTo(new Parts(order.increment()).of(tax.rate(), tax.base()));
      }
    }
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
  void anAmountThatDoesNotFitIsRefusedAndNeverWrong(
      @ForAll("orders") OrderToPrice order, @ForAll @LongRange(min = LARGE) long unitPrice) {
    List<LineToPrice> expensive =
        order.lines().stream().map(line -> withUnitPrice(line, unitPrice)).toList();
    PricedOrder priced;
    try {
      priced = OrderPricing.price(withLines(order, expensive));
    } catch (ArithmeticException refused) {
      return;
    }

    BigInteger total = BigInteger.ZERO;
    for (PricedLine line : priced.lines()) {
      assertThat(line.total()).isNotNegative();
      total = total.add(BigInteger.valueOf(line.total()));
    }
    assertThat(BigInteger.valueOf(priced.total())).isEqualTo(total);
  }

  private static <T> long sum(List<T> parts, ToLongFunction<T> amount) {
    return parts.stream().mapToLong(amount).reduce(0, Math::addExact);
  }

  private static List<String> withoutIds(PricedOrder order) {
    return order.lines().stream()
        .map(line -> line.toString().replace(line.id().toString(), ""))
        .toList();
  }

  private static Rate proportional(Rate rate) {
    return rate instanceof Rate.Amount ? Rate.ppm(77_000) : rate;
  }

  private static OrderToPrice withLines(OrderToPrice order, List<LineToPrice> lines) {
    return new OrderToPrice(
        order.currency(), lines, order.discounts(), order.serviceCharges(), order.taxes());
  }

  private static OrderToPrice withTaxes(OrderToPrice order, List<Tax> taxes) {
    return new OrderToPrice(
        order.currency(), order.lines(), order.discounts(), order.serviceCharges(), taxes);
  }

  private static Tax with(Tax tax, Rate rate, boolean inclusive) {
    return new Tax(
        tax.id(),
        tax.name(),
        rate,
        inclusive,
        tax.includeInBase(),
        tax.ignoreEarlierTaxes(),
        tax.priority());
  }

  private static LineToPrice with(LineToPrice line, UUID id, Set<UUID> taxIds) {
    return new LineToPrice(
        id,
        line.unitPrice(),
        line.modifiersPrice(),
        line.quantity(),
        line.unitDecimals(),
        line.discounts(),
        taxIds,
        line.serviceChargeIds());
  }

  private static LineToPrice withUnitPrice(LineToPrice line, long unitPrice) {
    return new LineToPrice(
        line.id(),
        unitPrice,
        line.modifiersPrice(),
        line.quantity(),
        line.unitDecimals(),
        line.discounts(),
        line.taxIds(),
        line.serviceChargeIds());
  }

  @Provide
  Arbitrary<OrderToPrice> orders() {
    return Combinators.combine(
            Arbitraries.of("USD", "IDR", "JPY", "KWD"),
            taxes().list().ofMaxSize(4),
            services().list().ofMaxSize(3),
            discounts().list().ofMaxSize(2))
        .as(
            (currency, taxes, services, discounts) ->
                lines(ids(taxes.size()), ids(services.size()))
                    .list()
                    .ofMaxSize(6)
                    .map(
                        lines ->
                            new OrderToPrice(
                                currency,
                                numbered(lines),
                                discounts,
                                IntStream.range(0, services.size())
                                    .mapToObj(i -> renumbered(services.get(i), i))
                                    .toList(),
                                IntStream.range(0, taxes.size())
                                    .mapToObj(i -> renumbered(taxes.get(i), i))
                                    .toList())))
        .flatMap(order -> order);
  }

  private static Arbitrary<LineToPrice> lines(List<UUID> taxIds, List<UUID> serviceIds) {
    // Few and small values as well, so that lines are alike and ties are common.
    Arbitrary<Long> prices =
        Arbitraries.oneOf(
            Arbitraries.of(0L, 1L, 100L, 333L),
            Arbitraries.longs().between(0, 5_000_000),
            Arbitraries.longs().between(0, LARGE));
    return Combinators.combine(
            prices,
            Arbitraries.of(0L, 0L, 50L, -200L),
            Arbitraries.of(0L, 1L, 1L, 3L, 350L),
            Arbitraries.of(0, 0, 3),
            discounts().list().ofMaxSize(2),
            subset(taxIds),
            subset(serviceIds))
        .as(
            (price, modifiers, quantity, decimals, discounts, taxes, services) ->
                new LineToPrice(
                    NAMELESS, price, modifiers, quantity, decimals, discounts, taxes, services))
        .filter(OrderPricingPropertyTest::isNotTooLarge);
  }

  private static boolean isNotTooLarge(LineToPrice line) {
    return line.unitDecimals() > 0 || line.quantity() <= 3 || line.unitPrice() < LARGE / 350;
  }

  private static Arbitrary<Set<UUID>> subset(List<UUID> ids) {
    return ids.isEmpty()
        ? Arbitraries.just(Set.of())
        : Arbitraries.of(ids).set().ofMaxSize(ids.size());
  }

  private static Arbitrary<Discount> discounts() {
    return rates(1_000_000, 2_000).map(rate -> new Discount(NAMELESS, rate, false));
  }

  private static Arbitrary<ServiceCharge> services() {
    return Combinators.combine(
            rates(300_000, 2_000), Arbitraries.of(true, false), Arbitraries.of(true, false))
        .as(
            (rate, taxable, inclusive) ->
                new ServiceCharge(NAMELESS, "s", rate, taxable, inclusive));
  }

  private static Arbitrary<Tax> taxes() {
    Arbitrary<Boolean> flag = Arbitraries.of(true, false);
    return Combinators.combine(
            rates(1_000_000, 300), flag, flag, flag, Arbitraries.integers().between(0, 2))
        .as(
            (rate, inclusive, include, ignore, priority) ->
                new Tax(NAMELESS, "t", rate, inclusive, include, ignore, priority));
  }

  private static Arbitrary<Rate> rates(long maximumPpm, long maximumAmount) {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, maximumPpm).map(Rate::ppm),
        Arbitraries.longs().between(0, maximumAmount).map(Rate::amount));
  }

  private static List<UUID> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> new UUID(1, i)).toList();
  }

  private static List<LineToPrice> numbered(List<LineToPrice> lines) {
    return IntStream.range(0, lines.size())
        .mapToObj(i -> with(lines.get(i), new UUID(2, i), lines.get(i).taxIds()))
        .toList();
  }

  private static ServiceCharge renumbered(ServiceCharge charge, int number) {
    return new ServiceCharge(
        new UUID(1, number), charge.name(), charge.rate(), charge.taxable(), charge.inclusive());
  }

  private static Tax renumbered(Tax tax, int number) {
    return new Tax(
        new UUID(1, number),
        tax.name(),
        tax.rate(),
        tax.inclusive(),
        tax.includeInBase(),
        tax.ignoreEarlierTaxes(),
        tax.priority());
  }
}
