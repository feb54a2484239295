package id.laris.customer.loyalty;

import id.laris.common.grpc.Protos;
import id.laris.common.money.Rounding;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.LoyaltyProgram.AmountRule;
import id.laris.pos.v1.LoyaltyProgram.Base;
import id.laris.pos.v1.LoyaltyProgram.ItemRule;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.OrderItem;
import id.laris.pos.v1.Payment;
import java.math.BigInteger;
import java.util.List;

/**
 * The points that an order earns by the rules of a program. Everything is exact: the points of all
 * rules are added up as fractions, multiplied by the tier's multiplier, and rounded down once.
 *
 * <p>An order of which lines were returned earns what its remaining lines earn; its total and its
 * payments stay those of the sale, so that the share that gift cards paid is the same.
 */
final class Earning {

  /** No order earns more, so that sums of many fit 64 bits. */
  static final long MOST_POINTS = 1_000_000_000_000L;

  /** The most decimals that a unit can have: points for goods are counted in such parts. */
  private static final int MOST_DECIMALS = 18;

  private final LoyaltyProgram program;
  private final Order order;
  private final List<OrderItem> counted;

  private Earning(LoyaltyProgram program, Order order) {
    this.program = program;
    this.order = order;
    this.counted = order.getItemsList().stream().filter(this::counts).toList();
  }

  /**
   * The points of an order.
   *
   * @param amount the amount that counted for the amount rule, in minor units of its currency,
   *     rounded down
   * @param points of all rules, multiplied and rounded down
   * @param amountPoints by the amount rule, before the multiplier, rounded down; so are the others
   */
  record Earned(
      long points,
      long amount,
      String currency,
      long amountPoints,
      long visitPoints,
      long itemPoints) {

    static final Earned NOTHING = new Earned(0, 0, "", 0, 0, 0);
  }

  static Earned of(LoyaltyProgram program, long multiplierPpm, Order order) {
    return new Earning(program, order).earned(multiplierPpm);
  }

  private Earned earned(long multiplierPpm) {
    Fraction amount = amount();
    AmountRule rule = program.getAmountRule();
    Fraction byAmount =
        program.hasAmountRule()
            ? amount.times(rule.getPointsNumerator(), rule.getAmountDenominator())
            : Fraction.ZERO;
    Fraction byVisit = Fraction.of(counted.isEmpty() ? 0 : program.getVisitPoints());
    Fraction byItems =
        new Fraction(
            counted.stream().map(this::itemPoints).reduce(BigInteger.ZERO, BigInteger::add),
            BigInteger.TEN.pow(MOST_DECIMALS));
    return new Earned(
        byAmount.plus(byVisit).plus(byItems).times(multiplierPpm, Rounding.PPM).floor(MOST_POINTS),
        amount.floor(Protos.MAX_AMOUNT),
        rule.getCurrency(),
        byAmount.floor(MOST_POINTS),
        byVisit.floor(MOST_POINTS),
        byItems.floor(MOST_POINTS));
  }

  /** Stored value earns once: where the card was sold, or where it pays. */
  private boolean counts(OrderItem item) {
    return !(item.getGiftCard() && !program.getExcludeStoredValue())
        && !program.getExcludedProductIdsList().contains(item.getProductId())
        && item.getCategoryIdsList().stream()
            .noneMatch(program.getExcludedCategoryIdsList()::contains);
  }

  private Fraction amount() {
    if (!program.hasAmountRule()
        || !program.getAmountRule().getCurrency().equals(order.getCurrency())) {
      return Fraction.ZERO;
    }
    BigInteger base = counted.stream().map(this::base).reduce(BigInteger.ZERO, BigInteger::add);
    Fraction whole = new Fraction(base.max(BigInteger.ZERO), BigInteger.ONE);
    long total = order.getTotal().getAmount();
    long stored = program.getExcludeStoredValue() ? paidByGiftCards(total) : 0;
    return stored == 0 ? whole : whole.times(total - stored, total);
  }

  private long paidByGiftCards(long total) {
    BigInteger paid =
        order.getPaymentsList().stream()
            .filter(
                payment ->
                    payment.getPaymentType() == Payment.Type.GIFT_CARD
                        && payment.getStatus() == Payment.Status.CAPTURED)
            .map(payment -> BigInteger.valueOf(payment.getAmount().getAmount()))
            .reduce(BigInteger.ZERO, BigInteger::add);
    return paid.max(BigInteger.ZERO).min(BigInteger.valueOf(Math.max(0, total))).longValue();
  }

  private BigInteger base(OrderItem item) {
    BigInteger total = BigInteger.valueOf(item.getTotal().getAmount());
    return program.getAmountRule().getBase() == Base.GROSS
        ? total
        : item.getTaxesList().stream()
            .map(OrderItem.Tax::getAmount)
            .map(Money::getAmount)
            .map(BigInteger::valueOf)
            .reduce(total, BigInteger::subtract);
  }

  private BigInteger itemPoints(OrderItem item) {
    BigInteger pointsOfPiece =
        program.getItemRulesList().stream()
            .filter(rule -> means(rule, item))
            .map(rule -> BigInteger.valueOf(rule.getPoints()))
            .reduce(BigInteger.ZERO, BigInteger::add);
    int decimals = Math.clamp(item.getUnitDecimals(), 0, MOST_DECIMALS);
    return BigInteger.valueOf(Math.max(0, item.getQuantity()))
        .multiply(pointsOfPiece)
        .multiply(BigInteger.TEN.pow(MOST_DECIMALS - decimals));
  }

  private static boolean means(ItemRule rule, OrderItem item) {
    return rule.getGoodsCase() == ItemRule.GoodsCase.PRODUCT_ID
        ? rule.getProductId().equals(item.getProductId())
        : item.getCategoryIdsList().contains(rule.getCategoryId());
  }

  /** An exact fraction of 0 or more. */
  private record Fraction(BigInteger numerator, BigInteger denominator) {

    static final Fraction ZERO = of(0);

    static Fraction of(long whole) {
      return new Fraction(BigInteger.valueOf(whole), BigInteger.ONE);
    }

    Fraction plus(Fraction other) {
      return new Fraction(
          numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
          denominator.multiply(other.denominator));
    }

    Fraction times(long multiplier, long divisor) {
      return new Fraction(
          numerator.multiply(BigInteger.valueOf(multiplier)),
          denominator.multiply(BigInteger.valueOf(divisor)));
    }

    long floor(long most) {
      return numerator.divide(denominator).min(BigInteger.valueOf(most)).longValue();
    }
  }
}
