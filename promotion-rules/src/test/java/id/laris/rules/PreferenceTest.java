package id.laris.rules;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.PromotionCart;
import id.laris.pos.v1.PromotionOffer;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class PreferenceTest {
  private static final int PROMOTIONS = 7;

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void noSetOfTheMembersAndOthersIsPreferredToTheMostPreferred(@ForAll long seed) {
    Random random = new Random(seed);
    Preference preference = new Preference(candidates(random));
    int all = (1 << PROMOTIONS) - 1;
    int members = 1 + random.nextInt(all);
    int others = random.nextInt(all + 1) & ~members;

    int most = preference.mostPreferred(members, others);

    assertThat(most & members).isEqualTo(members);
    assertThat(most & ~(members | others)).isZero();
    for (int set = 0; set <= all; set++) {
      if ((set & members) == members && (set & ~(members | others)) == 0) {
        assertThat(preference.prefers(set, most)).isFalse();
      }
    }
  }

  private static List<Candidate> candidates(Random random) {
    PromotionCart cart = Examples.pieces(100).build();
    Sale sale = Sale.of(cart, List.of(), null);
    return IntStream.range(0, PROMOTIONS)
        .mapToObj(i -> Examples.item("promotion-" + i, Examples.percent(10)))
        .map(offer -> Examples.withPriority(offer, random.nextInt(4)))
        .map(PromotionOffer.Builder::build)
        .map(offer -> Assessment.of(offer, sale).candidate())
        .filter(Objects::nonNull)
        .sorted(Candidate.IN_ORDER_OF_APPLICATION)
        .toList();
  }
}
