package id.laris.catalog.search;

import id.laris.catalog.search.AlikeMatches.Place;
import id.laris.common.errors.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The products that a query finds, best first: products with a SKU or barcode that is the whole
 * query; then those with a word for each of the query's words that begins with it, first as it is
 * spelt, then whatever the accents; then, where nothing has the whole query as a code, those with a
 * part of a code; then those with words alike, as the trigrams of the words say, the more alike the
 * earlier. Among equals the older comes first.
 *
 * <p>Typing errors are tolerated in words without digits: a wrong code is another code. A product
 * may lack some of the query's words where the rest make up for it.
 */
@Component
public class ProductMatches {

  /** Sorts before every product. */
  static final UUID BEFORE_ALL = new UUID(0, 0);

  private final NearMatches nearMatches;
  private final CodeParts codeParts;
  private final AlikeMatches alikeMatches;

  ProductMatches(NearMatches nearMatches, CodeParts codeParts, AlikeMatches alikeMatches) {
    this.nearMatches = nearMatches;
    this.codeParts = codeParts;
    this.alikeMatches = alikeMatches;
  }

  /**
   * The best matches.
   *
   * @param after the product after which to go on; null to begin
   * @param limit how many at the most
   */
  public List<UUID> find(String text, @Nullable UUID after, int limit) {
    Query query = Query.of(text);
    if (query.words().isEmpty()) {
      return List.of();
    }
    List<NearMatches.Matches> near = nearMatches.of(query.spellings());
    List<Way> ways = new ArrayList<>(near);
    if (!near.getFirst().haveCode()) {
      codeParts.of(query).forEach(ways::add);
    }
    int begun = after == null ? 0 : begun(ways, after);
    if (after != null && begun == ways.size()) {
      Place place = alikeMatches.place(query, after).orElseThrow(Errors::invalidPageToken);
      return alikeMatches.find(query, all(ways), place, limit);
    }
    List<UUID> found = new ArrayList<>();
    UUID last = after == null ? BEFORE_ALL : after;
    for (int way = begun; way < ways.size() && found.size() < limit; way++) {
      found.addAll(next(ways, way, last, limit - found.size()));
      last = BEFORE_ALL;
    }
    if (found.size() < limit) {
      // Only where there is room: it costs more.
      List<UUID> known = after == null ? List.copyOf(found) : all(ways);
      found.addAll(alikeMatches.find(query, known, Place.FIRST, limit - found.size()));
    }
    return found;
  }

  /** The number of the first way that finds the product. */
  private static int begun(List<Way> ways, UUID productId) {
    int way = 0;
    while (way < ways.size() && ways.get(way).among(List.of(productId)).isEmpty()) {
      way++;
    }
    return way;
  }

  /** The next products of a way that no earlier way has found. */
  private static List<UUID> next(List<Way> ways, int way, UUID after, int limit) {
    List<UUID> found = new ArrayList<>();
    UUID last = after;
    boolean more = true;
    while (more && found.size() < limit) {
      List<UUID> next = new ArrayList<>(ways.get(way).after(last, limit));
      more = next.size() == limit;
      last = next.isEmpty() ? last : next.getLast();
      for (Way earlier : ways.subList(0, next.isEmpty() ? 0 : way)) {
        next.removeAll(earlier.among(next));
      }
      found.addAll(next);
    }
    return found.subList(0, Math.min(limit, found.size()));
  }

  /** Returns all that any way finds, because the caller has read a page of each. */
  private static List<UUID> all(List<Way> ways) {
    return ways.stream()
        .flatMap(way -> way.after(BEFORE_ALL, Integer.MAX_VALUE).stream())
        .distinct()
        .toList();
  }
}
