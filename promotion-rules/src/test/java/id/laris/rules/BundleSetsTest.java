package id.laris.rules;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.PromotionCart;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BundleSetsTest {
  private static final int LINES = 500;
  private static final int PARTS = 20;

  /** Each set is of other pieces; a look at all lines for each would be a million steps. */
  @Test
  void manySetsOfManyLinesAreFewSteps() {
    CartLines lines = lines(2);
    Take take = new Take(lines);
    Bundle bundle = new Bundle(List.of(lines.all()), new long[] {3}, lines, 1, 0, 1);

    long amount = bundle.amount(new Tally(lines.gross(), 0), Tally.FREE, take);

    // 333 sets of three, and the cheapest of the thousand pieces is left.
    assertThat(amount).isEqualTo(lines.grossOf(lines.all()) - 10_000 + 10 * 499 - 333);
    assertThat(take.steps()).isBetween(1_000L, 6_000L);
  }

  @Test
  void eachPartOfABundleLooksAtALineOnce() {
    CartLines lines = lines(1);
    List<int[]> parts =
        IntStream.range(0, PARTS)
            .mapToObj(part -> IntStream.range(0, LINES).filter(i -> i % PARTS == part).toArray())
            .toList();
    Take take = new Take(lines);
    Bundle bundle =
        new Bundle(parts, LongStream.generate(() -> 1).limit(PARTS).toArray(), lines, 1, 0, 1);

    long amount = bundle.amount(new Tally(lines.gross(), 0), Tally.FREE, take);

    assertThat(amount).isEqualTo(lines.grossOf(lines.all()) - LINES / PARTS);
    assertThat(take.steps()).isBetween((long) LINES, 3L * LINES * PARTS);
  }

  /** Lines that become cheaper, each of so many pieces. */
  private static CartLines lines(int pieces) {
    PromotionCart.Builder cart = Examples.cart();
    IntStream.range(0, LINES)
        .forEach(i -> cart.addLines(Examples.line("line-" + i, pieces, 20_000 - 20L * i)));
    return new CartLines(cart.getLinesList());
  }
}
