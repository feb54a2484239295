package id.laris.rules;

import static id.laris.rules.Examples.percent;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.PromotionBenefit.Choice;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionCustomer;
import id.laris.pos.v1.PromotionOffer;
import id.laris.pos.v1.PromotionRules.StackingClass;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class BoundPropertyTest {
  private static final int LINES = 5;
  private static final int PROMOTIONS = 8;

  /** The search would go past the best set where the bound is too low. */
  @Property(tries = 3000, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void isNeverLessThanTheBestOfTheSets(@ForAll long seed) {
    RandomCarts random = new RandomCarts(seed);
    PromotionCart cart = random.cart(LINES);
    PromotionCustomer customer = random.customer();
    Sale sale = Sale.of(cart, List.of(), customer);
    List<Candidate> candidates = candidates(random.offers(PROMOTIONS), sale);
    Tally tally = new Tally(sale.lines().gross(), cart.getChargesCount());
    Take take = new Take(sale.lines());
    Bound bound = new Bound(candidates, sale, tally, take);

    // Some of the first promotions have been applied already.
    Random choice = new Random(seed);
    int first = choice.nextInt(candidates.size() + 1);
    for (int place = 0; place < first && candidates.get(place).isItem(); place++) {
      if (choice.nextBoolean()) {
        candidates.get(place).apply(copy(tally, sale), tally, take);
      }
    }
    int open =
        IntStream.range(first, candidates.size())
            .map(place -> 1 << place)
            .reduce(0, (one, other) -> one | other);

    assertThat(best(candidates, open, 0, tally, sale, take) - tally.takenOff())
        .isLessThanOrEqualTo(most(bound, tally, open));
  }

  /**
   * A bundle of pieces that share an amount unevenly, and lines that a percentage spares because
   * their share rounds to nothing, so that another percentage takes them.
   */
  @Example
  void isNotLessWhereItOnceWas() {
    for (long seed : new long[] {36_434, 93_981, 1_313_943}) {
      isNeverLessThanTheBestOfTheSets(seed);
    }
  }

  /** The set takes 30 off a, which no later promotion takes anything off, and nothing off b. */
  @Example
  void isNotLessWhereASetTakesAllOffOneOfItsLines() {
    isNotLess(
        Examples.pieces(30, 31),
        sharing(Examples.item("set", Examples.buyGet(1, 1))),
        sharing(Examples.on(Examples.order("some", percent(40)), Examples.products("b"))));
  }

  /** The bundle saves something on b, and takes a part of that off a. */
  @Example
  void isNotLessWhereABundleTakesItsSavingOffOtherPieces() {
    isNotLess(
        Examples.pieces(30, 90),
        sharing(Examples.item("bundle", Examples.bundle(60, 2))),
        sharing(Examples.on(Examples.order("most", percent(90)), Examples.products("b"))));
  }

  /** The pieces that are free cost 10 later in any case, and the bundle takes nothing off them. */
  @Example
  void isNotLessWhereALaterPriceMakesEarlierPromotionsWorthLess() {
    isNotLess(
        Examples.pieces(100, 100, 100, 20, 19),
        sharing(Examples.item("a-set", Examples.buyGet(2, 1))),
        sharing(Examples.item("b-bundle", Examples.bundle(60, 2))),
        sharing(Examples.item("c-free", Examples.free(2, Choice.DEAREST_FIRST))),
        sharing(Examples.item("d-percent", percent(50, 90))),
        sharing(
            Examples.on(
                Examples.item("e-price", Examples.unitPrice(10)),
                Examples.products("a", "b", "d"))));
  }

  /** The piece that is free is the only one that the later price does not make cheap. */
  @Example
  void isNotLessWhereASetTakesThePieceThatIsWorthMost() {
    isNotLess(
        Examples.pieces(100, 100, 20),
        sharing(Examples.item("a-set", Examples.buyGet(2, 1))),
        sharing(
            Examples.on(
                Examples.item("b-price", Examples.unitPrice(10)), Examples.products("a", "b"))));
  }

  /** Only one of the promotions for the order applies: the one is better here, the other there. */
  @Example
  void isNotLessWherePromotionsForTheOrderAreAlternatives() {
    for (long price : new long[] {10, 1000}) {
      isNotLess(
          Examples.pieces(price, price, 7),
          Examples.combining(Examples.item("a", percent(50)), StackingClass.ORDER),
          Examples.combining(Examples.order("b", percent(30)), StackingClass.ITEM),
          Examples.combining(Examples.order("c", Examples.amount(25)), StackingClass.ITEM));
    }
  }

  /** The most that each promotion takes off is all, and the sum of that is more than 64 bits. */
  @Example
  void isNotLessWhereAmountsAreVeryLarge() {
    PromotionCart.Builder cart = Examples.cart();
    for (int i = 0; i < 60; i++) {
      cart.addLines(Examples.line("line-" + i, 1, 1_000_000_000_000_000L));
    }
    isNotLess(
        cart,
        IntStream.range(0, 10)
            .mapToObj(i -> Examples.item("free-" + i, Examples.free(60, Choice.DEAREST_FIRST)))
            .map(BoundPropertyTest::sharing)
            .toArray(PromotionOffer.Builder[]::new));
  }

  private static PromotionOffer.Builder sharing(PromotionOffer.Builder offer) {
    return Examples.combining(offer, StackingClass.ITEM, StackingClass.ORDER);
  }

  private static void isNotLess(PromotionCart.Builder cart, PromotionOffer.Builder... offers) {
    Sale sale = Sale.of(cart.build(), List.of(), null);
    Tally tally = new Tally(sale.lines().gross(), 0);
    Take take = new Take(sale.lines());
    List<Candidate> candidates =
        candidates(Arrays.stream(offers).map(PromotionOffer.Builder::build).toList(), sale);
    int open = (1 << candidates.size()) - 1;

    assertThat(best(candidates, open, 0, tally, sale, take))
        .isLessThanOrEqualTo(most(new Bound(candidates, sale, tally, take), tally, open));
  }

  private static long most(Bound bound, Tally tally, int open) {
    bound.look(tally, 0, 0, open);
    return bound.most(0, 0);
  }

  /** The most that is taken off in all by sets of the open promotions from a place on. */
  private static long best(
      List<Candidate> candidates, int open, int place, Tally tally, Sale sale, Take take) {
    if (place == candidates.size()) {
      return tally.takenOff();
    }
    long best = best(candidates, open, place + 1, tally, sale, take);
    Tally after = copy(tally, sale);
    if ((open >> place & 1) != 0 && candidates.get(place).apply(tally, after, take) > 0) {
      int compatible =
          IntStream.range(place + 1, candidates.size())
              .filter(other -> candidates.get(other).combinesWith(candidates.get(place)))
              .map(other -> 1 << other)
              .reduce(0, (one, other) -> one | other);
      best = Math.max(best, best(candidates, open & compatible, place + 1, after, sale, take));
    }
    return best;
  }

  private static List<Candidate> candidates(List<PromotionOffer> offers, Sale sale) {
    return offers.stream()
        .map(offer -> Assessment.of(offer, sale).candidate())
        .filter(Objects::nonNull)
        .sorted(Candidate.IN_ORDER_OF_APPLICATION)
        .toList();
  }

  private static Tally copy(Tally tally, Sale sale) {
    Tally copy = new Tally(sale.lines().gross(), sale.cart().getChargesCount());
    copy.become(tally);
    return copy;
  }
}
