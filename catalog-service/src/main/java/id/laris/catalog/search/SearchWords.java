package id.laris.catalog.search;

import id.laris.catalog.code.Gtin;
import id.laris.common.search.WordIndex;
import id.laris.common.search.WordIndex.Entry;
import id.laris.common.search.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the words of products up to date with the names of products and variants. A caller that
 * changes a name, brand, SKU or barcode, or deletes or restores its bearer, calls this in the same
 * transaction while it holds the lock on the product's row: two changes at once would lose words.
 */
@Component
public class SearchWords {

  /** A text of a product or of one of its variants, and whether it is a code. */
  private record Text(UUID productId, String text, boolean code) {}

  private final JdbcClient jdbc;
  private final WordIndex index;

  SearchWords(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.index = new WordIndex(ProductMatches.TABLES, jdbc);
  }

  public void refresh(UUID productId) {
    refresh(List.of(productId));
  }

  /** The same for many products at once, in as many statements as for one. */
  public void refresh(Collection<UUID> productIds) {
    index.replace(productIds, words(texts(productIds.toArray(UUID[]::new))));
  }

  /**
   * Each variant asks for its product: a join of both is planned for few rows where the tables have
   * no statistics yet, and then compares all with all.
   */
  private List<Text> texts(UUID[] productIds) {
    return jdbc.sql(
            """
            select p.id, text, code
            from catalog.product p
            cross join lateral (values (name, false), (brand, false), (sku, true), (barcode, true)) texts (text, code)
            where id = any(:ids) and deleted_at is null
            union all
            select v.product_id, text, code
            from catalog.variant v
            cross join lateral (values (v.name, false), (v.sku, true), (v.barcode, true)) texts (text, code)
            where v.product_id = any(:ids) and v.deleted_at is null
              and exists (select from catalog.product p where p.id = v.product_id and p.deleted_at is null offset 0)
            """)
        .param("ids", productIds)
        .query(
            (row, number) ->
                new Text(
                    row.getObject("id", UUID.class), row.getString("text"), row.getBoolean("code")))
        .list();
  }

  /**
   * Each word of each product once; what is a whole code in one text counts as one, whatever it is
   * in others. A barcode is a code in each of its forms, and the longest has the parts of all.
   */
  private static List<Entry> words(List<Text> texts) {
    Map<UUID, Map<String, Boolean>> codeByWord = new LinkedHashMap<>();
    Map<UUID, Set<String>> rests = new HashMap<>();
    for (Text text : texts) {
      Map<String, Boolean> words =
          codeByWord.computeIfAbsent(text.productId(), id -> new LinkedHashMap<>());
      if (text.code()) {
        List<String> forms = Gtin.forms(Words.code(text.text()));
        forms.forEach(code -> words.put(code, true));
        rests
            .computeIfAbsent(text.productId(), id -> new LinkedHashSet<>())
            .addAll(Words.inCode(forms.getFirst()));
      }
      Words.in(text.text()).forEach(word -> words.putIfAbsent(word, false));
    }
    List<Entry> all = new ArrayList<>();
    codeByWord.forEach(
        (productId, words) -> {
          words.remove("");
          words.forEach((word, code) -> all.add(new Entry(productId, word, code)));
          Words.withoutAccents(words.keySet())
              .forEach(word -> all.add(new Entry(productId, word, false)));
          rests.getOrDefault(productId, Set.of()).stream()
              .filter(rest -> !words.containsKey(rest))
              .forEach(rest -> all.add(new Entry(productId, rest, false)));
        });
    return all;
  }
}
