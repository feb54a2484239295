package id.laris.catalog.quote;

import static id.laris.common.grpc.Protos.money;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogFixture;
import id.laris.catalog.CatalogTest;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.QuoteItemsRequest;
import id.laris.pos.v1.QuoteItemsResponse;
import id.laris.pos.v1.QuoteProblem;
import id.laris.pos.v1.QuotedItem;
import id.laris.pos.v1.SetPriceRequest;
import id.laris.pos.v1.StockLine;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;

/** The labels of scales: the server reads from them what the till must not type. */
@CatalogTest
@TestPropertySource(properties = "pos.embedded-barcodes=20:price, 21:weight,22:price:100")
class QuoteLabelsTest {

  /** 2012345, 12.34. */
  private static final String PRICED = "2012345012349";

  /** 2112345, 0.350 kg. */
  private static final String WEIGHED = "2112345003504";

  @Autowired TestCalls calls;
  @Autowired JdbcClient jdbc;
  @Autowired SqlStatements statements;
  @Autowired PlatformTransactionManager transactions;

  private CatalogServiceBlockingStub catalog;
  private CatalogFixture fixture;
  private UUID cheese;

  @BeforeEach
  void newTenantThatSellsCheese() {
    UUID tenantId = UUID.randomUUID();
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenantId));
    fixture = new CatalogFixture(jdbc, transactions, tenantId);
    cheese = fixture.variant(fixture.product("Cheese"), "Whole");
  }

  @Test
  void aPieceIsSoldAtThePriceOnItsLabel() {
    sku(cheese, "2012345");

    QuotedItem unpriced = only(item(PRICED));
    price(cheese, 9_00, 0);
    QuotedItem priced = only(item(PRICED));

    assertThat(unpriced).isEqualTo(priced);
    assertThat(priced.getVariantId()).isEqualTo(cheese.toString());
    assertThat(priced.getQuantity()).isEqualTo(1);
    assertThat(priced.getUnitPrice()).isEqualTo(money(12_34, "IDR"));
    assertThat(priced.getLabelPrice()).isEqualTo(money(12_34, "IDR"));
    assertThat(priced.getPriceId()).isEmpty();
    assertThat(priced.getStockUsesList()).containsExactly(stock(1));
  }

  @Test
  void aWeighedVariantIsSoldAtThePriceOnItsLabelInTheQuantityThatThisBuys() {
    fixture.change("variant", cheese, "unit = 'KILOGRAM', sku = '2012345'");
    assertProblem(quote(item(PRICED)), Reason.PRICE_NOT_SET, "Cheese (Whole)", "");
    price(cheese, 37_00, 0);

    QuotedItem quoted = only(item(PRICED));

    assertThat(quoted.getLabelPrice()).isEqualTo(money(12_34, "IDR"));
    assertThat(quoted.getUnitPrice()).isEqualTo(money(37_00, "IDR"));
    // 12.34 / 37.00 is 0.33351...
    assertThat(quoted.getQuantity()).isEqualTo(334);
    assertThat(quoted.getStockUsesList()).containsExactly(stock(334));
    price(cheese, 1_000_000_00, 0);
    assertThat(only(item(PRICED)).getQuantity()).as("never nothing").isEqualTo(1);
    sku(cheese, "2212345");
    price(cheese, 1, 0);
    assertProblem(
        quote(item("2212345999996")), Reason.VALIDATION_FAILED, "more than can", "label_barcode");
  }

  @Test
  void aWeightIsSoldAtThePriceOfTheCatalog() {
    fixture.change("variant", cheese, "unit = 'KILOGRAM', sku = '2112345'");
    price(cheese, 40_00, 0);

    QuotedItem quoted = only(item(WEIGHED));

    assertThat(quoted.getQuantity()).isEqualTo(350);
    assertThat(quoted.getUnitPrice()).isEqualTo(money(40_00, "IDR"));
    assertThat(quoted.hasLabelPrice()).isFalse();
    assertThat(quoted.getStockUsesList()).containsExactly(stock(350));
  }

  @Test
  void aWeightIsNoNumberOfPieces() {
    price(cheese, 40_00, 0);
    for (String unit : List.of("PIECE", "LITER", "METER", "HOUR")) {
      fixture.change("variant", cheese, "unit = '%s', sku = '2112345'".formatted(unit));
      assertProblem(
          quote(item(WEIGHED)), Reason.VALIDATION_FAILED, "not sold by weight", "label_barcode");
    }
    fixture.change("variant", cheese, "unit = 'GRAM'");
    assertThat(only(item(WEIGHED)).getQuantity()).isEqualTo(350);
  }

  @Test
  void aPriceOnALabelStaysAndDoesNotCountForTheQuantityPrice() {
    sku(cheese, "2012345");
    price(cheese, 10_00, 0);
    price(cheese, 8_00, 3);
    QuoteItemsRequest.Item.Builder typed = typed(2);

    assertThat(unitPrices(item(PRICED), typed)).containsExactly(12_34L, 10_00L);
    assertThat(unitPrices(item(PRICED), typed, typed(1))).containsExactly(12_34L, 8_00L, 8_00L);
  }

  @Test
  void aWeightCountsForTheQuantityPrice() {
    fixture.change("variant", cheese, "unit = 'KILOGRAM', sku = '2112345'");
    price(cheese, 40_00, 0);
    price(cheese, 30_00, 700);

    assertThat(unitPrices(item(WEIGHED), item(WEIGHED))).containsOnly(30_00L);
    assertThat(unitPrices(item(WEIGHED), typed(349))).containsOnly(40_00L);
  }

  @Test
  void theVariantOfTheLabelIsTheOnlyOneThatMayBeNamed() {
    sku(cheese, "2012345");
    UUID other = fixture.variant(fixture.product("Ham"), "Whole");
    price(other, 1_00, 0);

    assertThat(only(item(PRICED).setVariantId(cheese.toString())).getQuantity()).isEqualTo(1);
    assertProblem(
        quote(item(PRICED).setVariantId(other.toString())),
        Reason.VALIDATION_FAILED,
        "The label is of Cheese (Whole), not of variant " + other,
        "label_barcode");
    assertProblem(
        quote(item(PRICED).setProductId(UUID.randomUUID().toString())),
        Reason.VALIDATION_FAILED,
        "is a variant of product",
        "");
  }

  @Test
  void aLabelThatSaysNothingIsAProblem() {
    price(cheese, 1_00, 0);
    for (String none : List.of("2012345012345", "2312345012340", "4006381333931", "x")) {
      assertProblem(
          quote(item(none)),
          Reason.VALIDATION_FAILED,
          none + " is not a label with a price or weight",
          "label_barcode");
    }
    assertProblem(
        quote(item(PRICED)), Reason.NOT_FOUND, "has the item code 2012345", "label_barcode");
    sku(cheese, "2012345");
    assertProblem(
        quote(item("2012345000001")),
        Reason.VALIDATION_FAILED,
        "carries the value 0",
        "label_barcode");
    fixture.change("variant", cheese, "unit = 'KILOGRAM', sku = '2112345'");
    assertProblem(
        quote(item("2112345000008")),
        Reason.VALIDATION_FAILED,
        "carries the value 0",
        "label_barcode");
  }

  @Test
  void labelsTakeTheSameStatementsHoweverManyArticlesTheyAreOf() {
    price(cheese, 40_00, 0);
    List<QuoteItemsRequest.Item.Builder> many = new ArrayList<>();
    for (int article = 0; article < 30; article++) {
      String itemCode = "21%05d".formatted(article);
      UUID variant = fixture.variant(fixture.product("Cheese " + article), "Whole");
      String zeros = itemCode + "00000";
      String sku = List.of(itemCode, zeros + "0", zeros + checkDigit(zeros)).get(article % 3);
      fixture.change("variant", variant, "unit = 'KILOGRAM', sku = '%s'".formatted(sku));
      price(variant, 40_00, 0);
      for (int weight = 1; weight < 4; weight++) {
        String digits = itemCode + "%05d".formatted(weight);
        many.add(item(digits + checkDigit(digits)));
      }
    }
    QuoteItemsRequest.Item.Builder[] labels = many.toArray(QuoteItemsRequest.Item.Builder[]::new);
    var _ = quote(labels);
    var _ = quote(typed(1));

    List<String> forNone = statements.during(() -> quote(typed(1)));
    List<String> forOne = statements.during(() -> quote(many.getFirst()));
    List<String> forMany =
        statements.during(() -> assertThat(quote(labels).getProblemsList()).isEmpty());

    // Their tenant, the barcodes, the SKUs.
    assertThat(forMany).isEqualTo(forOne).hasSize(forNone.size() + 3);
  }

  private static int checkDigit(String twelveDigits) {
    int sum = 0;
    for (int i = 0; i < twelveDigits.length(); i++) {
      sum += (twelveDigits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return (10 - sum % 10) % 10;
  }

  @Test
  void thePriceOfALabelIsInTheCurrencyOfTheOrder() {
    sku(cheese, "2012345");

    QuoteItemsResponse quote =
        catalog.quoteItems(
            QuoteItemsRequest.newBuilder().setCurrency("JPY").addItems(item(PRICED)).build());

    assertProblem(quote, Reason.CURRENCY_MISMATCH, "has a price in IDR", "label_barcode");
  }

  @Test
  void anItemHasAQuantityOrALabel() {
    Refusal.of(() -> quote(typed(1), typed(0)))
        .has(Reason.VALIDATION_FAILED)
        .naming("items[1].quantity");
    Refusal.of(() -> quote(item(PRICED).setQuantity(2)))
        .has(Reason.VALIDATION_FAILED)
        .naming("items[0].quantity");
  }

  private QuoteItemsRequest.Item.Builder typed(long quantity) {
    return QuoteItemsRequest.Item.newBuilder()
        .setVariantId(cheese.toString())
        .setQuantity(quantity);
  }

  private static QuoteItemsRequest.Item.Builder item(String label) {
    return QuoteItemsRequest.Item.newBuilder().setLabelBarcode(label);
  }

  private StockLine stock(long quantity) {
    return StockLine.newBuilder().setVariantId(cheese.toString()).setQuantity(quantity).build();
  }

  private QuoteItemsResponse quote(QuoteItemsRequest.Item.Builder... items) {
    QuoteItemsRequest.Builder request = QuoteItemsRequest.newBuilder();
    List.of(items).forEach(request::addItems);
    return catalog.quoteItems(request.build());
  }

  private QuotedItem only(QuoteItemsRequest.Item.Builder item) {
    QuoteItemsResponse quote = quote(item);
    assertThat(quote.getProblemsList()).isEmpty();
    return quote.getItems(0);
  }

  private List<Long> unitPrices(QuoteItemsRequest.Item.Builder... items) {
    QuoteItemsResponse quote = quote(items);
    assertThat(quote.getProblemsList()).isEmpty();
    return quote.getItemsList().stream().map(item -> item.getUnitPrice().getAmount()).toList();
  }

  private static void assertProblem(
      QuoteItemsResponse quote, Reason reason, String text, String field) {
    assertThat(quote.getProblemsList()).hasSize(1);
    QuoteProblem problem = quote.getProblems(0);
    assertThat(problem.getReason()).isEqualTo(reason.name());
    assertThat(problem.getMessage()).contains(text);
    assertThat(problem.getField()).isEqualTo(field);
    assertThat(quote.getItems(0).hasUnitPrice()).isFalse();
  }

  private void sku(UUID variantId, String sku) {
    fixture.change("variant", variantId, "sku = '%s'".formatted(sku));
  }

  private void price(UUID variantId, long amount, long minQuantity) {
    var _ =
        catalog.setPrice(
            SetPriceRequest.newBuilder()
                .setVariantId(variantId.toString())
                .setAmount(amount)
                .setCurrency("IDR")
                .setMinQuantity(minQuantity)
                .build());
  }
}
