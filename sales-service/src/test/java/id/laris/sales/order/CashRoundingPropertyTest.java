package id.laris.sales.order;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.Payment.Type;
import id.laris.sales.location.CashRounding;
import id.laris.sales.location.OrderLocation;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Properties of cash payments, for any rounding and any payments. */
class CashRoundingPropertyTest {

  private static final int TRIES = 2_000;
  private static final Instant NOW = Instant.EPOCH;
  private static final List<Location.CashRounding.Mode> MODES =
      List.of(
          Location.CashRounding.Mode.MODE_UNSPECIFIED,
          Location.CashRounding.Mode.HALF_UP,
          Location.CashRounding.Mode.DOWN,
          Location.CashRounding.Mode.UP);

  @Property(tries = TRIES)
  void theDrawerGetsTheAmountAndItsRoundingAndTheOrderItsTotal(
      @ForAll @LongRange(min = 0, max = 2_000) long step,
      @ForAll @LongRange(min = 1, max = 20_000) long total,
      @ForAll long seed) {
    Random random = new Random(seed);
    Order order = open(total, step, MODES.get(random.nextInt(MODES.size())));
    long cashDueOfAll = order.balance().cashDue();

    boolean onlyCash = true;
    while (order.balance().due() > 0) {
      Type type = random.nextInt(3) == 0 ? Type.CARD : Type.CASH;
      onlyCash &= type == Type.CASH;
      payAsItComes(order, type, random);
    }

    assertThat(order.balance().paid()).isEqualTo(total);
    assertThat(order.balance().cashDue()).isZero();
    for (OrderPayment payment : order.payments()) {
      assertThat(payment.amounts().tendered() - payment.amounts().change() - payment.tip())
          .isEqualTo(payment.amount() + payment.amounts().rounding())
          .isNotNegative();
      assertThat(payment.amounts().change()).isNotNegative();
      assertThat(Math.abs(payment.amounts().rounding())).isLessThan(Math.max(1, step));
      assertThat(payment.amounts().rounding() == 0 || payment.type() == Type.CASH).isTrue();
    }
    if (onlyCash) {
      assertThat(inDrawer(order)).as("however often it is given").isEqualTo(cashDueOfAll);
      assertThat(step == 0 || inDrawer(order) % step == 0).isTrue();
    }
  }

  @Property(tries = TRIES)
  void paymentsThatAreTakenBackTakeTheirRoundingWithThem(
      @ForAll @LongRange(min = 1, max = 2_000) long step,
      @ForAll @LongRange(min = 1, max = 20_000) long total,
      @ForAll long seed) {
    Random random = new Random(seed);
    Order order = open(total, step, MODES.get(random.nextInt(MODES.size())));
    long cashDueOfAll = order.balance().cashDue();
    while (order.balance().due() > 0) {
      payAsItComes(order, Type.CASH, random);
    }

    for (OrderPayment payment : List.copyOf(order.payments())) {
      if (random.nextBoolean()) {
        order.voidPayment(payment.id(), "", NOW, null);
      }
    }
    long back = cashDueOfAll - inDrawer(order);
    assertThat(order.balance().cashDue())
        .isEqualTo(order.balance().due() == 0 ? 0 : Math.max(0, back));
    if (order.balance().due() > 0) {
      payAsItComes(
          order, Type.CASH, random, Math.max(order.balance().due(), order.balance().cashDue()));
      assertThat(order.balance().due()).isZero();
      assertThat(inDrawer(order)).isEqualTo(Math.max(cashDueOfAll, cashDueOfAll - back));
    }
  }

  private static void payAsItComes(Order order, Type type, Random random) {
    long most =
        Math.max(order.balance().due(), type == Type.CARD ? 0 : order.balance().cashDue()) * 2;
    long amount = 1 + random.nextLong(type == Type.CARD ? order.balance().due() : most);
    payAsItComes(order, type, random, amount);
  }

  /**
   * Pays cash like a till that does not send the cash handed over, or sends too little at first.
   */
  private static void payAsItComes(Order order, Type type, Random random, long amount) {
    long tip = random.nextInt(3) == 0 ? random.nextLong(500) : 0;
    long owed = order.balance().cashDue();
    long due = order.balance().due();
    PaymentRequest wanted = wanted(type, amount, 0, tip);
    try {
      order.pay(wanted);
      boolean settled = order.balance().due() == 0;
      assertThat(settled)
          .isEqualTo(type == Type.CARD ? amount >= due : amount >= Math.max(1, owed));
    } catch (PosException refused) {
      assertThat(refused.reason()).isEqualTo(Reason.INSUFFICIENT_PAYMENT);
      assertThat(refused.facts()).containsEntry("cash_due", String.valueOf(owed));
      assertThat(amount).isBetween(due, owed - 1);
      order.pay(wanted(type, amount, owed + tip + random.nextLong(1_000), tip));
      assertThat(order.balance().due()).isZero();
    }
  }

  private static PaymentRequest wanted(Type type, long amount, long tendered, long tip) {
    return new PaymentRequest(
        UUID.randomUUID(), type, amount, "", tendered, tip, "", GiftCard.NONE, null, "");
  }

  private static long inDrawer(Order order) {
    return order.payments().stream()
        .filter(OrderPayment::isCaptured)
        .filter(payment -> payment.type() == Type.CASH)
        .mapToLong(payment -> payment.amount() + payment.amounts().rounding())
        .sum();
  }

  private static Order open(long total, long step, Location.CashRounding.Mode mode) {
    OrderDetails details = OrderDetails.at(UUID.randomUUID());
    OrderLocation location =
        new OrderLocation("A1", "Shop", "", "Asia/Jakarta", 0, "IDR", new CashRounding(step, mode));
    Order order = new Order(UUID.randomUUID(), null, "IDR", details, location, OrderCustomer.NONE);
    order.addItem(
        new ItemRequest(UUID.randomUUID(), null, UUID.randomUUID(), 1, "", List.of(), "", null));
    order.applyPrices(new OrderTotals(total, 0, 0, 0, 0, total), List.of(), List.of(), List.of());
    order.finalizePrices(NOW);
    return order;
  }
}
