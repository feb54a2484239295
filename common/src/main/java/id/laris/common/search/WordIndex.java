package id.laris.common.search;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import id.laris.common.Caller;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores the words by which things are found. A caller that changes the texts of a thing calls this
 * in the same transaction while it holds the lock on the thing's row: two changes at once would
 * lose words.
 */
public final class WordIndex {

  /**
   * A word of a thing.
   *
   * @param code whether the word is a whole code: finding that is finding exactly what was meant
   */
  public record Entry(UUID id, String word, boolean code) {}

  private final SearchTables tables;
  private final JdbcClient jdbc;

  public WordIndex(SearchTables tables, JdbcClient jdbc) {
    this.tables = tables;
    this.jdbc = jdbc;
  }

  /**
   * Gives the things these words and no others, in as many statements as for one. Returns the words
   * that one of them may not have any more.
   *
   * <p>Old words are compared with new ones by a hash, whatever the planner believes of their
   * numbers: an anti join of both was planned as a loop where a tenant was new, and compared all
   * with all.
   */
  public List<String> replace(Collection<UUID> ids, List<Entry> entries) {
    UUID[] owners = entries.stream().map(Entry::id).toArray(UUID[]::new);
    String[] words = entries.stream().map(Entry::word).toArray(String[]::new);
    Boolean[] codes = entries.stream().map(Entry::code).toArray(Boolean[]::new);
    Map<UUID, Long> outlineByOwner =
        entries.stream()
            .collect(
                groupingBy(
                    Entry::id, collectingAndThen(mapping(Entry::word, toList()), Outline::of)));
    Long[] outlines =
        entries.stream().map(entry -> outlineByOwner.get(entry.id())).toArray(Long[]::new);
    List<String> gone =
        jdbc.sql(
                tables.in(
                    """
                    delete from {schema}.search_word
                    where {id} = any(:ids)
                      and ({id}, word, code, outline) not in (select * from unnest(:owners, :words, :codes, :outlines))
                    returning word
                    """))
            .param("ids", ids.toArray(UUID[]::new))
            .param("owners", owners)
            .param("words", words)
            .param("codes", codes)
            .param("outlines", outlines)
            .query((row, number) -> row.getString("word"))
            .list();
    jdbc.sql(
            tables.in(
                """
                insert into {schema}.search_word (tenant_id, {id}, word, code, outline)
                select :tenant, * from unnest(:owners, :words, :codes, :outlines)
                on conflict (tenant_id, word, {id}) do nothing
                """))
        .param("tenant", Caller.current().tenantId())
        .param("owners", owners)
        .param("words", words)
        .param("codes", codes)
        .param("outlines", outlines)
        .update();
    learn(entries);
    return gone;
  }

  /**
   * Removes words from the vocabulary that nothing has any more. A word that somebody begins to use
   * at this moment may be missing there until it is used anew: it is found, only not by others that
   * are alike.
   */
  public void unlearn(List<String> words) {
    if (words.isEmpty()) {
      return;
    }
    jdbc.sql(
            tables.in(
                """
                delete from {schema}.search_vocabulary old
                where word = any(:words) and not exists (
                  select from {schema}.search_word used where used.word = old.word offset 0)
                """))
        .param("words", words.toArray(String[]::new))
        .update();
  }

  /**
   * Adds new words to the vocabulary, in order: two that add the same ones wait for each other
   * instead of blocking each other.
   */
  private void learn(List<Entry> entries) {
    jdbc.sql(
            tables.in(
                """
                insert into {schema}.search_vocabulary (tenant_id, word)
                select :tenant, word from unnest(:words) wanted (word)
                where word not in (select word from {schema}.search_vocabulary where word = any(:words))
                order by word
                on conflict (tenant_id, word) do nothing
                """))
        .param("tenant", Caller.current().tenantId())
        .param(
            "words",
            entries.stream()
                .map(Entry::word)
                .filter(Words::isSpelt)
                .distinct()
                .toArray(String[]::new))
        .update();
  }
}
