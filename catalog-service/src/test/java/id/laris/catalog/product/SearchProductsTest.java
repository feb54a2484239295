package id.laris.catalog.product;

import static id.laris.catalog.CatalogClient.variantOf;
import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.catalog.RecordedChanges;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.SearchProductsRequest;
import id.laris.pos.v1.Variant;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CatalogTest
class SearchProductsTest {

  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired DatabaseSettings database;
  @Autowired SqlStatements statements;

  private CatalogClient catalog;

  @BeforeEach
  void newTenant() {
    catalog = new CatalogClient(calls.as(UUID.randomUUID()));
  }

  @Test
  void anExactCodeComesFirstThenPrefixesThenWhatIsAlike() {
    catalog.createProduct("Kopa Lima");
    catalog.createProduct("Kopi Susu");
    catalog.createProduct("Teh Kopi");
    catalog.createProduct("Roti");
    catalog.createProduct(CreateProductRequest.newBuilder().setName("Gelas").setSku("KOPI"));

    assertThat(search("kopi")).containsExactly("Gelas", "Kopi Susu", "Teh Kopi", "Kopa Lima");
  }

  @Test
  void nameBrandSkuAndBarcodeOfProductsAndVariantsAreFound() {
    Product product =
        catalog.createProduct(
            CreateProductRequest.newBuilder()
                .setName("Cappuccino")
                .setBrand("Toraja")
                .setSku("CAP-001")
                .setBarcode("8991111111111"));
    catalog.createVariant(variantOf(product, "Jumbo").setSku("VAR-9").setBarcode("8992222222222"));
    catalog.createProduct("Roti");

    for (String query :
        List.of(
            "cappuccino",
            "CAPP",
            "toraja",
            "tor",
            "cap-001",
            "CAP-0",
            "001",
            "8991111111111",
            "899111",
            "jumbo",
            "var-9",
            "8992222222222",
            "tor jum",
            "jumbo cap")) {
      assertThat(search(query)).as(query).containsExactly("Cappuccino");
    }
  }

  @Test
  void typingErrorsAreForgivenInWordsButNotInCodes() {
    catalog.createProduct("Cappuccino");
    catalog.createProduct("Kopi Susu Gula Aren");
    catalog.createProduct(CreateProductRequest.newBuilder().setName("Roti").setSku("R-1001"));

    assertThat(search("capucino")).containsExactly("Cappuccino");
    assertThat(search("kopi suus gula arne")).containsExactly("Kopi Susu Gula Aren");
    assertThat(search("kpi susu")).containsExactly("Kopi Susu Gula Aren");
    assertThat(search("r-1002")).isEmpty();
    assertThat(search("zzzzz")).isEmpty();
    assertThat(search("!?")).isEmpty();
  }

  @Test
  void theMoreAlikeComeEarlier() {
    catalog.createProduct("Espreso");
    catalog.createProduct("Express");
    catalog.createProduct("Espresso");

    assertThat(search("espresso")).containsExactly("Espresso", "Espreso", "Express");
  }

  @Test
  void wordsFollowEveryChange() {
    Product product = catalog.createProduct("Kopi");
    Variant large = catalog.createVariant(product, "Jumbo");

    catalog.updateProduct(product.toBuilder().setName("Teh").build(), "name");
    assertThat(search("kopi")).isEmpty();
    assertThat(search("teh jumbo")).hasSize(1);
    catalog.updateVariant(large.toBuilder().setName("Raksasa").build(), "name");
    assertThat(search("jumbo")).isEmpty();
    assertThat(search("raksasa")).hasSize(1);
    catalog.deleteVariant(large.getId());
    assertThat(search("raksasa")).isEmpty();
    clock.advance(Duration.ofSeconds(1));
    catalog.deleteProduct(product.getId());
    assertThat(search("teh")).isEmpty();
    catalog.restoreProduct(product.getId());
    assertThat(search("teh")).hasSize(1);
    assertThat(search("raksasa")).isEmpty();
  }

  @Test
  void accentsNeedNotBeTypedAndTheSpellingComesFirst() {
    catalog.createProduct("Crème Brûlée");
    catalog.createProduct("Creme Brulee");
    catalog.createProduct("Crème Brulee");

    assertThat(search("creme brulee"))
        .containsExactly("Creme Brulee", "Crème Brûlée", "Crème Brulee");
    assertThat(search("crème brûlée"))
        .containsExactly("Crème Brûlée", "Crème Brulee", "Creme Brulee");
    assertThat(search("CRÈME BRÛ")).startsWith("Crème Brûlée").hasSize(3);
    assertThat(search("brule")).hasSize(3);
  }

  @Test
  void anyLatinScriptIsFoundWithoutItsMarks() {
    Map<String, String> queries =
        Map.of(
            "Smørrebrød", "smorrebrod",
            "Żółta Łódź", "zolta lodz",
            "Weißbier", "WEISSBIER",
            "Bánh mì đặc biệt", "banh mi dac biet",
            "Iğdır Kebabı", "igdir kebabi",
            "Æbleskiver", "aebleskiver",
            "Jalapeño", "jalapeno",
            "İskender", "iskender");
    queries.keySet().forEach(catalog::createProduct);

    queries.forEach((name, query) -> assertThat(search(query)).as(query).startsWith(name));
  }

  @Test
  void partsOfCodesAreFound() {
    catalog.createProduct(CreateProductRequest.newBuilder().setName("Nor").setSku("NOR.0707-60"));
    Product scanned = catalog.createProduct("Scanned");
    catalog.createVariant(
        variantOf(scanned, "L").setBarcode("5400000002649").setSku("HOT-LATTE-L"));
    catalog.createProduct(CreateProductRequest.newBuilder().setName("Other").setSku("0708-61"));

    for (String query : List.of("0707-60", "707-6", "07-60", "r.0707", "nor 0707-60")) {
      assertThat(search(query)).as(query).containsExactly("Nor");
    }
    for (String query :
        List.of("2649", "400000002", "scanned 2649", "latte-l", "05400000002649", "0000026")) {
      assertThat(search(query)).as(query).containsExactly("Scanned");
    }
    assertThat(search("2648")).isEmpty();
  }

  @Test
  void partsOfCodesAreFoundWhateverTheirPunctuation() {
    catalog.createProduct(CreateProductRequest.newBuilder().setName("Nor").setSku("NOR.0707-60"));
    catalog.createProduct(CreateProductRequest.newBuilder().setName("Joined").setSku("XNOR88042"));
    Product latte = catalog.createProduct("Latte");
    catalog.createVariant(variantOf(latte, "L").setSku("HOT-LATTE-L"));
    catalog.createProduct(CreateProductRequest.newBuilder().setName("Other").setSku("0708-61"));
    // Its name is more alike to "creme" than that with accents.
    catalog.createProduct(CreateProductRequest.newBuilder().setName("Cremo").setSku("CR.0707-60"));
    catalog.createProduct(
        CreateProductRequest.newBuilder().setName("Crème Brûlée").setSku("DES.0707-60"));

    for (String query :
        List.of("070760", "NOR070760", "nor-0707.60", "or07", "707 60", "07 07-6", "NOR 0760")) {
      assertThat(search(query)).as(query).startsWith("Nor");
    }
    assertThat(search("creme 070760")).startsWith("Crème Brûlée");
    for (String query : List.of("nor-88042", "880 42", "88 042", "xnor 042", "joined 804")) {
      assertThat(search(query)).as(query).startsWith("Joined");
    }
    for (String query : List.of("hotlatte", "t-latte", "tlatt", "latte otla")) {
      assertThat(search(query)).as(query).startsWith("Latte");
    }
    assertThat(search("70761")).isEmpty();
  }

  @Test
  void aPartOfACodeIsNotFoundAnyMoreAfterTheCodeHasChanged() {
    Product product =
        catalog.createProduct(CreateProductRequest.newBuilder().setName("A").setSku("AB1234"));
    assertThat(search("123")).hasSize(1);

    catalog.updateProduct(product.toBuilder().setSku("AB5678").build(), "sku");

    assertThat(search("123")).isEmpty();
    assertThat(search("567")).hasSize(1);
  }

  @Test
  void aGtinIsACodeInEachOfItsForms() {
    catalog.createProduct("036000291452 and more");
    catalog.createProduct(
        CreateProductRequest.newBuilder().setName("Wrapped").setBarcode("00036000291452"));

    assertThat(search("036000291452")).startsWith("Wrapped");
    assertThat(search("0036000291452")).containsExactly("Wrapped");
  }

  @Test
  void wordsThatDifferInPunctuationOnlyAreAlike() {
    catalog.createProduct("Coca-Cola");

    assertThat(search("coca.cola")).containsExactly("Coca-Cola");
  }

  @Test
  void pagesGoOnThroughEverySpelling() {
    for (String name :
        List.of("Crème A", "Creme B", "Crème C", "Cremé D", "Creme E", "Crome F", "Teh G")) {
      catalog.createProduct(CreateProductRequest.newBuilder().setName(name).setSku(name + "-1234"));
    }
    catalog.createProduct(CreateProductRequest.newBuilder().setName("X").setSku("CREMEX-91234"));

    for (String query : List.of("creme", "crème", "1234", "creme 1234")) {
      List<String> all = search(query);
      assertThat(all).as(query).hasSizeGreaterThan(5).doesNotHaveDuplicates();
      for (int size = 1; size <= 4; size++) {
        assertThat(inPages(query, size)).as(query).isEqualTo(all);
      }
    }
  }

  @Test
  void inactiveProductsAreFoundAndOtherTenantsOnesAreNot() {
    Product kopi = catalog.createProduct("Kopi");
    catalog.updateProduct(kopi.toBuilder().setActive(false).build(), "active");
    new CatalogClient(calls.as(UUID.randomUUID())).createProduct("Kopi");

    assertThat(search("kopi")).hasSize(1);
    assertThat(search("kopo")).hasSize(1);
  }

  @Test
  void wordsOfVariantsMadeAtTheSameMomentAreAllKept() {
    Product kopi = catalog.createProduct("Kopi");

    var outcomes = Parallel.times(8, number -> catalog.createVariant(kopi, "size" + number));

    assertThat(Parallel.failures(outcomes)).isEmpty();
    for (int number = 0; number < 8; number++) {
      assertThat(search("size" + number)).hasSize(1);
    }
  }

  @Test
  void pagesGoOnThroughEveryKindOfMatch() {
    for (String name :
        List.of("Kopi A", "Kopa B", "Kopi C", "Kopo D", "Kopa E", "Kopi F", "Teh G")) {
      catalog.createProduct(name);
    }
    catalog.createProduct(CreateProductRequest.newBuilder().setName("Gelas").setBarcode("kopi"));
    List<String> all = search("kopi");
    assertThat(all)
        .containsExactly("Gelas", "Kopi A", "Kopi C", "Kopi F", "Kopa B", "Kopo D", "Kopa E");

    for (int size = 1; size <= 4; size++) {
      assertThat(inPages("kopi", size)).isEqualTo(all);
    }
  }

  @Test
  void refusesATokenThatWasNeverGivenAndAQueryThatIsNone() {
    Product roti = catalog.createProduct("Roti");
    for (String token : List.of("nonsense", UUID.randomUUID().toString(), roti.getId())) {
      Refusal.of(
              () ->
                  catalog
                      .stub()
                      .searchProducts(
                          SearchProductsRequest.newBuilder()
                              .setQuery("kopi")
                              .setPagination(PaginationRequest.newBuilder().setPageToken(token))
                              .build()))
          .has(Reason.INVALID_PAGE_TOKEN);
    }
    Refusal.of(() -> search(" ")).has(Reason.VALIDATION_FAILED).naming("query");
    Refusal.of(() -> search("x".repeat(101))).naming("query");
  }

  @Test
  void whatOthersMayTypeIsOnlyText() {
    catalog.createProduct("100% Arabika_'\"\\");

    for (String query : List.of("%", "_", "'", "\\", "kopi' or 1=1 --", "z%", ":word", "?")) {
      assertThat(search(query)).as(query).isEmpty();
    }
    assertThat(search("100% arabika_")).hasSize(1);
  }

  @Test
  void aSearchTakesAsManyStatementsForManyAsForOne() {
    catalog.createProduct("Kopi 1");
    int forOne = statements.during(() -> search("kopi")).size();
    for (int i = 2; i < 8; i++) {
      catalog.createProduct("Kopi " + i);
    }

    assertThat(statements.during(() -> search("kopi"))).hasSize(forOne).hasSizeLessThanOrEqualTo(7);
  }

  @Test
  void aSuperuserLetsTheSimilarityOfWordsUseItsIndex() {
    assertThat(new RecordedChanges(database, UUID.randomUUID()).similarityIsLeakproof()).isTrue();
  }

  private List<String> inPages(String query, int size) {
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      var page =
          catalog
              .stub()
              .searchProducts(
                  SearchProductsRequest.newBuilder()
                      .setQuery(query)
                      .setPagination(
                          PaginationRequest.newBuilder().setPageSize(size).setPageToken(token))
                      .build());
      assertThat(page.getProductsCount()).isLessThanOrEqualTo(size);
      page.getProductsList().forEach(product -> seen.add(product.getName()));
      token = page.getPagination().getNextPageToken();
    } while (!token.isEmpty());
    return seen;
  }

  private List<String> search(String query) {
    return catalog
        .stub()
        .searchProducts(SearchProductsRequest.newBuilder().setQuery(query).build())
        .getProductsList()
        .stream()
        .map(Product::getName)
        .toList();
  }
}
