package id.laris.rules;

import id.laris.pos.v1.EvaluatePromotionsResponse;
import id.laris.pos.v1.PromotionBenefit;
import id.laris.pos.v1.PromotionBenefit.Choice;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionRules.StackingClass;
import id.laris.pos.v1.PromotionTarget;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Measures how long an evaluation takes: 30 lines and 20 promotions that all fit and overlap, and
 * 500 lines with 20 bundles. Times are those of the processor. It is no test. Run it with the test
 * class path:
 *
 * <pre>java -cp ... id.laris.rules.Measurement</pre>
 */
final class Measurement {
  private static final int LINES = 30;
  private static final int PROMOTIONS = 20;
  private static final int CARTS = 200;
  private static final int MOST_LINES = 500;
  private static final int LARGE_CARTS = 20;
  private static final int ROUNDS = 3;

  /** A way in which promotions combine. */
  private enum Mix {
    NOTHING_COMBINES,
    EVERYTHING_COMBINES,
    CLASSES_COMBINE,
    AT_RANDOM,
    ITEMS_SHARE_LINES
  }

  private Measurement() {}

  public static void main(String[] arguments) {
    for (int round = 1; round <= ROUNDS; round++) {
      for (Mix mix : Mix.values()) {
        for (boolean wholeCart : new boolean[] {false, true}) {
          for (long increment : new long[] {1, 100}) {
            measure(mix, wholeCart, increment, round == ROUNDS);
          }
        }
      }
      measureBundles(round == ROUNDS);
    }
  }

  private static void measure(Mix mix, boolean wholeCart, long increment, boolean print) {
    Times times = new Times(CARTS);
    for (int i = 0; i < CARTS; i++) {
      Random random = new Random(i);
      PromotionCart cart = cart(random, LINES, increment);
      times.add(cart, offers(random, mix, wholeCart, increment));
    }
    if (print) {
      times.print("%-20s %-6s increment %3d".formatted(mix, wholeCart ? "all" : "some", increment));
    }
  }

  private static void measureBundles(boolean print) {
    Times times = new Times(LARGE_CARTS);
    for (int i = 0; i < LARGE_CARTS; i++) {
      Random random = new Random(i);
      PromotionCart cart = cart(random, MOST_LINES, 1);
      List<PromotionOffer> offers = new ArrayList<>();
      for (int number = 0; number < PROMOTIONS; number++) {
        long[] quantities = random.longs(1 + random.nextInt(4), 1, 4).toArray();
        PromotionBenefit.Builder bundle = Examples.bundle(500 + random.nextInt(5000), quantities);
        offers.add(
            Examples.combining(
                    Examples.item("promotion-" + (char) ('a' + number), bundle), StackingClass.ITEM)
                .build());
      }
      times.add(cart, offers);
    }
    if (print) {
      times.print("500 LINES, 20 BUNDLES               ");
    }
  }

  private static PromotionCart cart(Random random, int lines, long increment) {
    PromotionCart.Builder cart = Examples.cart().setRoundingIncrement(increment);
    for (int i = 0; i < lines; i++) {
      long quantity = 1 + random.nextLong(4);
      PromotionCart.Line.Builder line =
          Examples.line(
              "line-" + i, quantity, quantity * increment * 50 * (1 + random.nextLong(40)));
      line.setProductId("product-" + i)
          .addCategoryIds("category-" + i % 5)
          .addServiceChargeIds("s");
      cart.addLines(line);
    }
    return cart.addCharges(Examples.charge("s", 50_000)).build();
  }

  private static List<PromotionOffer> offers(
      Random random, Mix mix, boolean wholeCart, long increment) {
    List<PromotionOffer> offers = new ArrayList<>();
    for (int i = 0; i < PROMOTIONS; i++) {
      String id = "promotion-" + (char) ('a' + i);
      boolean item = i < 12;
      PromotionOffer.Builder offer =
          i == PROMOTIONS - 1
              ? Examples.waiver(id)
              : item
                  ? Examples.item(id, benefit(random, increment))
                  : Examples.order(id, orderBenefit(random, increment));
      offer.getRulesBuilder().setPriority(random.nextInt(5));
      for (StackingClass other :
          List.of(StackingClass.ITEM, StackingClass.ORDER, StackingClass.SERVICE)) {
        if (combines(random, mix, offer.getRules().getStackingClass(), other)) {
          Examples.combining(offer, other);
        }
      }
      if (!wholeCart && item) {
        PromotionTarget.Builder target = offer.getRulesBuilder().getTargetBuilder();
        for (int line = 0; line < LINES; line++) {
          if (random.nextBoolean()) {
            target.addProductIds("product-" + line);
          }
        }
      }
      offers.add(offer.build());
    }
    return offers;
  }

  private static boolean combines(Random random, Mix mix, StackingClass own, StackingClass other) {
    return switch (mix) {
      case NOTHING_COMBINES -> false;
      case EVERYTHING_COMBINES -> true;
      case CLASSES_COMBINE -> own != other;
      case AT_RANDOM -> random.nextBoolean();
      case ITEMS_SHARE_LINES -> own == StackingClass.ITEM || other != own;
    };
  }

  private static PromotionBenefit.Builder benefit(Random random, long increment) {
    return switch (random.nextInt(7)) {
      case 0, 1 -> Examples.percent(5 + random.nextInt(20));
      case 2 -> Examples.percent(10 + random.nextInt(20), increment * (100 + random.nextInt(900)));
      case 3 -> Examples.unitPrice(increment * 50 * (1 + random.nextInt(40)));
      case 4 -> Examples.buyGet(2, 1);
      case 5 -> Examples.bundle(increment * 50 * (20 + random.nextInt(40)), 3);
      default ->
          Examples.free(1, random.nextBoolean() ? Choice.CHEAPEST_FIRST : Choice.DEAREST_FIRST);
    };
  }

  private static PromotionBenefit.Builder orderBenefit(Random random, long increment) {
    return random.nextBoolean()
        ? Examples.percent(3 + random.nextInt(10))
        : Examples.amount(increment * (100 + random.nextInt(2000)));
  }

  /** Evaluates carts, and remembers how long each took. */
  private static final class Times {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final long[] micros;
    private int carts;
    private int exact;

    Times(int most) {
      micros = new long[most];
    }

    void add(PromotionCart cart, List<PromotionOffer> offers) {
      long start = THREADS.getCurrentThreadCpuTime();
      EvaluatePromotionsResponse response =
          PromotionEvaluation.evaluate(cart, offers, List.of(), null);
      micros[carts++] = (THREADS.getCurrentThreadCpuTime() - start) / 1000;
      exact += response.getExact() ? 1 : 0;
    }

    void print(String name) {
      Arrays.sort(micros);
      System.out.printf(
          "%s: median %6d us, 95%% %6d us, 99%% %6d us, most %7d us, exact %d of %d%n",
          name,
          micros[carts / 2],
          micros[carts * 95 / 100],
          micros[carts * 99 / 100],
          micros[carts - 1],
          exact,
          carts);
    }
  }
}
