package id.laris.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogTest;
import id.laris.catalog.search.SearchWords;
import id.laris.common.background.Background;
import id.laris.common.db.DatabaseSettings;
import id.laris.common.db.Writes;
import id.laris.pos.Service;
import id.laris.pos.v1.CatalogServiceGrpc;
import id.laris.pos.v1.CatalogServiceGrpc.CatalogServiceBlockingStub;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.SearchProductsRequest;
import id.laris.pos.v1.SearchProductsResponse;
import id.laris.testkit.TestCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Words that very many products have are walked in steps, along the rarest: the result is that of
 * looking at every product, whether or not the outlines of all of them are known.
 */
@CatalogTest
@TestInstance(Lifecycle.PER_CLASS)
class SearchBigCatalogTest {

  private static final int PRODUCTS = 20_000;

  /** Words that every n-th product has; "kopi" begins two of them, and "k" and "m" thousands. */
  private static final String NAME =
      """
      concat_ws(' ', 'barang', case when n % 2 = 0 then 'kopi' end, case when n % 3 = 0 then 'kopiah' end,
                case when n % 5 = 0 then 'hitam' end, case when n % 7 = 0 then 'merah' end, case when n % 1000 = 0 then 'langka' end,
                'k' || n, 'm' || n * 7919 % 20000)
      """;

  @Autowired TestCalls calls;
  @Autowired DatabaseSettings database;
  @Autowired SearchWords words;
  @Autowired Background background;
  @Autowired Writes writes;

  private CatalogServiceBlockingStub catalog;
  private List<String> names = new ArrayList<>();

  @BeforeAll
  void fill() {
    UUID tenant = UUID.randomUUID();
    catalog = CatalogServiceGrpc.newBlockingStub(calls.as(tenant));
    JdbcClient owner =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.url(), database.ownerUser(), database.ownerPassword()));
    owner
        .sql(
            """
            insert into catalog.product
              (tenant_id, id, version, created_at, updated_at, name, sku, description, brand, barcode, tags, tax_rule_ids, track_stock,
               image_url, attributes, active, tax_exempt)
            select ?, lpad(to_hex(n), 32, '0')::uuid, 0, now(), now(), %s, '', '', '', '', '{}', '{}', false, '', '{}', true, false
            from generate_series(1, ?) n
            """
                .formatted(NAME))
        .params(tenant, PRODUCTS)
        .update();
    owner
        .sql(
            """
            insert into catalog.search_word (tenant_id, word, product_id, code)
            select tenant_id, word, id, false from catalog.product, unnest(string_to_array(name, ' ')) word where tenant_id = ?
            """)
        .params(tenant)
        .update();
    learnOutlines(tenant, owner);
    names =
        owner
            .sql("select name from catalog.product where tenant_id = ? order by id")
            .params(tenant)
            .query((row, number) -> row.getString(1))
            .list();
  }

  /** Three of ten products have their words stored again, as by a change of them. */
  private void learnOutlines(UUID tenant, JdbcClient owner) {
    List<UUID> changed =
        owner
            .sql(
                "select id from catalog.product where tenant_id = ? and right(name, 1) in ('0',"
                    + " '3', '6')")
            .params(tenant)
            .query((row, number) -> row.getObject("id", UUID.class))
            .list();
    background.run(
        tenant,
        Service.CATALOG.grpcName(),
        "outlines",
        () ->
            writes.run(
                () -> {
                  words.refresh(changed);
                  return changed.size();
                }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "barang",
        "kopi",
        "kop",
        "hitam merah",
        "merah hitam kopi",
        "kopiah kopi",
        "langka",
        "langka barang",
        "k",
        "k hitam",
        "k1 kopi",
        "k12",
        "hitam langka",
        "barang hitam k59",
        "hitam kopiah",
        "kopiah hitam barang",
        "k1 m5",
        "m k",
        "m2 k hitam",
        "m19 barang"
      })
  void findsWhatEveryProductAskedFindsPageByPage(String query) {
    List<String> expected = names.stream().filter(name -> matches(name, query)).limit(250).toList();

    assertThat(search(query, 3)).startsWith(expected.toArray(String[]::new));
  }

  @Test
  void whatLacksAWordComesAfterAllThatHaveEach() {
    List<String> found = search("langka merah", 1);

    assertThat(found.stream().filter(name -> matches(name, "langka merah")))
        .isEqualTo(
            found.subList(
                0, (int) names.stream().filter(name -> matches(name, "langka merah")).count()));
    assertThat(found).doesNotHaveDuplicates().hasSizeGreaterThan(50);
  }

  private static boolean matches(String name, String query) {
    return Arrays.stream(query.split(" ", -1))
        .allMatch(word -> Arrays.stream(name.split(" ", -1)).anyMatch(one -> one.startsWith(word)));
  }

  private List<String> search(String query, int pages) {
    List<String> found = new ArrayList<>();
    String token = "";
    for (int page = 0; page < pages && (page == 0 || !token.isEmpty()); page++) {
      SearchProductsResponse answer =
          catalog.searchProducts(
              SearchProductsRequest.newBuilder()
                  .setQuery(query)
                  .setPagination(
                      PaginationRequest.newBuilder().setPageSize(100).setPageToken(token))
                  .build());
      answer.getProductsList().stream().map(Product::getName).forEach(found::add);
      token = answer.getPagination().getNextPageToken();
    }
    return found;
  }
}
