package id.laris.customer.search;

import id.laris.common.search.Query;
import id.laris.common.search.Search;
import id.laris.common.search.SearchTables;
import id.laris.common.search.WordIndex;
import id.laris.common.search.WordIndex.Entry;
import id.laris.common.search.Words;
import id.laris.customer.phone.PhoneNumbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The customers that a query finds, best first: those with a number, telephone number or e-mail
 * address that is the whole query; then those with a word for each of the query's words that begins
 * with it, or with a telephone number that ends with it; then those with words alike ({@link
 * Search}).
 */
@Component
public class CustomerSearch {

  private static final SearchTables TABLES = new SearchTables("customer", "customer_id");

  private final Search search;
  private final WordIndex index;
  private final PhoneNumbers phones;

  CustomerSearch(PhoneNumbers phones, JdbcClient jdbc) {
    this.search = new Search(TABLES, jdbc);
    this.index = new WordIndex(TABLES, jdbc);
    this.phones = phones;
  }

  /**
   * Makes these customers be found by these texts and no others, those without texts by nothing. To
   * be called in the transaction that changes them, while it holds the locks on their rows. Words
   * that nobody has any more are forgotten: they were personal data of somebody.
   */
  public void refresh(Collection<UUID> ids, List<CustomerTexts> texts) {
    index.unlearn(index.replace(ids, texts.stream().flatMap(CustomerSearch::entries).toList()));
  }

  private static Stream<Entry> entries(CustomerTexts texts) {
    Map<String, Boolean> words = new LinkedHashMap<>();
    words.put(CustomerWords.code(texts.number()), true);
    words.put(CustomerWords.ofEmail(texts.email()), true);
    texts.phones().forEach(phone -> words.put(CustomerWords.ofPhone(phone), true));
    texts.names().stream()
        .flatMap(name -> CustomerWords.ofName(name).stream())
        .forEach(word -> words.putIfAbsent(word, false));
    words.remove("");
    return words.entrySet().stream()
        .map(
            word ->
                new Entry(
                    texts.id(),
                    texts.deleted() ? hidden(word.getKey()) : word.getKey(),
                    word.getValue()));
  }

  /**
   * The best matches.
   *
   * @param after the customer after whom to go on; null to begin
   * @param limit how many at the most
   */
  public List<UUID> find(String text, boolean deletedToo, @Nullable UUID after, int limit) {
    List<Query> spellings = spellings(text);
    return search.find(deletedToo ? withHidden(spellings) : spellings, List::of, after, limit);
  }

  /** The query with its words as what they seem to be, as it is, and as an e-mail address. */
  private List<Query> spellings(String text) {
    Optional<String> dialled = CustomerWords.dialled(text);
    List<String> words = CustomerWords.ofQuery(text);
    List<String> whole =
        Stream.of(
                CustomerWords.numberMeant(text).stream(),
                Stream.of(CustomerWords.ofEmail(text)),
                dialled.isEmpty()
                    ? Stream.<String>empty()
                    : phones.e164(text).stream().map(CustomerWords::ofPhone))
            .flatMap(one -> one)
            .toList();
    if (dialled.isPresent() && words.size() > 1) {
      return List.of(new Query(whole, List.of(CustomerWords.endingWith(dialled.get()))));
    }
    return Stream.of(words.stream().map(CustomerSearch::meant).toList(), words, asEmail(words))
        .distinct()
        .map(spelling -> new Query(whole, spelling))
        .toList();
  }

  /** A word of a query as the end of a telephone number or as an e-mail address, if it is one. */
  private static String meant(String word) {
    return CustomerWords.isEmail(word)
        ? CustomerWords.ofEmail(word)
        : CustomerWords.dialled(word).map(CustomerWords::endingWith).orElse(word);
  }

  /** A single word may be the beginning of an e-mail address. */
  private static List<String> asEmail(List<String> words) {
    return words.size() == 1 ? List.of(CustomerWords.ofEmail(words.getFirst())) : words;
  }

  /** The same with the forms of deleted customers behind those of the others. */
  private static List<Query> withHidden(List<Query> spellings) {
    List<Query> all = new ArrayList<>();
    spellings.forEach(
        one ->
            all.add(
                new Query(
                    Stream.concat(
                            one.whole().stream(), one.whole().stream().map(CustomerSearch::hidden))
                        .toList(),
                    one.words())));
    spellings.forEach(
        one ->
            all.add(
                new Query(one.whole(), one.words().stream().map(CustomerSearch::hidden).toList())));
    return all;
  }

  private static String hidden(String word) {
    return Words.HIDDEN + word;
  }
}
