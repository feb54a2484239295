package id.laris.sales.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import id.laris.common.money.AmountOverflow;
import id.laris.sales.pricing.PricedLine.LineTax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The examples of the rules, and one case for each rule that an example leaves open. */
class OrderPricingTest {
  private static final UUID NAMELESS = new UUID(0, 0);

  @Test
  void extractsAnInclusiveTaxOnceForTheWholeLine() {
    Tax vat = inclusive(1, 200_000);

    PricedOrder priced = price("USD", List.of(line(3823, 10, vat)), vat);

    assertThat(priced.subtotal()).isEqualTo(38230);
    assertThat(priced.inclusiveTaxTotal()).isEqualTo(6372);
    assertThat(priced.taxes().getFirst().base()).isEqualTo(31858);
    assertThat(priced.taxTotal()).isZero();
    assertThat(priced.total()).isEqualTo(38230);
  }

  @Test
  void roundsRupiahToWholeRupiah() {
    Tax vat = inclusive(1, 100_000);

    PricedOrder priced = price("IDR", List.of(line(5_000_000, 1, vat)), vat);

    assertThat(priced.inclusiveTaxTotal()).isEqualTo(454_500);
    assertThat(priced.taxes().getFirst().base()).isEqualTo(4_545_500);
  }

  @Test
  void taxesWhatAnOrderDiscountLeavesOfEachLine() {
    Tax ten = onTop(1, 100_000);
    Tax five = onTop(2, 50_000);
    OrderToPrice order =
        new OrderToPrice(
            "USD",
            List.of(line(10_000, 1, ten), line(5_000, 1, five)),
            List.of(Discount.amount(id(9), 1_000)),
            List.of(),
            List.of(ten, five));

    PricedOrder priced = OrderPricing.price(order);

    assertThat(priced.lines()).extracting(PricedLine::orderDiscount).containsExactly(667L, 333L);
    assertThat(priced.taxes())
        .extracting(PricedOrder.AppliedTax::amount)
        .containsExactly(933L, 233L);
    assertThat(priced.total()).isEqualTo(15_166);
  }

  @Test
  void taxesATaxableServiceCharge() {
    Tax pb1 = onTop(1, 100_000);
    ServiceCharge service = service(5, Rate.ppm(50_000), true, false);

    PricedOrder priced =
        price("IDR", List.of(line(10_000_000, 1, List.of(pb1), service)), List.of(service), pb1);

    assertThat(priced.serviceTotal()).isEqualTo(500_000);
    assertThat(priced.taxTotal()).isEqualTo(1_050_000);
    assertThat(priced.total()).isEqualTo(11_550_000);
  }

  @Test
  void givesEachLineTheTotalThatAReturnOfItRefunds() {
    OrderToPrice order =
        new OrderToPrice(
            "USD",
            List.of(line(5_000, 1), line(1_000, 1)),
            List.of(Discount.amount(id(9), 1_000)),
            List.of(),
            List.of());

    List<PricedLine> lines = OrderPricing.price(order).lines();

    assertThat(lines).extracting(PricedLine::orderDiscount).containsExactly(833L, 167L);
    assertThat(lines.getFirst().total()).isEqualTo(4_167);
  }

  @Test
  void pricesFractionsOfAUnitAndNeverAUnitBelowZero() {
    LineToPrice weighed = new LineToPrice(id(1), 1_299, 0, 350, 3, List.of(), Set.of(), Set.of());
    LineToPrice reduced = new LineToPrice(id(2), 500, -800, 2, 0, List.of(), Set.of(), Set.of());
    LineToPrice modified = new LineToPrice(id(3), 500, 50, 2, 0, List.of(), Set.of(), Set.of());

    PricedOrder priced = price("USD", List.of(weighed, reduced, modified));

    assertThat(priced.lines()).extracting(PricedLine::gross).containsExactly(455L, 0L, 1_100L);
    assertThat(priced.lines())
        .extracting(PricedLine::effectiveUnitPrice)
        .containsExactly(1_299L, 0L, 550L);
  }

  @Test
  void chargesThePriceOfALabelAndItsModifiersInsteadOfTheUnits() {
    LineToPrice label = labelled(1, 1_234, 0);
    LineToPrice sliced = labelled(2, 1_234, 100);
    LineToPrice reduced = labelled(3, 1_234, -5_000);

    PricedOrder priced = price("USD", List.of(label, sliced, reduced));

    // 0.334 times 1.00 is 0.33; a line never costs less than nothing.
    assertThat(priced.lines()).extracting(PricedLine::gross).containsExactly(1_234L, 1_267L, 0L);
    assertThat(priced.total()).isEqualTo(2_501);
  }

  @Test
  void roundsThePriceOfALabelToTheIncrementOfTheOrder() {
    assertThat(price("IDR", List.of(labelled(1, 123_450, 0))).total()).isEqualTo(123_500);
  }

  private static LineToPrice labelled(int id, long labelPrice, long modifiers) {
    return new LineToPrice(
        id(id), 3_700, modifiers, 334, 3, labelPrice, List.of(), Set.of(), Set.of());
  }

  @Test
  void appliesDiscountsInTheOrderGivenToWhatIsLeft() {
    List<Discount> lineDiscounts =
        List.of(Discount.percentage(id(11), 100_000), Discount.amount(id(12), 400));
    LineToPrice line = new LineToPrice(id(1), 1_000, 0, 1, 0, lineDiscounts, Set.of(), Set.of());
    List<Discount> orderDiscounts =
        List.of(Discount.percentage(id(13), 500_000), Discount.amount(id(14), 9_999));

    PricedOrder priced =
        OrderPricing.price(
            new OrderToPrice("USD", List.of(line), orderDiscounts, List.of(), List.of()));

    assertThat(priced.discounts())
        .extracting(PricedOrder.AppliedDiscount::amount)
        .containsExactly(100L, 400L, 250L, 250L);
    assertThat(priced.discounts().getFirst().lineId()).isEqualTo(id(1));
    assertThat(priced.discounts().getLast().lineId()).isNull();
    assertThat(priced.total()).isZero();
  }

  @Test
  void computesALaterTaxOnAnEarlierOneThatIsIncludedInItsBase() {
    Tax first = new Tax(id(1), "first", Rate.ppm(100_000), false, true, false, 1);
    Tax second = new Tax(id(2), "second", Rate.ppm(50_000), false, false, false, 2);
    Tax aloof = new Tax(id(3), "aloof", Rate.ppm(50_000), false, false, true, 3);

    PricedOrder priced =
        price("USD", List.of(line(10_000, 1, first, second, aloof)), aloof, second, first);

    assertThat(priced.taxes())
        .extracting(PricedOrder.AppliedTax::name, PricedOrder.AppliedTax::amount)
        .containsExactly(tuple("first", 1_000L), tuple("second", 550L), tuple("aloof", 500L));
  }

  @Test
  void extractsInclusiveTaxesTogetherAndSplitsThemByRate() {
    Tax ten = inclusive(1, 100_000);
    Tax five = inclusive(2, 50_000);

    PricedOrder priced = price("USD", List.of(line(11_500, 1, ten, five)), ten, five);

    assertThat(priced.lines().getFirst().taxes())
        .containsExactly(
            new LineTax(id(1), true, 10_000, 1_000), new LineTax(id(2), true, 10_000, 500));
  }

  @Test
  void multipliesCompoundingInclusiveTaxes() {
    Tax ten = new Tax(id(1), "ten", Rate.ppm(100_000), true, true, false, 1);
    Tax five = new Tax(id(2), "five", Rate.ppm(50_000), true, false, false, 2);

    PricedOrder priced = price("USD", List.of(line(11_550, 1, ten, five)), ten, five);

    assertThat(priced.lines().getFirst().taxes())
        .containsExactly(
            new LineTax(id(1), true, 10_000, 1_000), new LineTax(id(2), true, 11_000, 550));
  }

  @Test
  void computesATaxOnTopOnTheAmountNetOfInclusiveTaxes() {
    Tax vat = inclusive(1, 100_000);
    Tax levy = onTop(2, 50_000);
    Tax included = new Tax(id(3), "included", Rate.ppm(100_000), true, true, false, 0);

    assertThat(price("USD", List.of(line(11_000, 1, vat, levy)), vat, levy).total())
        .isEqualTo(11_500);
    assertThat(price("USD", List.of(line(11_000, 1, included, levy)), included, levy).total())
        .isEqualTo(11_550);
  }

  @Test
  void takesAnInclusiveAmountPerUnitOffFirst() {
    Tax perBottle = new Tax(id(1), "bottle", Rate.amount(250), true, false, false, 5);
    Tax vat = inclusive(2, 100_000);

    PricedOrder priced = price("USD", List.of(line(800, 2, perBottle, vat)), perBottle, vat);

    assertThat(priced.taxes())
        .extracting(PricedOrder.AppliedTax::name, PricedOrder.AppliedTax::amount)
        .containsExactly(tuple("inclusive 2", 100L), tuple("bottle", 500L));
    assertThat(priced.total()).isEqualTo(1_600);
  }

  @Test
  void neverExtractsMoreTaxFromALineThanItHolds() {
    Tax perUnit = new Tax(id(1), "unit", Rate.amount(500), true, false, false, 0);

    PricedOrder priced =
        price("USD", List.of(line(800, 1, perUnit), line(100, 1, perUnit)), perUnit);

    assertThat(priced.lines())
        .extracting(line -> line.taxes().getFirst().amount())
        .containsExactly(500L, 100L);
  }

  @Test
  void extractsOneStepLessWhereRoundingUpWouldTakeMoreThanALineHolds() {
    // 0.95 of the first line's single cent and 0.057 of each of ten others make 1.52: as 2 cents,
    // the first line would have the largest remainder and bear both.
    Tax perKilogram = new Tax(id(1), "kg", Rate.amount(19), true, false, false, 0);
    List<LineToPrice> lines = new ArrayList<>();
    lines.add(new LineToPrice(NAMELESS, 20, 0, 50, 3, List.of(), Set.of(id(1)), Set.of()));
    for (int i = 0; i < 10; i++) {
      lines.add(new LineToPrice(NAMELESS, 1_000, 0, 3, 3, List.of(), Set.of(id(1)), Set.of()));
    }

    PricedOrder priced = price("USD", lines, perKilogram);

    assertThat(priced.lines().getFirst().gross()).isEqualTo(1);
    assertThat(priced.lines().getFirst().taxes().getFirst().amount()).isEqualTo(1);
    assertThat(priced.inclusiveTaxTotal()).isEqualTo(1);
  }

  @Test
  void spreadsTheOddUnitsOfSeveralInclusiveTaxesOverDifferentLines() {
    Tax one = inclusive(1, 500_000);
    Tax two = inclusive(2, 500_000);
    List<LineToPrice> lines = Collections.nCopies(4, line(1, 1, one, two));

    PricedOrder priced = price("USD", lines, one, two);

    assertThat(priced.lines())
        .extracting(line -> line.taxes().stream().mapToLong(LineTax::amount).sum())
        .containsExactly(1L, 1L, 0L, 0L);
  }

  @Test
  void chargesAnAmountPerUnitForTheFractionSold() {
    Tax perKilogram = new Tax(id(1), "kg", Rate.amount(100), false, false, false, 0);
    LineToPrice half = new LineToPrice(id(1), 1_000, 0, 500, 3, List.of(), Set.of(id(1)), Set.of());
    LineToPrice three = line(0, 3, perKilogram);

    PricedOrder priced = price("USD", List.of(half, three), perKilogram);

    assertThat(priced.lines())
        .extracting(line -> line.taxes().getFirst().amount())
        .containsExactly(50L, 300L);
    assertThat(priced.total()).isEqualTo(850);
  }

  @Test
  void reportsAnInclusiveServiceChargeWithoutAddingIt() {
    Tax tax = onTop(1, 100_000);
    ServiceCharge taxable = service(5, Rate.ppm(100_000), true, true);
    ServiceCharge untaxable = service(6, Rate.ppm(100_000), false, true);

    PricedOrder priced =
        price(
            "USD",
            List.of(
                line(11_000, 1, List.of(tax), taxable), line(11_000, 1, List.of(tax), untaxable)),
            List.of(taxable, untaxable),
            tax);

    assertThat(priced.services())
        .extracting(PricedOrder.AppliedService::base, PricedOrder.AppliedService::amount)
        .containsExactly(tuple(10_000L, 1_000L), tuple(10_000L, 1_000L));
    assertThat(priced.serviceTotal()).isZero();
    assertThat(priced.lines()).extracting(PricedLine::total).containsExactly(12_100L, 12_000L);
  }

  @Test
  void addsAFixedServiceChargeOnce() {
    ServiceCharge delivery = service(5, Rate.amount(1_000), false, false);

    PricedOrder priced =
        price(
            "USD",
            List.of(line(200, 1, List.of(), delivery), line(100, 1, List.of(), delivery)),
            List.of(delivery));

    assertThat(priced.lines()).extracting(PricedLine::service).containsExactly(667L, 333L);
    assertThat(priced.total()).isEqualTo(1_300);
  }

  @Test
  void givesTheOddUnitToTheSameLineHoweverTheLinesAreEntered() {
    // One of two equal amounts gets the odd cent of the discount: with a tax on one of them only,
    // allocation by index would make the total depend on the order of entry.
    Tax whole = onTop(1, 1_000_000);
    LineToPrice taxed = line(100, 1, whole);
    LineToPrice untaxed = line(100, 1);
    List<Discount> odd = List.of(Discount.amount(id(9), 1));

    PricedOrder priced = OrderPricing.price(discounted(List.of(taxed, untaxed), odd, whole));
    PricedOrder reversed = OrderPricing.price(discounted(List.of(untaxed, taxed), odd, whole));

    assertThat(reversed.total()).isEqualTo(priced.total());
    assertThat(reversed.lines()).isEqualTo(priced.lines().reversed());
  }

  @Test
  void explainsItselfInSentences() {
    Tax pb1 = onTop(1, 110_000);
    Tax vat = inclusive(2, 88_750);

    PricedOrder priced =
        OrderPricing.price(
            discounted(
                List.of(line(10_000, 1, pb1), line(10_000, 1, vat)),
                List.of(Discount.amount(id(9), 1_000)),
                pb1,
                vat));

    assertThat(priced.explain())
        .containsExactly(
            "The lines cost 20000.",
            "Discount " + id(9) + " takes 1000 off the order.",
            "Tax inclusive 2, 8.875% of 8726, is 774, already included in the prices.",
            "Tax on top 1, 11% of 9500, adds 1045.",
            "The total is 20045.");
  }

  @Test
  void pricesAnOrderWithoutLinesAtNothing() {
    assertThat(price("USD", List.of()).total()).isZero();
  }

  @Test
  void refusesAmountsThatDoNotFit() {
    assertThatThrownBy(() -> price("USD", List.of(line(Long.MAX_VALUE, 2))))
        .isInstanceOf(AmountOverflow.class);
    assertThatThrownBy(() -> price("USD", List.of(line(Long.MAX_VALUE, 1), line(1, 1))))
        .isInstanceOf(AmountOverflow.class);
  }

  @Test
  void refusesAnOrderThatMakesNoSense() {
    Tax tax = onTop(1, 1);
    assertThatThrownBy(() -> price("USD", List.of(line(1, 1, tax))))
        .hasMessageContaining("unknown tax");
    assertThatThrownBy(() -> price("USD", List.of(), tax, tax)).hasMessageContaining("twice");
    assertThatThrownBy(() -> price("ZZZ", List.of())).hasMessageContaining("ZZZ");
    assertThatThrownBy(() -> line(1, -1)).hasMessageContaining("negative");
    assertThatThrownBy(() -> Rate.ppm(-1)).hasMessageContaining("negative");
  }

  private static PricedOrder price(String currency, List<LineToPrice> lines, Tax... taxes) {
    return price(currency, lines, List.of(), taxes);
  }

  private static PricedOrder price(
      String currency, List<LineToPrice> lines, List<ServiceCharge> services, Tax... taxes) {
    return OrderPricing.price(
        new OrderToPrice(currency, lines, List.of(), services, List.of(taxes)));
  }

  private static OrderToPrice discounted(
      List<LineToPrice> lines, List<Discount> discounts, Tax... taxes) {
    return new OrderToPrice("USD", lines, discounts, List.of(), List.of(taxes));
  }

  private static LineToPrice line(long unitPrice, long quantity, Tax... taxes) {
    return line(unitPrice, quantity, List.of(taxes));
  }

  private static LineToPrice line(
      long unitPrice, long quantity, List<Tax> taxes, ServiceCharge... services) {
    return new LineToPrice(
        NAMELESS,
        unitPrice,
        0,
        quantity,
        0,
        List.of(),
        taxes.stream().map(Tax::id).collect(Collectors.toSet()),
        Arrays.stream(services).map(ServiceCharge::id).collect(Collectors.toSet()));
  }

  private static Tax onTop(int number, long ppm) {
    return new Tax(id(number), "on top " + number, Rate.ppm(ppm), false, false, false, 0);
  }

  private static Tax inclusive(int number, long ppm) {
    return new Tax(id(number), "inclusive " + number, Rate.ppm(ppm), true, false, false, 0);
  }

  private static ServiceCharge service(int number, Rate rate, boolean taxable, boolean inclusive) {
    return new ServiceCharge(id(number), "service " + number, rate, taxable, inclusive);
  }

  private static UUID id(int number) {
    return new UUID(0, number);
  }
}
