package id.laris.catalog.search;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Products with words alike, the more alike the earlier: by the mean likeness of the query's words
 * in thousandths, a beginning being 1000 and nothing else. 300 is the limit that trigrams
 * themselves have for words.
 *
 * <p>Of a word that very many products have, only the first rows are considered: for a word alike
 * those of the oldest products, for a beginning those of the first words that have it. A common
 * word says little, and a search must cost the same whatever the size of the catalog.
 */
@Component
class AlikeMatches {

  private static final int MOST_OF_A_WORD = 500;

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
              select v.word, least((similarity(v.word, wanted.word) * 1000)::int, 999) as score
              from catalog.search_vocabulary v
              where v.word % wanted.word
              order by score desc, v.word
              limit 20) likely
            where wanted.word <> '') alike
          cross join lateral (
            select product_id from catalog.search_word where word = alike.word order by product_id limit :most) s
          union all
          select s.product_id, number, 1000
          from unnest(:words, :ends) with ordinality wanted (word, word_end, number)
          cross join lateral (
            select product_id from catalog.search_word
            where search_word.word >= wanted.word and search_word.word < wanted.word_end
            order by search_word.word, product_id limit :most) s) found
        group by product_id, number) best_of_each
      group by product_id
      having sum(best) >= 300 * :count and sum(best) < 1000 * :count
      """;

  private static final String BEST =
      """
      select product_id
      from (
        select product_id, score from ({alike}) hit
        where score < :score or (score = :score and product_id > :after)
        order by score desc, product_id offset 0) ranked
      where not ({earlier})
      order by score desc, product_id
      limit :limit
      """;

  private final JdbcClient jdbc;

  AlikeMatches(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The position of a product in the order of the matches. */
  record Place(int score, UUID productId) {
    static final Place FIRST = new Place(Integer.MAX_VALUE, ProductMatches.BEFORE_ALL);
  }

  /**
   * The best of them.
   *
   * @param earlier what the ways before this one find, and this one leaves out: it is asked for the
   *     best until the page is full, and not for all
   */
  List<UUID> find(Query query, Condition earlier, Place after, int limit) {
    return bind(BEST.replace("{earlier}", earlier.on("ranked.product_id")), query)
        .params(earlier.parameters())
        .param("score", after.score())
        .param("after", after.productId())
        .param("limit", limit)
        .query((row, number) -> row.getObject("product_id", UUID.class))
        .list();
  }

  Optional<Place> place(Query query, UUID productId) {
    return bind("select score from ({alike}) hit where product_id = :id", query)
        .param("id", productId)
        .query(Integer.class)
        .optional()
        .map(score -> new Place(score, productId));
  }

  private StatementSpec bind(String sql, Query query) {
    return jdbc.sql(sql.replace("{alike}", ALIKE))
        .param("words", query.beginnings())
        .param("ends", query.ends())
        .param("spelt", query.spelt())
        .param("count", query.words().size())
        .param("most", MOST_OF_A_WORD);
  }
}
