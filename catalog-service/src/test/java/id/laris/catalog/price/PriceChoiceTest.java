package id.laris.catalog.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceChoiceTest {

  private static final UUID VARIANT = new UUID(1, 1);
  private static final UUID STORE = new UUID(2, 1);
  private static final UUID OTHER_STORE = new UUID(2, 2);
  private static final Instant NOW = Instant.parse("2026-01-15T05:00:00Z");
  private static final Instant BEFORE = NOW.minusSeconds(60);
  private static final Instant AFTER = NOW.plusSeconds(60);

  private final Price general = price(100, scope -> scope);

  @Test
  void theOnlyPriceWins() {
    PriceChoice choice = choose(1, general);

    assertThat(choice.price()).isSameAs(general);
    assertThat(choice.reason()).isEqualTo("It is the only price that applies.");
  }

  @Test
  void aPriceOfTheLocationGoesBeforeADatedOneForAll() {
    Price ofStore = price(200, scope -> at(scope, STORE));
    Price dated = price(300, scope -> during(scope, BEFORE, AFTER));

    PriceChoice choice = choose(1, general, dated, ofStore);

    assertThat(choice.price()).isSameAs(ofStore);
    assertThat(choice.reason())
        .contains("2 others", dated.id().toString(), "300 IDR", "location precedes");
  }

  @Test
  void aDatedPriceGoesBeforeAQuantityTier() {
    Price dated = price(300, scope -> during(scope, BEFORE, AFTER));
    Price tier = price(50, scope -> from(scope, 10));

    PriceChoice choice = choose(10, general, tier, dated);

    assertThat(choice.price()).isSameAs(dated);
    assertThat(choice.reason()).contains(tier.id().toString(), "price with dates precedes");
  }

  @Test
  void theHighestTierReachedWins() {
    Price ten = price(90, scope -> from(scope, 10));
    Price twenty = price(80, scope -> from(scope, 20));

    assertThat(choose(9, general, ten, twenty).price()).isSameAs(general);
    assertThat(choose(10, general, ten, twenty).price()).isSameAs(ten);
    assertThat(choose(19, general, ten, twenty).price()).isSameAs(ten);
    assertThat(choose(20, general, ten, twenty).price()).isSameAs(twenty);
    assertThat(choose(20, general, ten, twenty).reason())
        .contains("2 others", ten.id().toString(), "highest quantity tier");
  }

  @Test
  void theNewestOfEqualsWinsWhateverTheSignOfItsId() {
    Price older =
        new Price(
            UUID.fromString("00000000-0000-7000-8000-000000000001"),
            during(scope(), BEFORE, AFTER),
            1);
    Price newer =
        new Price(
            UUID.fromString("f0000000-0000-7000-8000-000000000001"),
            during(scope(), BEFORE, null),
            2);

    assertThat(choose(1, newer, older).price()).isSameAs(newer);
    assertThat(choose(1, older, newer).price()).isSameAs(newer);
    assertThat(choose(1, older, newer).reason()).contains("newer price comes first");
  }

  @Test
  void datesIncludeTheirBeginningAndNotTheirEnd() {
    assertThat(holds(during(scope(), NOW, AFTER))).isTrue();
    assertThat(holds(during(scope(), BEFORE, NOW))).isFalse();
    assertThat(holds(during(scope(), AFTER, null))).isFalse();
    assertThat(holds(during(scope(), null, AFTER))).isTrue();
  }

  @Test
  void aPriceOfAnotherLocationNeverHolds() {
    assertThat(holds(at(scope(), OTHER_STORE))).isFalse();
    assertThat(at(scope(), STORE).covers(null, NOW, 1)).isFalse();
    assertThat(scope().covers(null, NOW, 1)).isTrue();
  }

  @Test
  void theOrderOfTheCandidatesDoesNotMatter() {
    List<Price> prices =
        new ArrayList<>(
            List.of(
                general,
                price(2, scope -> at(scope, STORE)),
                price(3, scope -> at(during(scope, BEFORE, AFTER), STORE)),
                price(4, scope -> from(scope, 1)),
                price(5, scope -> during(scope, BEFORE, AFTER))));

    for (int i = 0; i < 20; i++) {
      Collections.shuffle(prices, new Random(i));
      assertThat(PriceChoice.among(prices, STORE, NOW, 1).orElseThrow().price().amount())
          .isEqualTo(3);
    }
  }

  private static boolean holds(PriceScope scope) {
    return scope.covers(STORE, NOW, 1);
  }

  private static PriceChoice choose(long quantity, Price... prices) {
    return PriceChoice.among(List.of(prices), STORE, NOW, quantity).orElseThrow();
  }

  private static Price price(long amount, UnaryOperator<PriceScope> change) {
    return new Price(new UUID(3, amount), change.apply(scope()), amount);
  }

  private static PriceScope scope() {
    return new PriceScope(VARIANT, "IDR", null, null, null, 0);
  }

  private static PriceScope at(PriceScope scope, UUID location) {
    return new PriceScope(VARIANT, "IDR", location, scope.startsAt(), scope.endsAt(), 0);
  }

  private static PriceScope during(
      PriceScope scope, @Nullable Instant from, @Nullable Instant until) {
    return new PriceScope(VARIANT, "IDR", scope.locationId(), from, until, 0);
  }

  private static PriceScope from(PriceScope scope, long quantity) {
    return new PriceScope(VARIANT, "IDR", scope.locationId(), null, null, quantity);
  }
}
