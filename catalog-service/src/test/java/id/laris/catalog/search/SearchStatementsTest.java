package id.laris.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogTest;
import id.laris.common.background.Background;
import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.CreateProductRequest;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.SearchProductsRequest;
import id.laris.pos.v1.SearchProductsResponse;
import id.laris.testkit.SqlStatements;
import id.laris.testkit.TestCalls;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Thousands of products that every way finds take as few statements as one. */
@CatalogTest
class SearchStatementsTest {

  private static final int PRODUCTS = 3_000;
  private static final int MOST_STATEMENTS = 20;

  @Autowired TestCalls calls;
  @Autowired DatabaseSettings database;
  @Autowired SearchWordsJob job;
  @Autowired Background background;
  @Autowired SqlStatements statements;

  private final UUID tenant = UUID.randomUUID();
  private CatalogServiceBlockingStub catalog;
  private JdbcClient owner;

  @BeforeEach
  void fill() {
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenant));
    owner =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.url(), database.ownerUser(), database.ownerPassword()));
    insert(1, PRODUCTS, "'Kopi Kópi Xkopi ' || n", "'BKOPI-' || n");
    insert(PRODUCTS + 1, PRODUCTS + 10, "'Kópi ' || n", "''");
    insert(PRODUCTS + 11, PRODUCTS + 12, "'Teh ' || n", "repeat('Z', n - 3009) || 'KOPI'");
    insert(PRODUCTS + 13, PRODUCTS + 20, "'Kopa ' || n", "''");
    background.run(tenant, job.service(), job.name(), job::run);
  }

  private void insert(int from, int to, String name, String sku) {
    owner
        .sql(
            """
            insert into catalog.product
              (tenant_id, id, version, created_at, updated_at, name, sku, description, brand, barcode, tags, tax_rule_ids, track_stock,
               image_url, attributes, active, tax_exempt)
            select ?, lpad(to_hex(n), 32, '0')::uuid, 0, now(), now(), %s, %s, '', '', '', '{}', '{}', false, '', '{}', true, false
            from generate_series(?, ?) n
            """
                .formatted(name, sku))
        .params(tenant, from, to)
        .update();
  }

  @Test
  void whatEarlierWaysHaveFoundIsLeftOutInAFewStatements() {
    List<String> plain = pages("kopi");
    List<String> accented = pages("kópi");

    assertThat(plain).hasSize(PRODUCTS + 20);
    assertThat(plain.subList(0, PRODUCTS)).allMatch(name -> name.startsWith("Kopi"));
    assertThat(plain.subList(PRODUCTS, PRODUCTS + 10)).allMatch(name -> name.startsWith("Kópi"));
    assertThat(plain.subList(PRODUCTS + 10, PRODUCTS + 12))
        .allMatch(name -> name.startsWith("Teh"));
    assertThat(plain.subList(PRODUCTS + 12, PRODUCTS + 20))
        .allMatch(name -> name.startsWith("Kopa"));
    assertThat(accented).startsWith(plain.subList(0, PRODUCTS + 10).toArray(String[]::new));
  }

  /** Compared in a loop, an import of a thousand products took a minute in a new tenant. */
  @Test
  void wordsAreComparedByAHashWhateverThePlannerBelieves() {
    List<String> executed =
        statements.during(
            () -> catalog.createProduct(CreateProductRequest.newBuilder().setName("Susu").build()));

    assertThat(
            plan(
                executed,
                "delete from catalog.search_word",
                "uuid[]",
                "uuid[]",
                "text[]",
                "bool[]",
                "int8[]"))
        .contains("hashed SubPlan");
    assertThat(plan(executed, "insert into catalog.search_vocabulary", "uuid", "text[]", "text[]"))
        .contains("hashed SubPlan");
  }

  /** The plan of an executed statement, whose parameters have these types. */
  private String plan(List<String> executed, String beginning, String... types) {
    String sql =
        executed.stream()
            .filter(one -> one.strip().startsWith(beginning))
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < types.length; i++) {
      sql = sql.replaceFirst("\\?", "cast(\\$%d as %s)".formatted(i + 1, types[i]));
    }
    // A plan without values is explained in the simple protocol only.
    JdbcClient simple =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.url() + "?preferQueryMode=simple",
                database.ownerUser(),
                database.ownerPassword()));
    return String.join(
        "\n", simple.sql("explain (generic_plan) " + sql).query(String.class).list());
  }

  /** The names of all pages, none of which takes many statements or repeats a product. */
  private List<String> pages(String query) {
    List<String> names = new ArrayList<>();
    String[] token = {""};
    do {
      List<String> executed =
          statements.during(
              () -> {
                SearchProductsResponse page =
                    catalog.searchProducts(
                        SearchProductsRequest.newBuilder()
                            .setQuery(query)
                            .setPagination(
                                PaginationRequest.newBuilder()
                                    .setPageSize(100)
                                    .setPageToken(token[0]))
                            .build());
                page.getProductsList().stream().map(Product::getName).forEach(names::add);
                token[0] = page.getPagination().getNextPageToken();
              });
      assertThat(executed.size()).as("statements").isLessThan(MOST_STATEMENTS);
    } while (!token[0].isEmpty());
    assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    return names;
  }
}
