package id.laris.common.search;

import static java.util.Comparator.comparingInt;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Goes by age from one thing that has all words of a query to the next, along the one of its words
 * that few things have. Its rows lead to candidates, which have the query's {@link Outline}, and
 * each of these is asked for the other words.
 *
 * <p>Where all words are common, a sample of the next things says which of them is least so. The
 * sample is searched as well: what many things have is mostly found there. So a page costs about
 * the same whatever the number of things, unless they are walked to the end: then it costs about 10
 * ms for 100,000 rows of that word.
 */
final class Walk {

  /** The candidates of the first step word by word; each next step has a multiple of it. */
  private static final int FIRST_STEP = 1_000;

  /** The same in a range, which is read anew with each step: all of a rare word. */
  private static final int FIRST_STEP_IN_RANGE = Beginning.RARE + 1_000;

  private static final int FARTHER = 4;

  /** The rows of a sample: those of about 900 customers or 200 products. */
  private static final int SAMPLE = 4_000;

  /** A sample with more than one of so many that are missing is worth another one. */
  private static final int WORTH_ANOTHER = 3;

  /** Next things with all their words. The last one may have more words: it is left to the walk. */
  private static final String READ_SAMPLE =
      """
      with next as materialized (
        select s.{id}, s.word from {schema}.search_word s
        where s.{id} > :after order by s.{id}, s.word limit :sample),
      last as materialized (
        select (
          select s.{id} from {schema}.search_word s
          where s.{id} > :after order by s.{id}, s.word offset :sample - 1 limit 1) as {id}),
      hit as materialized (
        select distinct next.{id}, wanted.number
        from next
        join unnest(:words, :ends) with ordinality wanted (word, word_end, number)
          on next.word >= wanted.word and next.word < wanted.word_end
        where next.{id} is distinct from (select {id} from last))
      select
        array(
          select {id}
          from (select {id} from hit group by {id} having count(*) = :count) s
          where not ({earlier})
          order by {id} limit :limit) as found,
        array(
          select (select count(*)::int from hit where hit.number = wanted.number)
          from unnest(:words) with ordinality wanted (word, number) order by number) as things,
        (select
           coalesce(
             (select s.{id} from {schema}.search_word s
              where s.{id} > :after and s.{id} < last.{id} order by s.{id} desc limit 1),
             :after)
         from last where last.{id} is not null) as reached
      """;

  private static final String STEP =
      """
      with candidate as materialized ({candidates})
      select
        array(
          select {id}
          from (select distinct {id} from candidate order by {id} offset 0) s
          where {others} and not ({earlier})
          order by {id} limit :limit) as found,
        case when (select count(*) from candidate) = :step then
          (select {id} from candidate order by {id} desc limit 1) end as reached
      """;

  /** The next candidates of each word that begins so. */
  private static final String WORD_BY_WORD =
      """
      select next.{id}
      from unnest(:driving) driving (word)
      cross join lateral (
        select s.{id} from {schema}.search_word s
        where s.word = driving.word and s.{id} > :after and s.outline & :outline = :outline
        order by s.{id} limit :step) next
      order by next.{id} limit :step
      """;

  /** The same in one range. Without "offset 0" the planner may read all things by age instead. */
  private static final String IN_RANGE =
      """
      select distinct {id}
      from (
        select s.{id} from {schema}.search_word s
        where s.word >= :word and s.word < :wordEnd and s.{id} > :after and s.outline & :outline = :outline
        offset 0) ranged
      order by {id} limit :step
      """;

  private final SearchTables tables;
  private final JdbcClient jdbc;
  private final Query query;
  private final List<Beginning> beginnings;
  private final Condition earlier;

  private final List<UUID> found = new ArrayList<>();
  private @Nullable UUID after;

  /**
   * Begins a walk.
   *
   * @param beginnings the words of the query, all of which some thing has
   * @param earlier things that are passed over
   * @param after the thing after which to begin
   */
  Walk(
      SearchTables tables,
      JdbcClient jdbc,
      Query query,
      List<Beginning> beginnings,
      Condition earlier,
      UUID after) {
    this.tables = tables;
    this.jdbc = jdbc;
    this.query = query;
    this.beginnings = beginnings;
    this.earlier = earlier;
    this.after = after;
  }

  /** Returns the next of them. */
  List<UUID> take(int limit) {
    Beginning driving = rarest();
    if (driving == null && alone() && beginnings.getFirst().hasFewWords()) {
      driving = beginnings.getFirst();
    }
    if (driving == null) {
      driving = sample(limit);
    }
    boolean everyRowIsHit = alone() && earlier.equals(Condition.NEVER);
    int step = everyRowIsHit ? limit : isWalked(driving) ? FIRST_STEP : FIRST_STEP_IN_RANGE;
    while (after != null && found.size() < limit) {
      step(driving, step, limit - found.size());
      step *= FARTHER;
    }
    return found;
  }

  private boolean alone() {
    return beginnings.size() == 1;
  }

  /** Returns whether its words are walked one by one, and not read in their range. */
  private static boolean isWalked(Beginning driving) {
    return driving.hasFewWords() && !driving.isRare();
  }

  private @Nullable Beginning rarest() {
    return beginnings.stream()
        .filter(Beginning::isRare)
        .min(comparingInt(Beginning::rows))
        .orElse(null);
  }

  /**
   * Searches one sample after the other as long as each has much of what is missing, and returns
   * the word that fewest things of it have.
   */
  private Beginning sample(int limit) {
    while (true) {
      int missing = limit - found.size();
      Integer[] things = search(missing);
      Beginning driving =
          beginnings.stream().min(comparingInt(one -> things[one.number()])).orElseThrow();
      int left = limit - found.size();
      boolean worthAnother = left > 0 && after != null && missing - left > missing / WORTH_ANOTHER;
      if (driving.hasFewWords() || !worthAnother) {
        return driving;
      }
    }
  }

  /** Searches a sample of the next rows, and returns how many things of it have each word. */
  private Integer[] search(int limit) {
    return statement(READ_SAMPLE)
        .param("sample", SAMPLE)
        .param("words", query.beginnings())
        .param("ends", query.ends())
        .param("count", beginnings.size())
        .param("limit", limit)
        .query(
            (row, number) -> {
              goOn(row);
              return (Integer[]) row.getArray("things").getArray();
            })
        .single();
  }

  private void step(Beginning driving, int step, int limit) {
    boolean wordByWord = isWalked(driving);
    Condition others = others(driving);
    StatementSpec statement =
        statement(
                STEP.replace("{candidates}", wordByWord ? WORD_BY_WORD : IN_RANGE)
                    .replace("{others}", others.on("s.{id}")))
            .params(others.parameters())
            .param("outline", query.outline())
            .param("step", step)
            .param("limit", limit);
    statement =
        wordByWord
            ? statement.param("driving", driving.words().toArray(String[]::new))
            : statement
                .param("word", query.beginnings()[driving.number()])
                .param("wordEnd", query.ends()[driving.number()]);
    var _ =
        statement
            .query(
                (row, number) -> {
                  goOn(row);
                  return number;
                })
            .single();
  }

  private void goOn(ResultSet row) throws SQLException {
    found.addAll(Arrays.asList((UUID[]) row.getArray("found").getArray()));
    after = row.getObject("reached", UUID.class);
  }

  private StatementSpec statement(String sql) {
    return jdbc.sql(tables.in(sql.replace("{earlier}", earlier.on("s.{id}"))))
        .params(earlier.parameters())
        .param("after", after);
  }

  /** The condition that a thing has the other words of the query. */
  private Condition others(Beginning driving) {
    return new Query(
            query.whole(),
            beginnings.stream()
                .filter(one -> one.number() != driving.number())
                .map(one -> query.words().get(one.number()))
                .toList())
        .hasAll(tables, "OfOthers");
  }
}
