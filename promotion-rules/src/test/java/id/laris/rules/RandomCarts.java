package id.laris.rules;

import com.google.type.Date;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.Payment;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.Choice;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCondition;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes carts and promotions at random: small ones, in which everything meets everything. */
final class RandomCarts {
  private static final String[] PRODUCTS = {"p1", "p2", "p3", "p4"};
  private static final String[] CATEGORIES = {"c1", "c2"};
  private static final String[] TAGS = {"t1", "t2"};
  private static final String[] CHARGES = {"s1", "s2"};

  private final Random random;
  private final long increment;
  private final long scale;

  RandomCarts(long seed) {
    random = new Random(seed);
    increment = chance(3) ? 100 : 1;
    scale = increment == 1 ? 1 : chance(2) ? 100 : 37;
  }

  PromotionCart cart(int mostLines) {
    PromotionCart.Builder cart = Examples.cart().setRoundingIncrement(increment);
    cart.setOrderType(chance(2) ? Order.Type.DINE_IN : Order.Type.TAKEAWAY);
    cart.setIntendedPaymentType(chance(2) ? Payment.Type.CASH : Payment.Type.TYPE_UNSPECIFIED);
    cart.setCustomerId(chance(3) ? "" : "customer");
    int lines = random.nextInt(mostLines + 1);
    for (int i = 0; i < lines; i++) {
      cart.addLines(line("line-" + i));
    }
    if (chance(2)) {
      cart.addCharges(Examples.charge("s1", random.nextLong(3) * 100_000));
      cart.addCharges(
          PromotionCart.Charge.newBuilder()
              .setId("s2")
              .setAmount(scale * random.nextLong(30))
              .setInclusive(chance(4)));
    }
    return cart.build();
  }

  PromotionCustomer customer() {
    return PromotionCustomer.newBuilder()
        .setCustomerId("customer")
        .addGroups(chance(2) ? "Staff" : "guests")
        .setTierId(chance(2) ? "gold" : "")
        .setFirstPurchase(chance(2))
        .setUnavailable(chance(5))
        .setBirthday(Date.newBuilder().setMonth(3).setDay(1 + random.nextInt(8)))
        .build();
  }

  List<PromotionOffer> offers(int most) {
    List<PromotionOffer> offers = new ArrayList<>();
    int number = random.nextInt(most + 1);
    for (int i = 0; i < number; i++) {
      offers.add(offer("promotion-" + (char) ('z' - i)));
    }
    return offers;
  }

  private PromotionCart.Line.Builder line(String id) {
    boolean measured = chance(6);
    PromotionCart.Line.Builder line =
        PromotionCart.Line.newBuilder()
            .setId(id)
            .setProductId(any(PRODUCTS))
            .setQuantity(measured ? 1 + random.nextLong(3000) : 1 + random.nextLong(4))
            .setUnitDecimals(measured ? 3 : 0)
            .setGross(scale * random.nextLong(chance(3) ? 10 : 200));
    some(CATEGORIES).forEach(line::addCategoryIds);
    some(TAGS).forEach(line::addTags);
    some(CHARGES).forEach(line::addServiceChargeIds);
    return line;
  }

  PromotionOffer offer(String id) {
    PromotionOffer.Builder offer =
        switch (random.nextInt(6)) {
          case 0, 1, 2 -> Examples.item(id, benefit());
          case 3, 4 -> Examples.order(id, benefit());
          default -> Examples.waiver(id, some(CHARGES).toArray(String[]::new));
        };
    for (StackingClass other :
        List.of(StackingClass.ITEM, StackingClass.ORDER, StackingClass.SERVICE)) {
      if (!chance(3)) {
        Examples.combining(offer, other);
      }
    }
    offer.getRulesBuilder().setExclusive(chance(10)).setPriority(random.nextInt(3));
    if (!chance(3)) {
      offer.getRulesBuilder().setTarget(target());
    }
    if (chance(4)) {
      offer.setAmountLeft(scale * random.nextLong(60));
    }
    while (chance(4)) {
      offer.getRulesBuilder().addConditions(condition());
    }
    return offer.build();
  }

  private PromotionCondition condition() {
    PromotionCondition.Builder condition = PromotionCondition.newBuilder();
    switch (random.nextInt(7)) {
      case 0 ->
          condition
              .getMinimumBuilder()
              .setTarget(target())
              .setAmount(Examples.money(scale * random.nextLong(200)))
              .setQuantity(random.nextLong(4));
      case 1 ->
          condition
              .getRequiredGoodsBuilder()
              .setTarget(target())
              .setQuantity(1 + random.nextLong(4));
      case 2 -> condition.getOrderTypesBuilder().addOrderTypes(Order.Type.DINE_IN);
      case 3 -> condition.getPaymentTypesBuilder().addPaymentTypes(Payment.Type.CASH);
      case 4 -> condition.getCustomersBuilder().addGroups("STAFF").addTierIds("gold");
      case 5 -> condition.getBirthdayBuilder().setDays(random.nextInt(3));
      default -> condition.getFirstPurchaseBuilder();
    }
    return condition.build();
  }

  private PromotionBenefit.Builder benefit() {
    return switch (random.nextInt(9)) {
      case 0 -> Examples.percent(1 + random.nextInt(60));
      case 1 -> Examples.percent(1 + random.nextInt(100), scale * (1 + random.nextLong(40)));
      case 2 -> Examples.amount(scale * (1 + random.nextLong(80)));
      case 3 -> Examples.unitPrice(scale * random.nextLong(60));
      case 4 -> buyGet();
      case 5 -> {
        PromotionBenefit.Builder benefit = buyGet();
        benefit.getBuyGetBuilder().setGetTarget(target());
        yield benefit;
      }
      case 6 -> bundle();
      case 7 -> steps();
      default ->
          Examples.free(1 + random.nextLong(3), any(Choice.CHEAPEST_FIRST, Choice.DEAREST_FIRST));
    };
  }

  private PromotionBenefit.Builder buyGet() {
    PromotionBenefit.Builder benefit =
        Examples.buyGet(1 + random.nextLong(2), 1 + random.nextLong(2));
    benefit
        .getBuyGetBuilder()
        .setPercentPpm(chance(2) ? 1_000_000 : 500_000)
        .setMaxSets(chance(2) ? 0 : 1 + random.nextLong(2))
        .setChoice(any(Choice.CHOICE_UNSPECIFIED, Choice.CHEAPEST_FIRST, Choice.DEAREST_FIRST));
    return benefit;
  }

  private PromotionBenefit.Builder bundle() {
    PromotionBenefit.Builder benefit = Examples.bundle(scale * random.nextLong(120));
    int parts = 1 + random.nextInt(3);
    for (int i = 0; i < parts; i++) {
      PromotionBenefit.Bundle.Part.Builder part =
          benefit.getBundleBuilder().addPartsBuilder().setQuantity(1 + random.nextLong(2));
      if (!chance(3)) {
        part.setTarget(target());
      }
    }
    benefit.getBundleBuilder().setMaxSets(chance(2) ? 0 : 1);
    return benefit;
  }

  private PromotionBenefit.Builder steps() {
    boolean byQuantity = chance(2);
    long unit = byQuantity ? 1 : scale * 40;
    PromotionBenefit.Builder benefit =
        Examples.steps(byQuantity, Examples.step(2 * unit, 5), Examples.step(4 * unit, 20));
    if (chance(2)) {
      benefit
          .getStepsBuilder()
          .addStepsBuilder()
          .setFrom(6 * unit)
          .setAmount(Examples.money(scale * 50));
    }
    return benefit;
  }

  private PromotionTarget target() {
    PromotionTarget.Builder target = PromotionTarget.newBuilder();
    switch (random.nextInt(4)) {
      case 0 -> target.addProductIds(any(PRODUCTS)).addProductIds(any(PRODUCTS));
      case 1 -> target.addCategoryIds(any(CATEGORIES));
      case 2 -> target.addTags(any(TAGS));
      default -> {}
    }
    switch (random.nextInt(8)) {
      case 0 -> target.addExcludedProductIds(any(PRODUCTS));
      case 1 -> target.addExcludedCategoryIds(any(CATEGORIES));
      case 2 -> target.addExcludedTags(any(TAGS));
      default -> {}
    }
    return target.build();
  }

  boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  @SafeVarargs
  private final <T> T any(T... of) {
    return of[random.nextInt(of.length)];
  }

  private List<String> some(String[] of) {
    return Arrays.stream(of).filter(next -> random.nextBoolean()).toList();
  }
}
