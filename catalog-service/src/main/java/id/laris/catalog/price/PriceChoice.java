package id.laris.catalog.price;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The price that wins, and why. A price of the location goes before one for all, a dated one before
 * an undated one, the highest quantity reached before lower ones, and then the newest.
 *
 * @param reason what it beat and by which rule, in a sentence
 */
public record PriceChoice(Price price, String reason) {

  /** A rule that sets two prices apart: the lesser one wins. */
  private record Rule(Comparator<Price> order, String why) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              Comparator.comparing(price -> !price.scope().isOfLocation()),
              "a price for the location precedes one for all locations"),
          new Rule(
              Comparator.comparing(price -> !price.scope().isDated()),
              "a price with dates precedes one without"),
          new Rule(
              Comparator.comparingLong(price -> -price.scope().minQuantity()),
              "the highest quantity tier that is reached comes first"),
          new Rule(
              Comparator.comparing(PriceChoice::madeAt)
                  // As text, because Java compares UUIDs as signed numbers and Postgres does not.
                  .thenComparing(price -> price.id().toString())
                  .reversed(),
              "the newer price comes first"));

  private static final Comparator<Price> ORDER =
      RULES.stream().map(Rule::order).reduce(Comparator::thenComparing).orElseThrow();

  /** Chooses among live prices of one variant in one currency. */
  static Optional<PriceChoice> among(
      Collection<Price> prices, @Nullable UUID locationId, Instant at, long quantity) {
    List<Price> inOrder =
        prices.stream()
            .filter(price -> price.scope().covers(locationId, at, quantity))
            .sorted(ORDER)
            .toList();
    return inOrder.stream().findFirst().map(winner -> new PriceChoice(winner, why(inOrder)));
  }

  private static String why(List<Price> inOrder) {
    if (inOrder.size() == 1) {
      return "It is the only price that applies.";
    }
    Price winner = inOrder.get(0);
    Price next = inOrder.get(1);
    Rule decisive =
        RULES.stream()
            .filter(rule -> rule.order().compare(winner, next) != 0)
            .findFirst()
            .orElseThrow();
    String others =
        inOrder.size() == 2 ? "" : "%d others, the nearest being ".formatted(inOrder.size() - 1);
    return "It beat %sprice %s (%d %s in minor units), because %s."
        .formatted(others, next.id(), next.amount(), next.currency(), decisive.why());
  }

  /** A price that is not stored yet is older than all that are; only tests have such. */
  private static Instant madeAt(Price price) {
    Instant madeAt = price.createdAt();
    return madeAt == null ? Instant.MIN : madeAt;
  }
}
