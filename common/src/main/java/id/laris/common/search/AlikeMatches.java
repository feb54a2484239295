package id.laris.common.search;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Things with words alike, the more alike the earlier: by the mean likeness of the query's words in
 * thousandths, a beginning being 1000 and nothing else. 300 is the limit that trigrams themselves
 * have for words.
 *
 * <p>Of a word that very many things have, only the first rows are considered: for a word alike
 * those of the oldest things, for a beginning those of the first words that have it. A common word
 * says little, and a search must cost the same whatever the number of things, and about the same
 * whatever the number of its words.
 */
final class AlikeMatches {

  private static final int MOST_OF_A_WORD = 500;

  /** So many alike words are considered, divided among the words of the query. */
  private static final int MOST_WORDS = 20;

  /** And no fewer for each of them. */
  private static final int LEAST_WORDS = 4;

  private static final String ALIKE =
      """
      select {id}, sum(best) / :count as score
      from (
        select {id}, number, max(score) as best
        from (
          select s.{id}, alike.number, alike.score
          from (
            select number, likely.word, likely.score
            from unnest(:spelt) with ordinality wanted (word, number)
            cross join lateral (
              select v.word, least((similarity(v.word, wanted.word) * 1000)::int, 999) as score
              from {schema}.search_vocabulary v
              where v.word % wanted.word
              order by score desc, v.word
              limit :likely) likely
            where wanted.word <> '') alike
          cross join lateral (
            select {id} from {schema}.search_word where word = alike.word order by {id} limit :most) s
          union all
          select s.{id}, number, 1000
          from unnest(:words, :ends) with ordinality wanted (word, word_end, number)
          cross join lateral (
            select {id} from {schema}.search_word
            where search_word.word >= wanted.word and search_word.word < wanted.word_end
            order by search_word.word, {id} limit :most) s) found
        group by {id}, number) best_of_each
      group by {id}
      having sum(best) >= 300 * :count and sum(best) < 1000 * :count
      """;

  private static final String BEST =
      """
      select {id}
      from (
        select {id}, score from ({alike}) hit
        where score < :score or (score = :score and {id} > :after)
        order by score desc, {id} offset 0) ranked
      where not ({earlier})
      order by score desc, {id}
      limit :limit
      """;

  private final SearchTables tables;
  private final JdbcClient jdbc;

  AlikeMatches(SearchTables tables, JdbcClient jdbc) {
    this.tables = tables;
    this.jdbc = jdbc;
  }

  /** The position of a thing in the order of the matches. */
  record Place(int score, UUID id) {
    static final Place FIRST = new Place(Integer.MAX_VALUE, Search.BEFORE_ALL);
  }

  /**
   * The best of them.
   *
   * @param earlier what the ways before this one find, and this one leaves out: it is asked for the
   *     best until the page is full, and not for all
   */
  List<UUID> find(Query query, Condition earlier, Place after, int limit) {
    return bind(BEST.replace("{earlier}", earlier.on("ranked.{id}")), query)
        .params(earlier.parameters())
        .param("score", after.score())
        .param("after", after.id())
        .param("limit", limit)
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  Optional<Place> place(Query query, UUID id) {
    return bind("select score from ({alike}) hit where {id} = :thing", query)
        .param("thing", id)
        .query(Integer.class)
        .optional()
        .map(score -> new Place(score, id));
  }

  private StatementSpec bind(String sql, Query query) {
    return jdbc.sql(tables.in(sql.replace("{alike}", ALIKE)))
        .param("words", query.beginnings())
        .param("ends", query.ends())
        .param("spelt", query.spelt())
        .param("count", query.words().size())
        .param("likely", Math.max(LEAST_WORDS, MOST_WORDS / query.words().size()))
        .param("most", MOST_OF_A_WORD);
  }
}
