package id.laris.catalog.search;

import id.laris.common.search.Query;
import id.laris.common.search.Search;
import id.laris.common.search.SearchTables;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The products that a query finds, best first: products with a SKU or barcode that is the whole
 * query; then those with a word for each of the query's words that begins with it, first as it is
 * spelt, then whatever the accents; then, where nothing has the whole query as a code, those with a
 * part of a code; then those with words alike ({@link Search}).
 */
@Component
public class ProductMatches {

  static final SearchTables TABLES = new SearchTables("catalog", "product_id");

  private final Search search;
  private final CodeParts codeParts;

  ProductMatches(CodeParts codeParts, JdbcClient jdbc) {
    this.search = new Search(TABLES, jdbc);
    this.codeParts = codeParts;
  }

  /**
   * The best matches.
   *
   * @param after the product after which to go on; null to begin
   * @param limit how many at the most
   */
  public List<UUID> find(String text, @Nullable UUID after, int limit) {
    Query query = Query.of(text);
    return search.find(
        query.spellings(), () -> codeParts.of(query).stream().toList(), after, limit);
  }
}
