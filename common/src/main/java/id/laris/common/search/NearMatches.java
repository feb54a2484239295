package id.laris.common.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Things with a code that is the whole query, then those with a word for each of the query's words
 * that begins with it; among each the older first.
 *
 * <p>Each page is a {@link Walk}. A later spelling also passes over what earlier ones have found:
 * where this is much, its page takes longer, but few statements. Conditions are leakproof, so that
 * they use the indexes below the row-level security.
 */
final class NearMatches {

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
        found.addAll(
            new Walk(tables, jdbc, query, beginnings, left, last).take(limit - found.size()));
      }
      return found.subList(0, Math.min(limit, found.size()));
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
        .param("few", Beginning.FEW_WORDS)
        .param("rare", Beginning.RARE)
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
