package id.laris.common.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Things with a code that is the whole query, then those with a word for each of the query's words
 * that begins with it; among each the older first.
 *
 * <p>A page of the first spelling costs about the same whatever the number of things. A word that
 * few of them have leads to them, and each is asked for the others. Where all are common, things
 * are walked by age along one of the words, in steps that grow, and each step is intersected with
 * the others, until the page is full. A later spelling also passes over what earlier ones have
 * found: where this is much, its page takes longer, but few statements. Conditions are leakproof,
 * so that they use the indexes below the row-level security.
 */
final class NearMatches {

  /** A beginning that has no more rows than this is read as a whole, and each asked for others. */
  private static final int RARE = 300;

  /** The same where the query has no other words. */
  private static final int RARE_ALONE = 3_000;

  /** The size of the first step; each next step is a multiple of it. */
  private static final int FIRST_STEP = 400;

  private static final int FARTHER = 4;

  /** For a prefix with more words than this, things are not walked word by word. */
  private static final int FEW_WORDS = 32;

  /** For each word of the query: with which words things have it, and in how many rows. */
  private static final String LOOK =
      """
      select
        array(
          with recursive next (word, place) as (
            (select s.word, 1 from {schema}.search_word s
             where s.word >= wanted.word and s.word < wanted.word_end order by s.word limit 1)
            union all
            select (select s.word from {schema}.search_word s
                    where s.word > next.word and s.word < wanted.word_end order by s.word limit 1), next.place + 1
            from next where next.word is not null and next.place <= :few)
          select word from next where word is not null) as words,
        (select count(*) from (
           select from {schema}.search_word s
           where s.word >= wanted.word and s.word < wanted.word_end limit :rare + 1) counted) as rows,
        case when number = 1 then
          array(
            select {id} from {schema}.search_word where word = any(:whole) and code
            group by {id} order by min(array_position(:whole, word)), {id}) else '{}' end as codes
      from unnest(:words, :ends) with ordinality wanted (word, word_end, number)
      order by number
      """;

  private static final String OF_RARE =
      """
      select distinct s.{id}
      from {schema}.search_word s
      where s.word >= :word and s.word < :wordEnd and s.{id} > :after and {others} and not ({earlier})
      order by {id} limit :limit
      """;

  /** The next rows of a word, and which of them are hits. */
  private static final String STEP =
      """
      with step as materialized (
        select next.{id}
        from unnest(:driving) driving (word)
        cross join lateral (
          select s.{id} from {schema}.search_word s
          where s.word = driving.word and s.{id} > :after order by s.{id} limit :step) next
        order by next.{id} limit :step),
      reached as materialized (
        select (select {id} from step order by {id} desc limit 1) as {id})
      select
        array(
          select {id}
          from (select distinct {id} from step {intersected}) s
          where {others} and not ({earlier})
          order by {id} limit :limit) as found,
        case when (select count(*) from step) = :step then (select {id} from reached) end as reached
      """;

  private static final String WITH_OTHER =
      """
      intersect
      select s.{id}
      from unnest(:other{number}) other (word)
      cross join lateral (
        select {id} from {schema}.search_word
        where search_word.word = other.word and {id} > :after and {id} <= (select {id} from reached)
        offset 0) s
      """;

  /** So many things have it that the next ones are soon met in the order of all. */
  private static final String OF_MANY =
      """
      select s.{id}
      from {schema}.search_word s
      where s.word || '' >= :word and s.word || '' < :wordEnd and s.{id} > :after and {others} and not ({earlier})
      group by s.{id}
      order by s.{id} limit :limit
      """;

  /**
   * A word of the query.
   *
   * @param words those that begin with it, one more than few at the most
   * @param rows how many there are, one more than can be rare at the most
   */
  private record Beginning(int number, List<String> words, int rows) {

    boolean isRare(boolean alone) {
      return rows <= (alone ? RARE_ALONE : RARE);
    }

    boolean hasFewWords() {
      return words.size() <= FEW_WORDS;
    }

    /** Returns its rank as a way to find things: rare words first, then prefixes of few words. */
    int rank() {
      return isRare(false) ? 0 : hasFewWords() ? 1 : 2;
    }
  }

  /** The result of the first query, for one spelling. */
  final class Matches implements Way {

    private final Query query;
    private final int number;
    private final List<Beginning> beginnings;
    private final List<UUID> codes;

    private Matches(Query query, int number, List<Beginning> beginnings, List<UUID> codes) {
      this.query = query;
      this.number = number;
      this.beginnings = beginnings;
      this.codes = codes;
    }

    /** Returns whether the whole query is a code. */
    boolean haveCode() {
      return !codes.isEmpty();
    }

    @Override
    public Condition condition() {
      Condition all =
          leadsSomewhere() ? query.hasAll(tables, "OfSpelling" + number) : Condition.NEVER;
      return haveCode() ? all.or(hasCode()) : all;
    }

    private Condition hasCode() {
      return new Condition("{row} = any(:codes)", Map.of("codes", codes.toArray(UUID[]::new)));
    }

    /** A word that nothing has leads to nothing. */
    private boolean leadsSomewhere() {
      return beginnings.stream().allMatch(word -> word.rows() > 0);
    }

    @Override
    public List<UUID> after(UUID id, int limit, Condition earlier) {
      boolean begun = !id.equals(Search.BEFORE_ALL);
      int place = codes.indexOf(id);
      List<UUID> found = new ArrayList<>();
      if (!begun || place >= 0) {
        found.addAll(codes.subList(place + 1, codes.size()));
      }
      if (found.size() < limit && leadsSomewhere()) {
        UUID last = place >= 0 ? Search.BEFORE_ALL : id;
        Condition left = haveCode() ? earlier.or(hasCode()) : earlier;
        found.addAll(walk(last, limit - found.size(), left));
      }
      return found.subList(0, Math.min(limit, found.size()));
    }

    private List<UUID> walk(UUID last, int limit, Condition earlier) {
      Beginning driving =
          beginnings.stream()
              .min(Comparator.comparingInt(Beginning::rank).thenComparingInt(Beginning::rows))
              .orElseThrow();
      boolean rare = driving.isRare(beginnings.size() == 1);
      return rare || !driving.hasFewWords()
          ? atOnce(rare ? OF_RARE : OF_MANY, driving, last, limit, earlier)
          : stepByStep(driving, last, limit, earlier);
    }

    private List<UUID> atOnce(
        String sql, Beginning driving, UUID last, int limit, Condition earlier) {
      return statement(sql, others(one -> one.number() != driving.number()), earlier)
          .param("word", query.beginnings()[driving.number()])
          .param("wordEnd", query.ends()[driving.number()])
          .param("after", last)
          .param("limit", limit)
          .query((row, number) -> row.getObject(1, UUID.class))
          .list();
    }

    private List<UUID> stepByStep(Beginning driving, UUID last, int limit, Condition earlier) {
      List<Beginning> intersected =
          beginnings.stream()
              .filter(one -> one.number() != driving.number() && one.hasFewWords())
              .toList();
      StringBuilder intersections = new StringBuilder();
      for (Beginning one : intersected) {
        intersections.append(WITH_OTHER.replace("{number}", String.valueOf(one.number())));
      }
      String sql = STEP.replace("{intersected}", intersections);
      Condition others = others(one -> !one.hasFewWords());
      List<UUID> found = new ArrayList<>();
      boolean everyRowIsHit = beginnings.size() == 1 && earlier.equals(Condition.NEVER);
      int step = everyRowIsHit ? limit : FIRST_STEP;
      @Nullable UUID after = last;
      while (after != null && found.size() < limit) {
        StatementSpec statement =
            statement(sql, others, earlier)
                .param("driving", driving.words().toArray(String[]::new))
                .param("after", after)
                .param("step", step)
                .param("limit", limit - found.size());
        for (Beginning one : intersected) {
          statement = statement.param("other" + one.number(), one.words().toArray(String[]::new));
        }
        after =
            statement
                .query(
                    (row, number) -> {
                      found.addAll(Arrays.asList((UUID[]) row.getArray("found").getArray()));
                      return Optional.ofNullable(row.getObject("reached", UUID.class));
                    })
                .single()
                .orElse(null);
        step *= FARTHER;
      }
      return found;
    }

    private StatementSpec statement(String sql, Condition others, Condition earlier) {
      return jdbc.sql(
              tables.in(
                  sql.replace("{others}", others.on("s.{id}"))
                      .replace("{earlier}", earlier.on("s.{id}"))))
          .params(others.parameters())
          .params(earlier.parameters());
    }

    /** The condition that a thing has those words of the query. */
    private Condition others(Predicate<Beginning> wanted) {
      return new Query(
              query.whole(),
              beginnings.stream()
                  .filter(wanted)
                  .map(one -> query.words().get(one.number()))
                  .toList())
          .hasAll(tables, "OfOthers");
    }
  }

  private final SearchTables tables;
  private final JdbcClient jdbc;

  NearMatches(SearchTables tables, JdbcClient jdbc) {
    this.tables = tables;
    this.jdbc = jdbc;
  }

  /** Takes the first look, for all spellings of a query at once: the first has the codes. */
  List<Matches> of(List<Query> spellings) {
    List<UUID> codes = new ArrayList<>();
    List<Beginning> beginnings = look(spellings, codes);
    List<Matches> matches = new ArrayList<>();
    for (Query spelling : spellings) {
      int from = matches.size() * spelling.words().size();
      List<Beginning> own = beginnings.subList(from, from + spelling.words().size());
      matches.add(
          new Matches(spelling, matches.size(), own, matches.isEmpty() ? codes : List.of()));
    }
    return matches;
  }

  private List<Beginning> look(List<Query> spellings, List<UUID> codes) {
    Query first = spellings.getFirst();
    Query all =
        new Query(first.whole(), spellings.stream().flatMap(one -> one.words().stream()).toList());
    return jdbc.sql(tables.in(LOOK))
        .param("words", all.beginnings())
        .param("ends", all.ends())
        .param("whole", first.whole().toArray(String[]::new))
        .param("few", FEW_WORDS)
        .param("rare", RARE_ALONE)
        .query(
            (row, number) -> {
              codes.addAll(Arrays.asList((UUID[]) row.getArray("codes").getArray()));
              return new Beginning(
                  number % first.words().size(),
                  List.of((String[]) row.getArray("words").getArray()),
                  row.getInt("rows"));
            })
        .list();
  }
}
