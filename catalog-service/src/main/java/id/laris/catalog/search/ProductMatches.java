package id.laris.catalog.search;

import id.laris.common.errors.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Which products a query finds, best first: those with a SKU or barcode that is the whole query;
 * then those with a word for each of the query's words that begins with it; then those with words
 * alike, as the trigrams of the words say, the more alike the earlier. Among equals the older comes
 * first.
 *
 * <p>Typing errors are forgiven in words without digits: a wrong code is another code. A product
 * may lack some of the query's words where the rest make up for it.
 */
@Component
public class ProductMatches {

  /** Sorts after every character that a word can begin to differ with. */
  private static final String AFTER_ALL = "\uDBFF\uDFFF";

  /**
   * Products with the code, or with each word as the beginning of one of theirs. Conditions on
   * words are leakproof: they use the key.
   */
  private static final String NEAR =
      """
      select s.product_id, case when bool_or(s.code and s.word = :whole) then 3000 else 2000 end as score
      from unnest(:words, :ends) with ordinality wanted (word, word_end, number)
      join catalog.search_word s on s.word >= wanted.word and s.word < wanted.word_end
      group by s.product_id
      having bit_or(1 << number::int) = (2 << :count) - 2
      """;

  /**
   * The other products with words alike: the mean likeness of the query's words in thousandths, a
   * beginning being 1000. 300 is the limit that trigrams themselves have for words.
   */
  private static final String ALIKE =
      """
      select product_id, sum(best) / :count as score
      from (
        select product_id, number, max(score) as best
        from (
          select s.product_id, alike.number, alike.score
          from (
            select number, likely.word, likely.score
            from unnest(:spelt) with ordinality wanted (word, number)
            cross join lateral (
              select v.word, (similarity(v.word, wanted.word) * 1000)::int as score
              from catalog.search_vocabulary v
              where v.word % wanted.word
              order by score desc, v.word
              limit 20) likely
            where wanted.word <> '') alike
          join catalog.search_word s on s.word = alike.word
          union all
          select s.product_id, number, 1000
          from unnest(:words, :ends) with ordinality wanted (word, word_end, number)
          join catalog.search_word s on s.word >= wanted.word and s.word < wanted.word_end) found
        group by product_id, number) best_of_each
      group by product_id
      having sum(best) >= 300 * :count and sum(best) < 1000 * :count
      """;

  private final JdbcClient jdbc;

  ProductMatches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The best matches.
   *
   * @param after the product after which to go on; null to begin
   * @param limit how many at the most
   */
  public List<UUID> find(String query, @Nullable UUID after, int limit) {
    Query words = new Query(Words.code(query), Words.ofQuery(query));
    if (words.words().isEmpty()) {
      return List.of();
    }
    if (after == null) {
      return andAlike(words, matches(NEAR, words, Place.FIRST, limit), limit);
    }
    Optional<Place> near = place(NEAR, words, after);
    if (near.isPresent()) {
      return andAlike(words, matches(NEAR, words, near.get(), limit), limit);
    }
    Place alike = place(ALIKE, words, after).orElseThrow(Errors::invalidPageToken);
    return matches(ALIKE, words, alike, limit);
  }

  /** Looks for misspelt words only where there is room: it costs more. */
  private List<UUID> andAlike(Query query, List<UUID> near, int limit) {
    if (near.size() == limit) {
      return near;
    }
    List<UUID> found = new ArrayList<>(near);
    found.addAll(matches(ALIKE, query, Place.FIRST, limit - near.size()));
    return found;
  }

  private List<UUID> matches(String source, Query query, Place after, int limit) {
    return bind(
            """
            select product_id from (%s) hit
            where score < :score or (score = :score and product_id > :after)
            order by score desc, product_id
            limit :limit
            """
                .formatted(source),
            query)
        .param("score", after.score())
        .param("after", after.productId())
        .param("limit", limit)
        .query((row, number) -> row.getObject("product_id", UUID.class))
        .list();
  }

  private Optional<Place> place(String source, Query query, UUID productId) {
    return bind("select score from (%s) hit where product_id = :id".formatted(source), query)
        .param("id", productId)
        .query(Integer.class)
        .optional()
        .map(score -> new Place(score, productId));
  }

  private StatementSpec bind(String sql, Query query) {
    return jdbc.sql(sql)
        .param("whole", query.whole())
        .param("words", array(query.words(), word -> word))
        .param("ends", array(query.words(), word -> word + AFTER_ALL))
        .param("spelt", array(query.words(), word -> Words.isSpelt(word) ? word : ""))
        .param("count", query.words().size());
  }

  private static String[] array(List<String> words, UnaryOperator<String> change) {
    return words.stream().map(change).toArray(String[]::new);
  }

  private record Query(String whole, List<String> words) {}

  /** Where a product stands in the order of the matches. */
  private record Place(int score, UUID productId) {
    static final Place FIRST = new Place(Integer.MAX_VALUE, new UUID(0, 0));
  }
}
