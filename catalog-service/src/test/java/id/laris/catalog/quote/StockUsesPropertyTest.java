package id.laris.catalog.quote;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.memory.KnownProduct;
import id.laris.catalog.memory.KnownVariant;
import id.laris.catalog.quote.QuotedRecipes.Part;
import id.laris.catalog.variant.Unit;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.Variant;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class StockUsesPropertyTest {

  private static final List<Unit> UNITS = List.of(Unit.values());

  /** A generated assortment in which a variant may have later variants as components. */
  private static final class Assorted {
    final List<QuotedVariant> variants = new ArrayList<>();
    final Map<UUID, List<Part>> recipes = new HashMap<>();

    Assorted(Random random) {
      int size = random.nextInt(1, 9);
      for (int i = 0; i < size; i++) {
        variants.add(variant(random));
      }
      for (int i = 0; i < size; i++) {
        List<Part> parts = new ArrayList<>();
        for (int j = i + 1; j < size; j++) {
          QuotedVariant below = variants.get(j);
          if (random.nextInt(3) == 0) {
            parts.add(
                new Part(
                    below.id(),
                    random.nextLong(1, random.nextBoolean() ? 5 : 2_000),
                    below.stockSteps(),
                    below.product().tracksStock()));
          }
        }
        if (!parts.isEmpty()) {
          recipes.put(variants.get(i).id(), parts);
        }
      }
    }

    private static QuotedVariant variant(Random random) {
      Unit unit = UNITS.get(random.nextInt(UNITS.size()));
      boolean tracked = random.nextInt(4) > 0;
      long stockQuantity = random.nextBoolean() ? 0 : random.nextLong(1, 1_000);
      UUID productId = id(random);
      QuotedProduct product =
          new QuotedProduct(
              new KnownProduct(
                  Product.newBuilder().setTrackStock(tracked).build(),
                  productId,
                  null,
                  Set.of(),
                  List.of()),
              Set.of());
      Variant message = Variant.newBuilder().setStockQuantity(stockQuantity).build();
      return new QuotedVariant(
          new KnownVariant(message, id(random), productId, unit, List.of()), product);
    }

    private static UUID id(Random random) {
      return new UUID(random.nextLong(), random.nextLong());
    }

    /**
     * Every way down to what is not composite, each with a numerator over one denominator for all.
     */
    Map<String, BigInteger> naive(QuotedVariant sold, long quantity) {
      BigInteger denominator = BigInteger.valueOf(sold.unit().oneWhole());
      for (QuotedVariant variant : variants) {
        denominator = denominator.multiply(BigInteger.valueOf(variant.stockSteps()));
      }
      BigInteger wholes =
          denominator
              .multiply(BigInteger.valueOf(quantity))
              .divide(BigInteger.valueOf(sold.unit().oneWhole()));
      Map<String, BigInteger> numerators = new TreeMap<>();
      if (recipes.containsKey(sold.id())) {
        walk(sold.id(), wholes, numerators);
      } else if (sold.product().tracksStock()) {
        numerators.put(
            sold.id().toString(), wholes.multiply(BigInteger.valueOf(sold.stockSteps())));
      }
      Map<String, BigInteger> uses = new TreeMap<>();
      for (Map.Entry<String, BigInteger> use : numerators.entrySet()) {
        BigInteger rounded =
            new BigDecimal(use.getValue())
                .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_UP)
                .toBigIntegerExact();
        if (rounded.signum() > 0) {
          uses.put(use.getKey(), rounded);
        }
      }
      return uses;
    }

    private void walk(UUID composite, BigInteger wholes, Map<String, BigInteger> numerators) {
      for (Part part : recipes.getOrDefault(composite, List.of())) {
        BigInteger steps = wholes.multiply(BigInteger.valueOf(part.quantity()));
        if (recipes.containsKey(part.variantId())) {
          walk(part.variantId(), steps.divide(BigInteger.valueOf(part.stockSteps())), numerators);
        } else if (part.trackStock()) {
          numerators.merge(part.variantId().toString(), steps, BigInteger::add);
        }
      }
    }
  }

  @Property(tries = 2000)
  void takingApartByPartsGivesWhatEveryWayDownGivesExactly(
      @ForAll long seed, @ForAll @LongRange(min = 1, max = 1_000_000_000) long quantity) {
    Assorted assorted = new Assorted(new Random(seed));
    StockUses stockUses = new StockUses(new QuotedRecipes(assorted.recipes));

    for (QuotedVariant sold : assorted.variants) {
      List<StockUse> uses = stockUses.of(sold, quantity);

      Map<String, BigInteger> byVariant = new HashMap<>();
      uses.forEach(use -> byVariant.put(use.variantId().toString(), use.quantity()));
      assertThat(byVariant).isEqualTo(assorted.naive(sold, quantity));
      assertThat(uses.stream().map(use -> use.variantId().toString()).toList())
          .isSorted()
          .doesNotHaveDuplicates();
    }
  }
}
