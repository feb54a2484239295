package id.laris.catalog.search;

import id.laris.catalog.search.AlikeMatches.Place;
import id.laris.common.errors.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The products that a query finds, best first: products with a SKU or barcode that is the whole
 * query; then those with a word for each of the query's words that begins with it, first as it is
 * spelt, then whatever the accents; then, where nothing has the whole query as a code, those with a
 * part of a code; then those with words alike, as the trigrams of the words say, the more alike the
 * earlier. Among equals the older comes first.
 *
 * <p>A page takes a few statements, whatever the products: each way leaves out in SQL what the ways
 * before it find.
 *
 * <p>Typing errors are tolerated in words without digits: a wrong code is another code. A product
 * may lack some of the query's words where the rest make up for it.
 */
@Component
public class ProductMatches {

  /** Sorts before every product. */
  static final UUID BEFORE_ALL = new UUID(0, 0);

  private final NearMatches nearMatches;
  private final CodeParts codeParts;
  private final AlikeMatches alikeMatches;
  private final JdbcClient jdbc;

  ProductMatches(
      NearMatches nearMatches, CodeParts codeParts, AlikeMatches alikeMatches, JdbcClient jdbc) {
    this.nearMatches = nearMatches;
    this.codeParts = codeParts;
    this.alikeMatches = alikeMatches;
    this.jdbc = jdbc;
  }

  /**
   * The best matches.
   *
   * @param after the product after which to go on; null to begin
   * @param limit how many at the most
   */
  public List<UUID> find(String text, @Nullable UUID after, int limit) {
    Query query = Query.of(text);
    if (query.words().isEmpty()) {
      return List.of();
    }
    List<NearMatches.Matches> near = nearMatches.of(query.spellings());
    List<Way> ways = new ArrayList<>(near);
    if (!near.getFirst().haveCode()) {
      codeParts.of(query).ifPresent(ways::add);
    }
    int begun = after == null ? 0 : begun(ways, after);
    if (after != null && begun == ways.size()) {
      Place place = alikeMatches.place(query, after).orElseThrow(Errors::invalidPageToken);
      return alikeMatches.find(query, anyOf(ways), place, limit);
    }
    List<UUID> found = new ArrayList<>();
    UUID last = after == null ? BEFORE_ALL : after;
    for (int way = begun; way < ways.size() && found.size() < limit; way++) {
      Condition earlier = anyOf(ways.subList(0, way));
      found.addAll(ways.get(way).after(last, limit - found.size(), earlier));
      last = BEFORE_ALL;
    }
    if (found.size() < limit) {
      // Only where there is room: it costs more.
      found.addAll(alikeMatches.find(query, anyOf(ways), Place.FIRST, limit - found.size()));
    }
    return found;
  }

  /** The number of the first way that finds the product. */
  private int begun(List<Way> ways, UUID productId) {
    StringBuilder cases = new StringBuilder();
    for (int way = 0; way < ways.size(); way++) {
      cases.append("when %s then %d ".formatted(ways.get(way).condition().on(":id"), way));
    }
    return jdbc.sql("select case %s else %d end".formatted(cases, ways.size()))
        .params(anyOf(ways).parameters())
        .param("id", productId)
        .query(Integer.class)
        .single();
  }

  private static Condition anyOf(List<Way> ways) {
    return ways.stream().map(Way::condition).reduce(Condition::or).orElse(Condition.NEVER);
  }
}
