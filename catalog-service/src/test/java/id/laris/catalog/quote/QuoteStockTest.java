package id.laris.catalog.quote;

import static id.laris.catalog.CatalogClient.of;
import static id.laris.catalog.CatalogClient.variantOf;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.CreateVariantRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.StockLine;
import id.laris.pos.v1.Variant;
import id.laris.pos.v1.Variant.Unit;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The stock that the items of a quote take. */
@CatalogTest
class QuoteStockTest {

  @Autowired TestCalls calls;
  @Autowired SqlStatements statements;

  private CatalogClient catalog;
  private Product counted;
  private Product uncounted;

  @BeforeEach
  void newTenant() {
    catalog = new CatalogClient(calls.as(UUID.randomUUID()));
    counted =
        catalog.createProduct(
            CreateProductRequest.newBuilder().setName("Counted").setTrackStock(true));
    uncounted = catalog.createProduct("Uncounted");
  }

  @Test
  void aPlainVariantTakesItselfWhereItsStockIsCounted() {
    Variant cup = sell(counted, "Cup", more -> more);
    Variant rice = sell(counted, "Rice", more -> more.setUnit(Unit.KILOGRAM));
    Variant service = sell(uncounted, "Service", more -> more);

    assertThat(uses(cup, 3)).containsExactly(line(cup, 3));
    assertThat(uses(rice, 350)).containsExactly(line(rice, 350));
    assertThat(uses(service, 1)).isEmpty();
  }

  @Test
  void stockIsTakenInStepsOfTheStockUnitRoundedHalfUp() {
    Variant bottle = sell(counted, "Bottle", QuoteStockTest::bottle);
    Variant ham =
        sell(
            counted,
            "Ham",
            more -> more.setUnit(Unit.KILOGRAM).setStockUnit(Unit.PIECE).setStockQuantity(1));

    assertThat(uses(bottle, 2)).containsExactly(line(bottle, 1_500));
    assertThat(uses(ham, 500)).containsExactly(line(ham, 1));
    assertThat(uses(ham, 1_499)).containsExactly(line(ham, 1));
    assertThat(uses(ham, 1_500)).containsExactly(line(ham, 2));
    assertThat(uses(ham, 499)).isEmpty();
  }

  @Test
  void aRecipeOfThreeLevelsIsTakenApartDownToTheBottle() {
    Variant bottle = sell(counted, "Bottle", QuoteStockTest::bottle);
    Variant cheese = sell(counted, "Cheese", more -> more.setUnit(Unit.KILOGRAM));
    Variant glass = sell(counted, "Glass", more -> more.addComponents(of(bottle, 150)));
    Variant evening =
        sell(
            uncounted,
            "Evening",
            more -> more.addComponents(of(glass, 2)).addComponents(of(cheese, 50)));

    assertThat(uses(glass, 5)).containsExactly(line(bottle, 750));
    assertThat(uses(evening, 3)).containsExactly(sorted(line(bottle, 900), line(cheese, 150)));
  }

  @Test
  void onlyComponentsWhoseStockIsCountedAreTakenEvenInactiveOnes() {
    Variant sugar = sell(counted, "Sugar", more -> more);
    Variant water = sell(uncounted, "Water", more -> more);
    Variant syrup =
        sell(
            counted, "Syrup", more -> more.addComponents(of(sugar, 2)).addComponents(of(water, 9)));
    catalog.updateVariant(sugar.toBuilder().setActive(false).build(), "active");

    QuotedItem item = quote(item(syrup, 2)).getItems(0);

    assertThat(item.getStockUsesList()).containsExactly(line(sugar, 4));
    assertThat(item.hasUnitPrice()).isTrue();
    assertThat(item.getTrackStock()).isTrue();
    assertThat(uses(sell(counted, "Tea", more -> more.addComponents(of(water, 1))), 1)).isEmpty();
  }

  @Test
  void whatComesTwiceIsSummedBeforeItIsRounded() {
    Variant sugar = sell(counted, "Sugar", more -> more);
    Variant light = liter("Light", of(sugar, 1));
    Variant dark = liter("Dark", of(sugar, 1));
    Variant mixed =
        sell(
            counted,
            "Mixed",
            more -> more.addComponents(of(light, 250)).addComponents(of(dark, 250)));

    // Half a piece: each half alone would have been nothing, and the two halves of two are one.
    assertThat(uses(mixed, 1)).containsExactly(line(sugar, 1));
    assertThat(uses(mixed, 2)).containsExactly(line(sugar, 1));
    assertThat(uses(mixed, 3)).containsExactly(line(sugar, 2));
    assertThat(uses(light, 400)).isEmpty();
    assertThat(quote(item(light, 400), item(light, 400)).getItemsList())
        .extracting(QuotedItem::getStockUsesCount)
        .containsExactly(0, 0);
  }

  @Test
  void aCompositeComponentIsTakenInStepsOfItsStockUnit() {
    Variant syrup = sell(counted, "Syrup", more -> more.setUnit(Unit.LITER));
    Variant jug =
        sell(
            counted,
            "Jug",
            more ->
                more.setStockUnit(Unit.MILLILITER)
                    .setStockQuantity(1_500)
                    .addComponents(of(syrup, 300)));
    Variant cup = sell(counted, "Cup", more -> more.addComponents(of(jug, 250)));

    assertThat(uses(jug, 1)).containsExactly(line(syrup, 300));
    assertThat(uses(cup, 6)).containsExactly(line(syrup, 300));
  }

  @Test
  void anItemWithAProblemTakesNothing() {
    Variant bottle = sell(counted, "Bottle", QuoteStockTest::bottle);
    Variant glass = sell(counted, "Glass", more -> more.addComponents(of(bottle, 150)));
    catalog.updateVariant(glass.toBuilder().setActive(false).build(), "active");

    QuoteItemsResponse quote = quote(item(glass, 1), item(bottle, 1));

    assertThat(quote.getProblemsList()).hasSize(1);
    assertThat(quote.getItems(0).getStockUsesList()).isEmpty();
    assertThat(quote.getItems(1).getStockUsesList()).containsExactly(line(bottle, 750));
  }

  @Test
  void moreThanAnyStockCanBeIsAProblemOfTheItem() {
    Variant grain = sell(counted, "Grain", more -> more);
    Variant sack = sell(counted, "Sack", more -> more.addComponents(of(grain, 1_000_000_000)));
    Variant ship = sell(counted, "Ship", more -> more.addComponents(of(sack, 1_000_000_000)));
    Variant fleet = sell(counted, "Fleet", more -> more.addComponents(of(ship, 1_000_000_000)));

    assertThat(uses(sack, 1_000)).containsExactly(line(grain, 1_000_000_000_000L));
    for (QuoteItemsRequest.Item tooMuch :
        List.of(item(sack, 1_001), item(fleet, 1_000_000_000), item(ship, 100_000_000))) {
      QuoteItemsResponse quote = quote(tooMuch, item(grain, 1));

      assertThat(quote.getProblemsList()).hasSize(1);
      assertThat(quote.getProblems(0).getReason()).isEqualTo(Reason.VALIDATION_FAILED.name());
      assertThat(quote.getProblems(0).getField()).isEqualTo("quantity");
      assertThat(quote.getProblems(0).getMessage()).contains("Counted (").contains(grain.getId());
      assertThat(quote.getProblems(0).getVariantId()).isEqualTo(tooMuch.getVariantId());
      assertThat(quote.getItems(0).hasUnitPrice()).isFalse();
      assertThat(quote.getItems(1).getStockUsesList()).containsExactly(line(grain, 1));
    }
  }

  @Test
  void compositesOfAllLevelsTakeNoStatementOfTheirOwn() {
    Variant bottle = sell(counted, "Bottle", QuoteStockTest::bottle);
    Variant glass = sell(counted, "Glass", more -> more.addComponents(of(bottle, 150)));
    QuoteItemsRequest.Builder many = QuoteItemsRequest.newBuilder().addItems(item(bottle, 1));
    for (int i = 0; i < 20; i++) {
      Variant pair = sell(counted, "Pair " + i, more -> more.addComponents(of(glass, 2)));
      many.addItems(item(sell(counted, "Set " + i, more -> more.addComponents(of(pair, 1))), 1));
    }

    Runnable quote =
        () ->
            assertThat(catalog.stub().quoteItems(many.build()).getItemsList())
                .allMatch(item -> item.getStockUsesCount() == 1);
    List<String> forFirst = statements.during(quote);
    List<String> forOthers = statements.during(quote);

    // The variants of each level, with their products; the levies.
    assertThat(forFirst).hasSizeBetween(2, 30);
    assertThat(forOthers).hasSize(1);
  }

  private static CreateVariantRequest.Builder bottle(CreateVariantRequest.Builder variant) {
    return variant.setStockUnit(Unit.MILLILITER).setStockQuantity(750);
  }

  private Variant liter(String name, Variant.Component component) {
    return sell(counted, name, more -> more.setUnit(Unit.LITER).addComponents(component));
  }

  private Variant sell(
      Product product, String name, UnaryOperator<CreateVariantRequest.Builder> more) {
    Variant made = catalog.createVariant(more.apply(variantOf(product, name)));
    var price =
        catalog
            .stub()
            .setPrice(
                SetPriceRequest.newBuilder()
                    .setVariantId(made.getId())
                    .setAmount(1_000_00)
                    .setCurrency("IDR")
                    .build());
    assertThat(price.hasPrice()).isTrue();
    return made;
  }

  private List<StockLine> uses(Variant variant, long quantity) {
    QuoteItemsResponse quote = quote(item(variant, quantity));
    assertThat(quote.getProblemsList()).isEmpty();
    return quote.getItems(0).getStockUsesList();
  }

  private QuoteItemsResponse quote(QuoteItemsRequest.Item... items) {
    return catalog
        .stub()
        .quoteItems(QuoteItemsRequest.newBuilder().addAllItems(List.of(items)).build());
  }

  private static QuoteItemsRequest.Item item(Variant variant, long quantity) {
    return QuoteItemsRequest.Item.newBuilder()
        .setVariantId(variant.getId())
        .setQuantity(quantity)
        .build();
  }

  private static StockLine line(Variant variant, long quantity) {
    return StockLine.newBuilder().setVariantId(variant.getId()).setQuantity(quantity).build();
  }

  private static StockLine[] sorted(StockLine... lines) {
    return Stream.of(lines)
        .sorted(Comparator.comparing(StockLine::getVariantId))
        .toArray(StockLine[]::new);
  }
}
