package id.laris.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.catalog.CatalogClient;
import id.laris.catalog.CatalogTest;
import id.laris.common.background.Background;
import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.Product;
import id.laris.pos.v1.SearchProductsRequest;
import id.laris.testkit.TestCalls;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@CatalogTest
class SearchWordsJobTest {

  @Autowired TestCalls calls;
  @Autowired DatabaseSettings database;
  @Autowired SearchWordsJob job;
  @Autowired Background background;

  @Test
  void productsOfAnOlderLarisAreFoundWithoutTheirAccentsToo() {
    UUID tenant = UUID.randomUUID();
    CatalogClient catalog = new CatalogClient(calls.as(tenant));
    for (int i = 0; i < 250; i++) {
      catalog.createProduct("Brûlée");
    }
    JdbcClient owner =
        JdbcClient.create(
            new DriverManagerDataSource(
                database.url(), database.ownerUser(), database.ownerPassword()));
    owner
        .sql("delete from catalog.search_word where tenant_id = ? and word like '~%'")
        .param(tenant)
        .update();
    owner.sql("delete from catalog.search_state where tenant_id = ?").param(tenant).update();
    assertThat(search(catalog)).isEmpty();

    background.run(tenant, job.service(), job.name(), job::run);

    assertThat(search(catalog)).isNotEmpty().containsOnly("Brûlée");
    assertThat(
            owner
                .sql(
                    "select count(*) from catalog.search_word where tenant_id = ? and word = '~brulee'")
                .param(tenant)
                .query(Long.class)
                .single())
        .isEqualTo(250);
  }

  private static List<String> search(CatalogClient catalog) {
    return catalog
        .stub()
        .searchProducts(SearchProductsRequest.newBuilder().setQuery("brulee").build())
        .getProductsList()
        .stream()
        .map(Product::getName)
        .toList();
  }
}
