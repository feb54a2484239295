package id.laris.catalog.search;

import id.laris.common.search.Condition;
import id.laris.common.search.Query;
import id.laris.common.search.Way;
import id.laris.common.search.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Products with a part of a SKU or barcode, such as the last digits, that is a word of the query,
 * whatever the punctuation of both; each other word of the query begins a word of the product or is
 * a part of its codes, too.
 *
 * <p>A code is stored with everything that follows one of its characters, so a part is the
 * beginning of a word and is found through the index. Of a part that very many codes have, only the
 * first rows are considered: those of codes that end with it, then the others in the order of what
 * follows it.
 */
@Component
class CodeParts {

  private static final int MOST_OF_A_PART = 500;

  private static final String FOUND =
      """
      select part.product_id
      from unnest(:parts, :partEnds) driving (word, word_end)
      cross join lateral (
        select s.word, s.product_id from catalog.search_word s
        where s.word >= driving.word and s.word < driving.word_end
        order by s.word, s.product_id limit :mostOfAPart) part
      where not exists (
        select from generate_series(1, :countOfWords) number
        where not exists (
          select from unnest(:forms, :formEnds, :numbersOfForms) form (word, word_end, of_number)
          where form.of_number = number and exists (
            select from catalog.search_word probe
            where probe.product_id = part.product_id and probe.word >= form.word and probe.word < form.word_end
            offset 0)))
      """;

  private final JdbcClient jdbc;

  CodeParts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The way of those words of the query that are long enough to be looked for inside codes. */
  Optional<Way> of(Query query) {
    List<String> parts =
        query.words().stream()
            .filter(Words::mayBePartOfCode)
            .flatMap(word -> Words.insideCodes(word).stream())
            .toList();
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Parts(parts, query.words()));
  }

  private final class Parts implements Way {

    private final Map<String, Object> parameters;

    Parts(List<String> parts, List<String> words) {
      Query driving = new Query(List.of(), parts);
      Query forms = new Query(List.of(), words.stream().flatMap(Parts::forms).toList());
      this.parameters =
          Map.of(
              "parts", driving.beginnings(),
              "partEnds", driving.ends(),
              "mostOfAPart", MOST_OF_A_PART,
              "countOfWords", words.size(),
              "forms", forms.beginnings(),
              "formEnds", forms.ends(),
              "numbersOfForms",
                  IntStream.range(0, words.size())
                      .flatMap(i -> forms(words.get(i)).mapToInt(form -> i + 1))
                      .boxed()
                      .toArray(Integer[]::new));
    }

    /** The forms in which a product may have a word of the query. */
    private static Stream<String> forms(String word) {
      return Stream.concat(Stream.of(word, Words.accented(word)), Words.insideCodes(word).stream())
          .distinct();
    }

    @Override
    public Condition condition() {
      return new Condition("{row} in (%s)".formatted(FOUND), parameters);
    }

    @Override
    public List<UUID> after(UUID productId, int limit, Condition earlier) {
      return jdbc.sql(
              """
              select distinct product_id from (%s) found
              where product_id > :after and not (%s)
              order by product_id limit :limit
              """
                  .formatted(FOUND, earlier.on("found.product_id")))
          .params(parameters)
          .params(earlier.parameters())
          .param("after", productId)
          .param("limit", limit)
          .query((row, number) -> row.getObject("product_id", UUID.class))
          .list();
    }
  }
}
