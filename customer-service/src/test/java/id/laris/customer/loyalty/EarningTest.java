package id.laris.customer.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.grpc.Protos;
import id.laris.common.money.Rounding;
import id.laris.customer.loyalty.Earning.Earned;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.LoyaltyProgram.AmountRule;
import id.laris.pos.v1.LoyaltyProgram.Base;
import id.laris.pos.v1.LoyaltyProgram.ItemRule;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.Payment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order earns by the rules of the program, exactly, and rounded down once. */
class EarningTest {

  private static final String COFFEE = "0199aaaa-0000-7000-8000-000000000001";
  private static final String CAKE = "0199aaaa-0000-7000-8000-000000000002";
  private static final String DRINKS = "0199aaaa-0000-7000-8000-000000000003";

  /** A point for each Rp 10,000 without taxes. */
  private static final LoyaltyProgram PROGRAM =
      LoyaltyProgram.newBuilder()
          .setActive(true)
          .setAmountRule(
              AmountRule.newBuilder()
                  .setBase(Base.NET)
                  .setPointsNumerator(1)
                  .setAmountDenominator(rupiah(10_000))
                  .setCurrency("IDR"))
          .setExcludeStoredValue(true)
          .build();

  @ParameterizedTest
  @CsvSource({
    "105000, 1000000, 10",
    "75000, 1000000, 7",
    "109000, 1500000, 16",
    "99999, 1000000, 9",
    "0, 1000000, 0",
    "9999, 1000000, 0",
    "10000, 1000000, 1",
    // 6.66 * 1.5 is 9.99: rounded before the multiplier it would be 9 as well, but 7.4 * 1.5 not.
    "66600, 1500000, 9",
    "74000, 1500000, 11",
  })
  void itIsRoundedDownOnceAtTheEnd(long net, long multiplierPpm, long points) {
    assertThat(Earning.of(PROGRAM, multiplierPpm, order(line(net))).points()).isEqualTo(points);
  }

  @Test
  void itIsRoundedOverTheWholeOrder() {
    assertThat(points(PROGRAM, order(line(5_000), line(5_000)))).isEqualTo(1);
  }

  @Test
  void netIsWithoutTaxesWhetherAddedOrContained() {
    OrderItem added = line(11_100).toBuilder().addTaxes(tax(1_100)).build();
    OrderItem contained = line(10_000).toBuilder().addTaxes(tax(1)).build();

    assertThat(points(PROGRAM, order(added))).isEqualTo(1);
    assertThat(points(PROGRAM, order(contained))).isZero();
    assertThat(points(gross(), order(contained))).isEqualTo(1);
  }

  @Test
  void whatIsExcludedEarnsByNoRule() {
    LoyaltyProgram program =
        PROGRAM.toBuilder()
            .setVisitPoints(5)
            .addItemRules(ItemRule.newBuilder().setCategoryId(DRINKS).setPoints(2))
            .addExcludedCategoryIds(DRINKS)
            .addExcludedProductIds(CAKE)
            .build();

    assertThat(
            points(program, order(coffee(3), line(50_000).toBuilder().setProductId(CAKE).build())))
        .isZero();
    assertThat(points(program, order(coffee(3), line(50_000)))).isEqualTo(10);
  }

  @Test
  void rulesAddUpBeforeTheMultiplier() {
    LoyaltyProgram program =
        PROGRAM.toBuilder()
            .setVisitPoints(3)
            .addItemRules(ItemRule.newBuilder().setCategoryId(DRINKS).setPoints(2))
            .addItemRules(ItemRule.newBuilder().setProductId(COFFEE).setPoints(1))
            .build();

    Earned earned = Earning.of(program, 1_500_000, order(coffee(4)));

    // 20,000 earn 2; 4 pieces earn 3 each; the visit earns 3: 17 * 1.5 is 25.5.
    assertThat(earned).isEqualTo(new Earned(25, rupiah(20_000), "IDR", 2, 3, 12));
  }

  @Test
  void goodsThatAreWeighedEarnByTheWholeUnit() {
    LoyaltyProgram program =
        PROGRAM.toBuilder()
            .clearAmountRule()
            .addItemRules(ItemRule.newBuilder().setProductId(COFFEE).setPoints(10))
            .build();
    OrderItem beans =
        line(0).toBuilder().setProductId(COFFEE).setQuantity(350).setUnitDecimals(3).build();

    assertThat(points(program, order(beans))).isEqualTo(3);
    assertThat(points(program, order(beans, beans))).isEqualTo(7);
  }

  @Test
  void ofTheShareThatGiftCardsPaidNothingIsEarned() {
    Order order =
        order(line(100_000)).toBuilder()
            .setTotal(money(100_000))
            .addPayments(paid(Payment.Type.GIFT_CARD, Payment.Status.CAPTURED, 40_000))
            .addPayments(paid(Payment.Type.GIFT_CARD, Payment.Status.VOIDED, 60_000))
            .addPayments(paid(Payment.Type.CASH, Payment.Status.CAPTURED, 60_000))
            .build();

    assertThat(points(PROGRAM, order)).isEqualTo(6);
    assertThat(points(PROGRAM.toBuilder().setExcludeStoredValue(false).build(), order))
        .isEqualTo(10);
  }

  @Test
  void storedValueEarnsWhereItIsSoldOrWhereItPays() {
    Order sale = order(line(100_000).toBuilder().setGiftCard(true).build());

    assertThat(points(PROGRAM, sale)).isEqualTo(10);
    assertThat(points(PROGRAM.toBuilder().setExcludeStoredValue(false).build(), sale)).isZero();
  }

  @Test
  void inAnotherCurrencyTheAmountEarnsNothing() {
    Order order = order(line(100_000)).toBuilder().setCurrency("USD").build();

    assertThat(Earning.of(PROGRAM.toBuilder().setVisitPoints(1).build(), Rounding.PPM, order))
        .isEqualTo(new Earned(1, 0, "IDR", 0, 1, 0));
  }

  @Test
  void hugeAmountsNeitherOverflowNorFail() {
    OrderItem huge =
        OrderItem.newBuilder()
            .setTotal(Protos.money(Long.MAX_VALUE, "IDR"))
            .setQuantity(Long.MAX_VALUE)
            .setUnitDecimals(Integer.MAX_VALUE)
            .build();

    assertThat(Earning.of(PROGRAM, 100_000_000, order(huge, huge)))
        .returns(Earning.MOST_POINTS, Earned::points)
        .returns(Protos.MAX_AMOUNT, Earned::amount);
  }

  @Property
  void theOrderOfLinesChangesNothing(
      @ForAll("lines") List<OrderItem> lines, @ForAll Random random) {
    List<OrderItem> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, random);

    assertThat(points(PROGRAM, order(shuffled))).isEqualTo(points(PROGRAM, order(lines)));
  }

  /** Returns, one after the other, take back exactly as many points as were earned. */
  @Property
  void returnsOfAllLinesTakeBackEverything(
      @ForAll("lines") List<OrderItem> lines,
      @ForAll @LongRange(min = 1, max = 3_000_000) long multiplierPpm) {
    long left = Earning.of(PROGRAM, multiplierPpm, order(lines)).points();
    long first = left;
    for (int i = lines.size() - 1; i >= 0; i--) {
      long remaining = Earning.of(PROGRAM, multiplierPpm, order(lines.subList(0, i))).points();
      assertThat(remaining).isBetween(0L, left);
      left = remaining;
    }

    assertThat(left).isZero();
    BigInteger exact =
        lines.stream()
            .map(line -> BigInteger.valueOf(line.getTotal().getAmount()))
            .reduce(BigInteger.ZERO, BigInteger::add)
            .multiply(BigInteger.valueOf(multiplierPpm))
            .divide(BigInteger.valueOf(rupiah(10_000)).multiply(BigInteger.valueOf(1_000_000)));
    assertThat(first).isEqualTo(exact.longValueExact());
  }

  @Provide
  Arbitrary<List<OrderItem>> lines() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 1_000_000), Arbitraries.longs().between(1, 9))
        .as((net, quantity) -> line(net).toBuilder().setQuantity(quantity).build())
        .list()
        .ofMaxSize(8);
  }

  private static long points(LoyaltyProgram program, Order order) {
    return Earning.of(program, Rounding.PPM, order).points();
  }

  private static LoyaltyProgram gross() {
    return PROGRAM.toBuilder()
        .setAmountRule(PROGRAM.getAmountRule().toBuilder().setBase(Base.GROSS))
        .build();
  }

  /** Pieces of Rp 5,000. */
  private static OrderItem coffee(long pieces) {
    return line(5_000 * pieces).toBuilder()
        .setProductId(COFFEE)
        .addCategoryIds(DRINKS)
        .setQuantity(pieces)
        .build();
  }

  private static OrderItem line(long total) {
    return OrderItem.newBuilder().setQuantity(1).setTotal(money(total)).build();
  }

  private static OrderItem.Tax tax(long amount) {
    return OrderItem.Tax.newBuilder().setAmount(money(amount)).build();
  }

  private static Payment paid(Payment.Type type, Payment.Status status, long amount) {
    return Payment.newBuilder()
        .setPaymentType(type)
        .setStatus(status)
        .setAmount(money(amount))
        .build();
  }

  private static Order order(OrderItem... lines) {
    return order(List.of(lines));
  }

  private static Order order(List<OrderItem> lines) {
    return Order.newBuilder().setCurrency("IDR").addAllItems(lines).build();
  }

  private static Money money(long rupiah) {
    return Protos.money(rupiah(rupiah), "IDR");
  }

  private static long rupiah(long amount) {
    return amount * 100;
  }
}
