package id.laris.catalog.search;

import id.laris.catalog.code.Gtin;
import id.laris.common.Caller;
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

  private record Word(UUID productId, String word, boolean code) {}

  private final JdbcClient jdbc;

  SearchWords(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public void refresh(UUID productId) {
    refresh(List.of(productId));
  }

  /** The same for many products at once, in as many statements as for one. */
  public void refresh(Collection<UUID> productIds) {
    UUID[] ids = productIds.toArray(UUID[]::new);
    List<Word> words = words(texts(ids));
    replace(ids, words);
    learn(words);
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
  private static List<Word> words(List<Text> texts) {
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
    List<Word> all = new ArrayList<>();
    codeByWord.forEach(
        (productId, words) -> {
          words.remove("");
          words.forEach((word, code) -> all.add(new Word(productId, word, code)));
          Words.withoutAccents(words.keySet())
              .forEach(word -> all.add(new Word(productId, word, false)));
          rests.getOrDefault(productId, Set.of()).stream()
              .filter(rest -> !words.containsKey(rest))
              .forEach(rest -> all.add(new Word(productId, rest, false)));
        });
    return all;
  }

  /**
   * Old words are compared with new ones by a hash, whatever the planner believes of their numbers:
   * an anti join of both was planned as a loop where a tenant was new, and compared all with all.
   */
  private void replace(UUID[] productIds, List<Word> words) {
    UUID[] products = words.stream().map(Word::productId).toArray(UUID[]::new);
    String[] texts = words.stream().map(Word::word).toArray(String[]::new);
    Boolean[] codes = words.stream().map(Word::code).toArray(Boolean[]::new);
    jdbc.sql(
            """
            delete from catalog.search_word
            where product_id = any(:ids) and (product_id, word, code) not in (select * from unnest(:products, :words, :codes))
            """)
        .param("ids", productIds)
        .param("products", products)
        .param("words", texts)
        .param("codes", codes)
        .update();
    jdbc.sql(
            """
            insert into catalog.search_word (tenant_id, product_id, word, code)
            select :tenant, * from unnest(:products, :words, :codes)
            on conflict (tenant_id, word, product_id) do nothing
            """)
        .param("tenant", Caller.current().tenantId())
        .param("products", products)
        .param("words", texts)
        .param("codes", codes)
        .update();
  }

  /**
   * Adds new words to the vocabulary, in order: two that add the same ones wait for each other
   * instead of blocking each other.
   */
  private void learn(List<Word> words) {
    jdbc.sql(
            """
            insert into catalog.search_vocabulary (tenant_id, word)
            select :tenant, word from unnest(:words) wanted (word)
            where word not in (select word from catalog.search_vocabulary where word = any(:words))
            order by word
            on conflict (tenant_id, word) do nothing
            """)
        .param("tenant", Caller.current().tenantId())
        .param(
            "words",
            words.stream().map(Word::word).filter(Words::isSpelt).distinct().toArray(String[]::new))
        .update();
  }
}
