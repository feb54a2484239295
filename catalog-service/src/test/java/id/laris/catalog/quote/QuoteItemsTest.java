package id.laris.catalog.quote;

import static id.laris.common.grpc.Protos.money;
import static id.laris.common.grpc.Protos.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import id.laris.catalog.CatalogFixture;
import id.laris.catalog.CatalogTest;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuoteProblem;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.StockLine;
import id.laris.pos.v1.Variant;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

@CatalogTest
class QuoteItemsTest {

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired SqlStatements statements;
  @Autowired JdbcClient jdbc;
  @Autowired PlatformTransactionManager transactions;

  private CatalogServiceBlockingStub catalog;
  private CatalogFixture fixture;
  private UUID coffee;
  private UUID large;

  @BeforeEach
  void newTenantThatSellsCoffee() {
    clock.set(FakeClock.START);
    UUID tenantId = UUID.randomUUID();
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenantId));
    fixture = new CatalogFixture(jdbc, transactions, tenantId);
    coffee = fixture.product("Coffee");
    large = fixture.variant(coffee, "Large");
    price(large, 25_000_00);
  }

  @Test
  void anItemIsQuotedWithEverythingThatAnOrderKeepsOfIt() {
    fixture.change("product", coffee, "sku = 'COFFEE'");
    fixture.change("variant", large, "cost_amount = 900000, cost_currency = 'IDR'");

    QuoteItemsResponse quote = quote(item(large));

    String priceId = quote.getItems(0).getPriceId();
    assertThat(priceId).isNotEmpty();
    assertThat(quote)
        .isEqualTo(
            QuoteItemsResponse.newBuilder()
                .addItems(
                    QuotedItem.newBuilder()
                        .setProductId(coffee.toString())
                        .setVariantId(large.toString())
                        .setProductName("Coffee")
                        .setVariantName("Large")
                        .setSku("COFFEE")
                        .setUnit(Variant.Unit.PIECE)
                        .setQuantity(1)
                        .setUnitPrice(money(25_000_00, "IDR"))
                        .setPriceId(priceId)
                        .setTrackStock(true)
                        .addStockUses(
                            StockLine.newBuilder().setVariantId(large.toString()).setQuantity(1))
                        .setCost(money(9_000_00, "IDR")))
                .build());
  }

  @Test
  void theVariantsOwnSkuUnitAndDecimalsAreQuoted() {
    fixture.change("product", coffee, "sku = 'COFFEE', track_stock = false");
    fixture.change("variant", large, "sku = 'COFFEE-L', unit = 'HOUR'");

    QuotedItem item = quote(item(large)).getItems(0);

    assertThat(item.getSku()).isEqualTo("COFFEE-L");
    assertThat(item.getUnit()).isEqualTo(Variant.Unit.HOUR);
    assertThat(item.getUnitDecimals()).isEqualTo(2);
    assertThat(item.getTrackStock()).isFalse();
    assertThat(item.hasCost()).isFalse();
  }

  @Test
  void itemsKeepTheirOrderAndTheSameVariantMayComeTwice() {
    UUID small = fixture.variant(coffee, "Small");
    price(small, 20_000_00);

    QuoteItemsResponse quote = quote(item(small), item(large), item(small));

    assertThat(quote.getItemsList())
        .extracting(QuotedItem::getVariantName)
        .containsExactly("Small", "Large", "Small");
    assertThat(quote.getProblemsList()).isEmpty();
  }

  @Test
  void theEffectivePriceOfThePlaceTimeQuantityAndCurrencyIsQuoted() {
    String store = UUID.randomUUID().toString();
    SetPriceRequest.Builder base = wantedPrice(large, 1);
    set(base.clone().setAmount(20_000_00).setMinQuantity(10));
    set(base.clone().setAmount(30_000_00).setLocationId(store));
    set(base.clone().setAmount(2_00).setCurrency("USD"));
    set(
        base.clone()
            .setAmount(15_000_00)
            .setStartsAt(timestamp(FakeClock.START.plus(Duration.ofDays(1)))));

    assertThat(unitPrices(item(large).setQuantity(9))).containsExactly(25_000_00L);
    assertThat(unitPrices(item(large).setQuantity(10))).containsExactly(20_000_00L);
    QuoteItemsRequest.Builder request = QuoteItemsRequest.newBuilder().addItems(item(large));
    assertThat(unitPrice(request.clone().setLocationId(store))).isEqualTo(money(30_000_00, "IDR"));
    assertThat(unitPrice(request.clone().setCurrency("USD"))).isEqualTo(money(2_00, "USD"));
    assertThat(
            unitPrice(request.clone().setAt(timestamp(FakeClock.START.plus(Duration.ofDays(2))))))
        .isEqualTo(money(15_000_00, "IDR"));
    clock.advance(Duration.ofDays(1));
    assertThat(unitPrice(request)).isEqualTo(money(15_000_00, "IDR"));
    Refusal.of(() -> unitPrice(request.clone().setCurrency("XYZ")))
        .has(Reason.VALIDATION_FAILED)
        .naming("currency");
  }

  @Test
  void theQuantityOfTheVariantInAllItemsTogetherDecidesItsPrice() {
    UUID milk = fixture.modifierGroup("Milk", 0, 0);
    UUID oat = fixture.modifier(milk, "Oat", 5_000_00);
    fixture.attach(coffee, milk, 1);
    set(wantedPrice(large, 20_000_00).setMinQuantity(5));
    UUID green = fixture.variant(fixture.product("Tea"), "Green");
    price(green, 18_000_00);
    set(wantedPrice(green, 15_000_00).setMinQuantity(5));
    QuoteItemsRequest.Item.Builder one = item(large);
    QuoteItemsRequest.Item.Builder three = item(large).setQuantity(3);
    QuoteItemsRequest.Item.Builder ofProduct =
        item(large).clearVariantId().setProductId(coffee.toString());

    assertThat(unitPrices(three, item(large).setQuantity(2)))
        .containsExactly(20_000_00L, 20_000_00L);
    assertThat(unitPrices(one, one, one, one, one)).containsOnly(20_000_00L);
    assertThat(unitPrices(one, one, one, one)).containsOnly(25_000_00L);
    assertThat(unitPrices(three, one, one.clone().addModifierIds(oat.toString())))
        .as("with other modifiers")
        .containsOnly(20_000_00L);
    assertThat(unitPrices(three, one, ofProduct)).as("by product").containsOnly(20_000_00L);
    assertThat(unitPrices(three, item(green).setQuantity(2)))
        .as("of another variant")
        .containsExactly(25_000_00L, 18_000_00L);
  }

  @Test
  void weighedQuantitiesAddUpInTheStepsOfTheirUnit() {
    fixture.change("variant", large, "unit = 'KILOGRAM'");
    set(wantedPrice(large, 20_000_00).setMinQuantity(1_000));

    assertThat(unitPrices(item(large).setQuantity(350), item(large).setQuantity(650)))
        .containsOnly(20_000_00L);
    assertThat(unitPrices(item(large).setQuantity(350), item(large).setQuantity(649)))
        .containsOnly(25_000_00L);
    assertThat(unitPrices(item(large).setQuantity(1_000_000_000), item(large)))
        .as("as much as can be sold")
        .containsOnly(20_000_00L);
  }

  @Test
  void anItemWithAProblemCountsForThePriceOfTheOthers() {
    set(wantedPrice(large, 20_000_00).setMinQuantity(5));
    String unknown = UUID.randomUUID().toString();

    QuoteItemsResponse quote =
        quote(item(large).setQuantity(3), item(large).setQuantity(2).addModifierIds(unknown));

    assertProblemOf(quote, 1, Reason.MODIFIER_SELECTION_INVALID);
    assertThat(quote.getItems(0).getUnitPrice().getAmount()).isEqualTo(20_000_00);
  }

  @Test
  void aProductStandsForItsOnlyVariantThatCanBeSold() {
    UUID small = fixture.variant(coffee, "Small");
    UUID medium = fixture.variant(coffee, "Medium");
    QuoteItemsRequest.Item.Builder anyCoffee =
        QuoteItemsRequest.Item.newBuilder().setProductId(coffee.toString()).setQuantity(1);

    assertProblem(quote(anyCoffee), Reason.VALIDATION_FAILED, "Coffee has 3 variants");
    fixture.change("variant", small, "active = false");
    fixture.change("variant", medium, "deleted_at = now()");
    assertThat(quote(anyCoffee).getItems(0).getVariantId()).isEqualTo(large.toString());
    assertThat(quote(anyCoffee, item(small)).getProblemsList()).hasSize(2);
    fixture.change("variant", large, "active = false");
    assertProblem(quote(anyCoffee), Reason.VALIDATION_FAILED, "Coffee has no variant");
    fixture.change("product", coffee, "active = false");
    assertProblem(quote(anyCoffee), Reason.ITEM_INACTIVE, "Coffee is inactive or deleted");
  }

  @Test
  void whatIsNotThereOrDoesNotFitIsAProblem() {
    String unknown = UUID.randomUUID().toString();
    UUID tea = fixture.product("Tea");

    QuoteItemsResponse quote =
        quote(
            item(large),
            item(large).setVariantId(unknown),
            item(large).clearVariantId().setProductId(unknown),
            item(large).clearVariantId(),
            item(large).setProductId(tea.toString()),
            item(large).setProductId(coffee.toString()));

    assertThat(quote.getProblemsList())
        .extracting(QuoteProblem::getItemIndex, QuoteProblem::getReason)
        .containsExactly(
            tuple(1, "NOT_FOUND"),
            tuple(2, "NOT_FOUND"),
            tuple(3, "VALIDATION_FAILED"),
            tuple(4, "VALIDATION_FAILED"));
    assertThat(quote.getProblemsList())
        .extracting(QuoteProblem::getVariantId)
        .containsExactly("", "", "", large.toString());
    assertThat(quote.getItemsList())
        .extracting(QuotedItem::hasUnitPrice)
        .containsExactly(true, false, false, false, false, true);
    assertThat(quote.getItems(1).getVariantId()).isEqualTo(unknown);
  }

  @Test
  void whatIsInactiveOrDeletedIsNamed() {
    UUID tea = fixture.product("Tea");
    UUID green = fixture.variant(tea, "Green");
    price(green, 1);
    for (String gone : List.of("active = false", "deleted_at = now()")) {
      fixture.change("variant", large, gone);
      fixture.change("product", tea, gone);

      QuoteItemsResponse quote = quote(item(large), item(green));

      assertThat(quote.getProblemsList())
          .extracting(QuoteProblem::getReason)
          .containsExactly("ITEM_INACTIVE", "ITEM_INACTIVE");
      assertThat(quote.getProblems(0).getMessage()).startsWith("Coffee (Large) is inactive");
      assertThat(quote.getProblems(1).getMessage()).startsWith("Tea (Green) is inactive");
      assertThat(quote.getItems(1).getProductName()).isEqualTo("Tea");
      assertThat(quote.getItems(1).hasUnitPrice()).isFalse();
      fixture.change("variant", large, "active = true");
      fixture.change("product", tea, "active = true");
    }
  }

  @Test
  void everyProblemOfAnItemIsReported() {
    UUID milk = fixture.modifierGroup("Milk", 1, 1);
    UUID unpriced = fixture.variant(coffee, "Small");
    fixture.attach(coffee, milk, 1);
    fixture.change("variant", unpriced, "active = false");

    QuoteItemsResponse quote = quote(item(unpriced), item(unpriced));

    assertThat(quote.getProblemsList())
        .extracting(QuoteProblem::getItemIndex, QuoteProblem::getReason)
        .containsExactly(
            tuple(0, "ITEM_INACTIVE"),
            tuple(0, "PRICE_NOT_SET"),
            tuple(0, "MODIFIER_SELECTION_INVALID"),
            tuple(1, "ITEM_INACTIVE"),
            tuple(1, "PRICE_NOT_SET"),
            tuple(1, "MODIFIER_SELECTION_INVALID"));
    assertThat(quote.getProblemsList())
        .allSatisfy(
            problem -> {
              assertThat(problem.getMessage()).contains("Coffee (Small)");
              assertThat(problem.getVariantId()).isEqualTo(unpriced.toString());
            });
  }

  @Test
  void anotherTenantsItemsAreNotThere() {
    var others = CatalogServiceGrpc.newBlockingStub(calls.as(UUID.randomUUID()));

    QuoteItemsResponse quote =
        others.quoteItems(QuoteItemsRequest.newBuilder().addItems(item(large)).build());

    assertProblem(quote, Reason.NOT_FOUND, large.toString());
  }

  @Test
  void manyItemsTakeOneStatementAndAFewWhereTheyWereNeverSold() {
    UUID milk = fixture.modifierGroup("Milk", 0, 0);
    UUID oat = fixture.modifier(milk, "Oat", 5_000_00);
    QuoteItemsRequest.Builder fifty = QuoteItemsRequest.newBuilder();
    for (int i = 0; i < 25; i++) {
      UUID product = fixture.product("Product " + i);
      UUID variant = fixture.variant(product, "Only");
      fixture.attach(product, milk, 1);
      price(variant, 100 + i);
      fifty.addItems(item(variant).addModifierIds(oat.toString()));
      fifty.addItems(item(variant).clearVariantId().setProductId(product.toString()));
    }

    Runnable quote =
        () -> assertThat(catalog.quoteItems(fifty.build()).getProblemsList()).isEmpty();
    List<String> forFirst = statements.during(quote);
    List<String> forOthers = statements.during(quote);

    // Levies, categories, active variants, variants, products and modifiers, each with its tenant.
    assertThat(forFirst).hasSizeBetween(2, 19);
    assertThat(forOthers)
        .containsExactly("select last, server_started_at from catalog.feed_number(?)");
  }

  private static QuoteItemsRequest.Item.Builder item(UUID variantId) {
    return QuoteItemsRequest.Item.newBuilder().setVariantId(variantId.toString()).setQuantity(1);
  }

  private QuoteItemsResponse quote(QuoteItemsRequest.Item.Builder... items) {
    QuoteItemsRequest.Builder request = QuoteItemsRequest.newBuilder();
    List.of(items).forEach(request::addItems);
    return catalog.quoteItems(request.build());
  }

  private List<Long> unitPrices(QuoteItemsRequest.Item.Builder... items) {
    QuoteItemsResponse quote = quote(items);
    assertThat(quote.getProblemsList()).isEmpty();
    return quote.getItemsList().stream().map(item -> item.getUnitPrice().getAmount()).toList();
  }

  private Money unitPrice(QuoteItemsRequest.Builder request) {
    return catalog.quoteItems(request.build()).getItems(0).getUnitPrice();
  }

  private static void assertProblemOf(QuoteItemsResponse quote, int index, Reason reason) {
    assertThat(quote.getProblemsList())
        .extracting(QuoteProblem::getItemIndex, QuoteProblem::getReason)
        .containsExactly(tuple(index, reason.name()));
  }

  private static void assertProblem(QuoteItemsResponse quote, Reason reason, String text) {
    assertThat(quote.getProblemsList()).hasSize(1);
    assertThat(quote.getProblems(0).getReason()).isEqualTo(reason.name());
    assertThat(quote.getProblems(0).getMessage()).contains(text);
    assertThat(quote.getItems(0).hasUnitPrice()).isFalse();
  }

  private void price(UUID variantId, long amount) {
    set(wantedPrice(variantId, amount));
  }

  private static SetPriceRequest.Builder wantedPrice(UUID variantId, long amount) {
    return SetPriceRequest.newBuilder()
        .setVariantId(variantId.toString())
        .setAmount(amount)
        .setCurrency("IDR");
  }

  private void set(SetPriceRequest.Builder request) {
    assertThat(catalog.setPrice(request.build()).hasPrice()).isTrue();
  }
}
