package id.laris.sales;

import id.laris.pos.v1.CalculateOrderRequest;
import id.laris.pos.v1.CheckoutRequest;
import id.laris.pos.v1.NewOrderDiscount;
import id.laris.pos.v1.NewOrderItem;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.QuotedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A cart of anything that can be in one, made from a seed: taxes, charges, modifiers, discounts.
 */
final class RandomCart {

  private final Random random;
  private final FakeCatalog catalog;
  private final List<String> taxes = new ArrayList<>();
  private final List<String> charges = new ArrayList<>();
  private final List<NewOrderItem> items = new ArrayList<>();
  private final List<NewOrderDiscount> discounts = new ArrayList<>();

  RandomCart(long seed, FakeCatalog catalog) {
    this.random = new Random(seed);
    this.catalog = catalog;
    times(4, () -> taxes.add(tax()));
    times(2, () -> charges.add(charge()));
    items.add(item());
    times(7, () -> items.add(item()));
    times(4, () -> discounts.add(discount()));
  }

  List<NewOrderItem> items() {
    return items;
  }

  List<NewOrderDiscount> discounts() {
    return discounts;
  }

  Order.Type orderType() {
    return Order.Type.DINE_IN;
  }

  /** The question for the price of the cart. */
  CalculateOrderRequest inline() {
    return CalculateOrderRequest.newBuilder()
        .setDraft(
            CalculateOrderRequest.Draft.newBuilder()
                .setOrderType(orderType())
                .addAllItems(items)
                .addAllDiscounts(discounts))
        .build();
  }

  /** The sale of the cart, paid in cash. */
  CheckoutRequest sale(long total) {
    CheckoutRequest.Builder request =
        CheckoutRequest.newBuilder().setOrderType(orderType()).addAllDiscounts(discounts);
    items.forEach(item -> request.addItems(item.toBuilder().clearId()));
    if (total > 0) {
      request.addPayments(Sales.cash(total));
    }
    return request.build();
  }

  private String tax() {
    return catalog.tax(
        rule -> {
          rule.setName("Tax " + taxes.size())
              .setInclusive(random.nextBoolean())
              .setIncludeInBase(random.nextBoolean())
              .setIgnoreEarlierTaxes(random.nextBoolean())
              .setPriority(random.nextInt(3));
          return random.nextInt(4) == 0
              ? rule.setAmountPerUnit(FakeCatalog.idr(random.nextLong(100_000)))
              : rule.setRatePpm(random.nextLong(300_000));
        });
  }

  private String charge() {
    return catalog.charge(
        charge -> {
          charge
              .setName("Service " + charges.size())
              .setTaxable(random.nextBoolean())
              .setInclusive(random.nextBoolean());
          return random.nextInt(4) == 0
              ? charge.setAmount(FakeCatalog.idr(random.nextLong(500_000)))
              : charge.setRatePpm(random.nextLong(200_000));
        });
  }

  private NewOrderItem item() {
    List<QuotedItem.Modifier> modifiers = new ArrayList<>();
    times(3, () -> modifiers.add(FakeCatalog.modifier("M", random.nextLong(-50_000, 200_000))));
    boolean weighed = random.nextInt(3) == 0;
    String variantId =
        catalog.sell(
            "Item " + items.size(),
            random.nextLong(1, 10_000_000),
            sold ->
                sold.setUnitDecimals(weighed ? 3 : 0)
                    .addAllTaxRuleIds(some(taxes))
                    .addAllServiceChargeIds(some(charges))
                    .addAllModifiers(modifiers));
    return NewOrderItem.newBuilder()
        .setId(UUID.randomUUID().toString())
        .setVariantId(variantId)
        .setQuantity(weighed ? random.nextLong(1, 5_000) : random.nextLong(1, 12))
        .addAllModifierIds(
            some(modifiers.stream().map(QuotedItem.Modifier::getModifierId).toList()))
        .build();
  }

  private NewOrderDiscount discount() {
    NewOrderDiscount.Builder discount = NewOrderDiscount.newBuilder().setReason("random");
    if (random.nextBoolean()) {
      discount.setItemIndex(random.nextInt(items.size()));
    }
    return random.nextBoolean()
        ? discount.setPercentPpm(random.nextLong(1, 1_000_001)).build()
        : discount.setAmount(random.nextLong(1, 5_000_000)).build();
  }

  private List<String> some(List<String> all) {
    return all.stream().filter(any -> random.nextInt(3) > 0).toList();
  }

  private void times(int atMost, Runnable work) {
    int count = random.nextInt(atMost + 1);
    for (int i = 0; i < count; i++) {
      work.run();
    }
  }
}
