package id.laris.catalog.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * Products with a part of a SKU or barcode, such as the last digits, that is a word of the query;
 * they must have words that begin with the other words. All codes of the tenant are read, in an
 * index of nothing else: a part may begin anywhere.
 */
@Component
class CodeParts {

  private static final String HAS_PART =
      """
      from catalog.search_word s
      where s.code and position(:part in s.word) > 0
        and not exists (
          select from unnest(:words, :ends) other (word, word_end)
          where not exists (
            select from catalog.search_word probe
            where probe.product_id = s.product_id and probe.word >= other.word and probe.word < other.word_end
            offset 0))
      """;

  private final JdbcClient jdbc;

  CodeParts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The way of the query's longest word that may be a part of a code, where it has one. */
  Stream<Way> of(Query query) {
    return query.words().stream()
        .filter(Words::isPartOfCode)
        .max(Comparator.comparingInt(String::length))
        .<Way>map(
            part ->
                new Part(
                    part,
                    new Query(
                        "", query.words().stream().filter(word -> !word.equals(part)).toList())))
        .stream();
  }

  private final class Part implements Way {

    private final String part;
    private final Query others;

    Part(String part, Query others) {
      this.part = part;
      this.others = others;
    }

    @Override
    public Set<UUID> among(Collection<UUID> productIds) {
      return new HashSet<>(
          ids(
              jdbc.sql("select s.product_id " + HAS_PART + " and s.product_id = any(:ids)")
                  .param("ids", productIds.toArray(UUID[]::new))));
    }

    @Override
    public List<UUID> after(UUID productId, int limit) {
      return ids(
          jdbc.sql(
                  "select distinct s.product_id "
                      + HAS_PART
                      + " and s.product_id > :after order by s.product_id limit :limit")
              .param("after", productId)
              .param("limit", limit));
    }

    private List<UUID> ids(StatementSpec statement) {
      return statement
          .param("part", part)
          .param("words", others.beginnings())
          .param("ends", others.ends())
          .query((row, number) -> row.getObject("product_id", UUID.class))
          .list();
    }
  }
}
