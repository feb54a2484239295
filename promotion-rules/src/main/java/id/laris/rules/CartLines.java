package id.laris.rules;

import id.laris.common.money.Amounts;
import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionTarget;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The lines of a cart in an order that depends on their content alone, so that neither the order of
 * scanning nor the ids of lines decide where an odd unit goes. Lines are known by their place in
 * this order. The id only orders lines that are alike in all that promotions look at.
 */
final class CartLines {
  private static final Comparator<PromotionCart.Line> BY_CONTENT =
      Comparator.comparingLong(PromotionCart.Line::getGross)
          .thenComparingLong(PromotionCart.Line::getQuantity)
          .reversed()
          .thenComparingInt(PromotionCart.Line::getUnitDecimals)
          .thenComparing(PromotionCart.Line::getProductId)
          .thenComparing(line -> sorted(line.getCategoryIdsList()))
          .thenComparing(line -> sorted(line.getTagsList()))
          .thenComparing(line -> sorted(line.getServiceChargeIdsList()))
          .thenComparing(PromotionCart.Line::getId);

  private static final long SPARE = 64;

  private final List<PromotionCart.Line> lines;
  private final Map<String, BitSet> byProduct;
  private final Map<String, BitSet> byCategory;
  private final Map<String, BitSet> byTag;
  private final long[] gross;
  private final long[] pieces;

  CartLines(List<PromotionCart.Line> entered) {
    lines = entered.stream().sorted(BY_CONTENT).toList();
    byProduct = index(line -> List.of(line.getProductId()));
    byCategory = index(PromotionCart.Line::getCategoryIdsList);
    byTag = index(PromotionCart.Line::getTagsList);
    gross = lines.stream().mapToLong(PromotionCart.Line::getGross).toArray();
    pieces = lines.stream().mapToLong(CartLines::piecesOf).toArray();
    // Every later sum is at most the one of all lines, or, in the bound of the search, of all lines
    // for each part of a bundle.
    Amounts.multiply(grossOf(all()), SPARE);
  }

  int count() {
    return lines.size();
  }

  PromotionCart.Line get(int line) {
    return lines.get(line);
  }

  /** Returns the amounts of the lines before discounts; not to be changed. */
  long[] gross() {
    return gross;
  }

  /**
   * Returns the number of pieces of each line, 0 for goods that are measured; not to be changed.
   */
  long[] pieces() {
    return pieces;
  }

  int[] all() {
    return IntStream.range(0, lines.size()).toArray();
  }

  /** The lines that the target means, in rising order. */
  int[] of(PromotionTarget target) {
    BitSet meant = new BitSet(lines.size());
    if (target.getProductIdsCount() + target.getCategoryIdsCount() + target.getTagsCount() == 0) {
      meant.set(0, lines.size());
    }
    found(byProduct, target.getProductIdsList()).forEach(meant::or);
    found(byCategory, target.getCategoryIdsList()).forEach(meant::or);
    found(byTag, target.getTagsList()).forEach(meant::or);
    found(byProduct, target.getExcludedProductIdsList()).forEach(meant::andNot);
    found(byCategory, target.getExcludedCategoryIdsList()).forEach(meant::andNot);
    found(byTag, target.getExcludedTagsList()).forEach(meant::andNot);
    return meant.stream().toArray();
  }

  /** The lines that have pieces, in falling order of the price of a piece. */
  int[] byPiecePrice(int[] chosen) {
    return IntStream.of(chosen)
        .filter(line -> pieces[line] > 0)
        .boxed()
        .sorted(Comparator.comparingLong(line -> -gross[line] / pieces[line]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** For each line of the cart, true if it is among the chosen ones. */
  boolean[] marks(int[] chosen) {
    boolean[] marks = new boolean[lines.size()];
    for (int line : chosen) {
      marks[line] = true;
    }
    return marks;
  }

  /** The lines that are among these or those, in rising order. */
  static int[] union(int[] these, int[] those) {
    return IntStream.concat(IntStream.of(these), IntStream.of(those)).distinct().sorted().toArray();
  }

  /** The lines that bear a service charge. */
  int[] bearing(String chargeId) {
    return IntStream.range(0, lines.size())
        .filter(line -> lines.get(line).getServiceChargeIdsList().contains(chargeId))
        .toArray();
  }

  long grossOf(int[] chosen) {
    return IntStream.of(chosen).mapToLong(line -> gross[line]).reduce(0, Amounts::add);
  }

  /** The number of pieces, in which a line of goods that are measured counts as one. */
  long countOf(int[] chosen) {
    return IntStream.of(chosen)
        .mapToLong(line -> Math.max(1, pieces[line]))
        .reduce(0, Amounts::add);
  }

  private static long piecesOf(PromotionCart.Line line) {
    return line.getUnitDecimals() == 0 ? line.getQuantity() : 0;
  }

  private static List<BitSet> found(Map<String, BitSet> index, List<String> keys) {
    return keys.stream().filter(index::containsKey).map(index::get).toList();
  }

  private Map<String, BitSet> index(Function<PromotionCart.Line, List<String>> keys) {
    Map<String, BitSet> index = new HashMap<>();
    for (int line = 0; line < lines.size(); line++) {
      for (String key : keys.apply(lines.get(line))) {
        index.computeIfAbsent(key, _ -> new BitSet()).set(line);
      }
    }
    return index;
  }

  private static String sorted(List<String> values) {
    return String.join("\n", values.stream().sorted().toList());
  }
}
