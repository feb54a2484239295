package id.laris.sales.returns;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.PosException;
import id.laris.pos.v1.Location;
import id.laris.pos.v1.Payment.Type;
import id.laris.pos.v1.ReturnedItem;
import id.laris.pos.v1.SalesReturn.Reason;
import id.laris.pos.v1.SalesReturn.Restock;
import id.laris.pos.v1.WantedRefund;
import id.laris.sales.location.CashRounding;
import id.laris.sales.location.OrderLocation;
import id.laris.sales.order.GiftCard;
import id.laris.sales.order.ItemRequest;
import id.laris.sales.order.Order;
import id.laris.sales.order.OrderCustomer;
import id.laris.sales.order.OrderDetails;
import id.laris.sales.order.OrderItem;
import id.laris.sales.order.OrderPayment;
import id.laris.sales.order.OrderTotals;
import id.laris.sales.order.PaymentRequest;
import id.laris.sales.pricing.PricedLine;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToLongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Properties of returns, for any order, any payments and any sequence of returns. */
class ReturnPropertyTest {

  private static final int TRIES = 2_000;
  private static final Instant NOW = Instant.EPOCH;

  @Property(tries = TRIES)
  void refundsNeverExceedWhatWasPaidAndReturningAllGivesAllBack(@ForAll long seed) {
    Random random = new Random(seed);
    Order order = sold(random);
    List<Return> made = new ArrayList<>();

    while (order.items().stream().anyMatch(item -> left(item, made) > 0)) {
      long increment = 1L + random.nextInt(100);
      boolean all = random.nextInt(3) == 0;
      made.add(give(order, made, someOf(order, made, random, all), increment, random));
      assertPaymentsSuffice(order, made);
      assertLinesSuffice(order, made);
    }

    for (OrderItem item : order.items()) {
      assertThat(sum(made, item, line -> line.amounts().gross())).isEqualTo(item.amounts().gross());
      assertThat(sum(made, item, line -> line.amounts().discount()))
          .isEqualTo(item.amounts().discount());
      assertThat(sum(made, item, line -> line.amounts().service()))
          .isEqualTo(item.amounts().service());
      assertThat(sum(made, item, line -> line.amounts().tax())).isEqualTo(item.amounts().tax());
      assertThat(sum(made, item, line -> line.amounts().total())).isEqualTo(item.amounts().total());
      assertThat(sum(made, item, ReturnPropertyTest::inclusiveTax))
          .isEqualTo(
              item.taxes().stream()
                  .filter(OrderItem.Tax::inclusive)
                  .mapToLong(OrderItem.Tax::amount)
                  .sum());
      for (OrderItem.StockUse use : item.stockUses()) {
        assertThat(sum(made, item, line -> stock(line, use.variantId()))).isEqualTo(use.quantity());
      }
    }
    for (OrderPayment payment : order.payments()) {
      assertThat(refunded(made, payment, Refund::amount)).isEqualTo(payment.amount());
      assertThat(refunded(made, payment, refund -> refund.amount() + refund.rounding()))
          .as("the cash that was handed over")
          .isEqualTo(payment.amount() + payment.amounts().rounding());
    }
  }

  @Property(tries = TRIES)
  void onePieceMoreThanWasSoldIsRefused(@ForAll long seed) {
    Random random = new Random(seed);
    Order order = sold(random);
    List<Return> made = new ArrayList<>();
    made.add(give(order, made, someOf(order, made, random, false), 1, random));
    OrderItem item = order.items().get(random.nextInt(order.items().size()));
    long left = left(item, made);

    assertThat(refusal(order, made, back(item, left + 1)))
        .containsEntry("left", String.valueOf(left))
        .containsEntry("item_id", item.id().toString());
  }

  private static java.util.Map<String, String> refusal(
      Order order, List<Return> made, ReturnedItem item) {
    try {
      new ReturnLines(order, made, 1).take(List.of(item));
    } catch (PosException refused) {
      assertThat(refused.reason()).isEqualTo(id.laris.common.errors.Reason.RETURN_EXCEEDS_ORIGINAL);
      return refused.facts();
    }
    throw new AssertionError("the return should have been refused");
  }

  /** Gives the money to the payments as they come, or to one chosen while it suffices. */
  private static Return give(
      Order order, List<Return> made, List<ReturnedItem> items, long increment, Random random) {
    Return preview =
        new ReturnCalculation(order, made, increment)
            .of(UUID.randomUUID(), items, List.of(), 0, "");
    RefundPlan plan = new RefundPlan(order, made);
    RefundablePayment chosen = plan.payments().get(random.nextInt(plan.payments().size()));
    boolean suffices = chosen.left() >= preview.total() && preview.total() > 0;
    List<WantedRefund> wanted =
        suffices
            ? List.of(
                WantedRefund.newBuilder()
                    .setPaymentId(chosen.payment().id().toString())
                    .setAmount(preview.total())
                    .build())
            : List.of();
    return new ReturnCalculation(order, made, increment)
        .of(UUID.randomUUID(), items, wanted, 0, "");
  }

  private static List<ReturnedItem> someOf(
      Order order, List<Return> made, Random random, boolean all) {
    List<ReturnedItem> items = new ArrayList<>();
    for (OrderItem item : order.items()) {
      long left = left(item, made);
      if (left > 0 && (all || random.nextBoolean())) {
        items.add(back(item, all ? left : 1 + random.nextLong(left)));
      }
    }
    return items;
  }

  private static ReturnedItem back(OrderItem item, long quantity) {
    return ReturnedItem.newBuilder()
        .setItemId(item.id().toString())
        .setQuantity(quantity)
        .setReason(Reason.OTHER)
        .setRestock(Restock.GOOD)
        .build();
  }

  private static void assertPaymentsSuffice(Order order, List<Return> made) {
    for (OrderPayment payment : order.payments()) {
      assertThat(refunded(made, payment, Refund::amount)).isLessThanOrEqualTo(payment.amount());
      assertThat(refunded(made, payment, refund -> refund.amount() + refund.rounding()))
          .isBetween(0L, payment.amount() + payment.amounts().rounding());
    }
    for (Return each : made) {
      assertThat(each.refunds().stream().mapToLong(Refund::amount).sum()).isEqualTo(each.total());
    }
  }

  private static void assertLinesSuffice(Order order, List<Return> made) {
    for (OrderItem item : order.items()) {
      assertThat(sum(made, item, line -> line.amounts().total()))
          .isBetween(0L, item.amounts().total());
      assertThat(sum(made, item, line -> line.amounts().tax())).isBetween(0L, item.amounts().tax());
    }
  }

  private static long left(OrderItem item, List<Return> made) {
    return item.quantity() - sum(made, item, ReturnLine::quantity);
  }

  private static long sum(List<Return> made, OrderItem item, ToLongFunction<ReturnLine> amount) {
    return made.stream()
        .flatMap(each -> each.lines().stream())
        .filter(line -> line.itemId().equals(item.id()))
        .mapToLong(amount)
        .sum();
  }

  private static long refunded(
      List<Return> made, OrderPayment payment, ToLongFunction<Refund> amount) {
    return made.stream()
        .flatMap(each -> each.refunds().stream())
        .filter(refund -> payment.id().equals(refund.paymentId()))
        .mapToLong(amount)
        .sum();
  }

  private static long inclusiveTax(ReturnLine line) {
    return line.taxes().stream()
        .filter(ReturnLine.Tax::inclusive)
        .mapToLong(ReturnLine.Tax::amount)
        .sum();
  }

  private static long stock(ReturnLine line, UUID variantId) {
    return line.stockUses().stream()
        .filter(use -> use.variantId().equals(variantId))
        .mapToLong(OrderItem.StockUse::quantity)
        .sum();
  }

  // Orders

  private static Order sold(Random random) {
    Order order = priced(random);
    order.finalizePrices(NOW);
    while (order.balance().due() > 0) {
      pay(order, random);
    }
    order.complete(NOW, null);
    order.assignReceipt("A1-1", LocalDate.EPOCH);
    return order;
  }

  private static Order priced(Random random) {
    Order order =
        new Order(UUID.randomUUID(), null, "IDR", details(), location(random), OrderCustomer.NONE);
    List<PricedLine> lines = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      UUID id = UUID.randomUUID();
      order.addItem(
          new ItemRequest(
              id, null, UUID.randomUUID(), 1 + random.nextInt(500), "", List.of(), "", null));
      PricedLine line = line(id, random);
      order.item(id).applyPrice(line);
      lines.add(line);
    }
    long total = lines.stream().mapToLong(PricedLine::total).sum();
    order.applyPrices(new OrderTotals(total, 0, 0, 0, 0, total), List.of(), List.of(), List.of());
    return order;
  }

  private static PricedLine line(UUID id, Random random) {
    long gross = 1L + random.nextInt(10_000);
    long discount = random.nextInt((int) gross);
    long service = random.nextInt(1_000);
    long added = random.nextInt(2_000);
    return new PricedLine(
        id,
        1,
        gross,
        discount,
        0,
        gross - discount,
        service,
        0,
        List.of(
            new PricedLine.LineTax(UUID.randomUUID(), false, gross, added),
            new PricedLine.LineTax(UUID.randomUUID(), false, gross, 7),
            new PricedLine.LineTax(UUID.randomUUID(), true, gross, random.nextInt(500))),
        gross - discount + service + added + 7);
  }

  private static void pay(Order order, Random random) {
    long due = order.balance().due();
    Type type = random.nextInt(3) == 0 ? Type.CARD : Type.CASH;
    long amount = random.nextBoolean() ? due : 1 + random.nextLong(due);
    order.pay(
        new PaymentRequest(
            UUID.randomUUID(),
            type,
            amount,
            "",
            type == Type.CARD ? 0 : Math.max(amount, order.balance().cashDue()),
            0,
            "",
            new GiftCard("", null),
            null,
            ""));
  }

  private static OrderLocation location(Random random) {
    CashRounding rounding =
        new CashRounding(
            random.nextInt(200), Location.CashRounding.Mode.forNumber(random.nextInt(4)));
    return new OrderLocation("A1", "Shop", "", "Asia/Jakarta", 0, "IDR", rounding);
  }

  private static OrderDetails details() {
    return OrderDetails.at(UUID.randomUUID());
  }
}
