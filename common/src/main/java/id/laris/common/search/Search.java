package id.laris.common.search;

import id.laris.common.errors.Errors;
import id.laris.common.search.AlikeMatches.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The things that a query finds, best first: those with a code that is the whole query; then those
 * with a word for each of the query's words that begins with it, by one spelling of the query after
 * the other; then, where nothing has the whole query as a code, those that further ways find; then
 * those with words alike, as the trigrams of the words say, the more alike the earlier. Among
 * equals the older comes first.
 *
 * <p>A page takes a few statements, whatever the number of rows: each way leaves out in SQL what
 * the ways before it find.
 *
 * <p>Typing errors are tolerated in words without digits: a wrong code is another code. A thing may
 * lack some of the query's words where the rest make up for it.
 */
public final class Search {

  /** Sorts before every id. */
  public static final UUID BEFORE_ALL = new UUID(0, 0);

  private final NearMatches nearMatches;
  private final AlikeMatches alikeMatches;
  private final JdbcClient jdbc;

  public Search(SearchTables tables, JdbcClient jdbc) {
    this.nearMatches = new NearMatches(tables, jdbc);
    this.alikeMatches = new AlikeMatches(tables, jdbc);
    this.jdbc = jdbc;
  }

  /**
   * The best matches.
   *
   * @param spellings of the query, the best first, each with as many words; the first is the one
   *     that may have typing errors
   * @param more further ways, asked for where nothing has the whole query as a code
   * @param after the id after which to go on; null to begin
   * @param limit how many at the most
   */
  public List<UUID> find(
      List<Query> spellings, Supplier<List<Way>> more, @Nullable UUID after, int limit) {
    Query query = spellings.getFirst();
    if (query.words().isEmpty()) {
      return List.of();
    }
    List<NearMatches.Matches> near = nearMatches.of(spellings);
    List<Way> ways = new ArrayList<>(near);
    if (!near.getFirst().haveCode()) {
      ways.addAll(more.get());
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

  /** The number of the first way that finds it. */
  private int begun(List<Way> ways, UUID id) {
    StringBuilder cases = new StringBuilder();
    for (int way = 0; way < ways.size(); way++) {
      cases.append("when %s then %d ".formatted(ways.get(way).condition().on(":after"), way));
    }
    return jdbc.sql("select case %s else %d end".formatted(cases, ways.size()))
        .params(anyOf(ways).parameters())
        .param("after", id)
        .query(Integer.class)
        .single();
  }

  private static Condition anyOf(List<Way> ways) {
    return ways.stream().map(Way::condition).reduce(Condition::or).orElse(Condition.NEVER);
  }
}
