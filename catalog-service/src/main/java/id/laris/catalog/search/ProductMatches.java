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
 * query; then those with a word for each of the query's words that begins with it; then those with
 * words alike, as the trigrams of the words say, the more alike the earlier. Among equals the older
 * comes first.
 *
 * <p>Typing errors are tolerated in words without digits: a wrong code is another code. A product
 * may lack some of the query's words where the rest make up for it.
 */
@Component
public class ProductMatches {

  /** Sorts before every product. */
  static final UUID BEFORE_ALL = new UUID(0, 0);

  private final NearMatches nearMatches;
  private final AlikeMatches alikeMatches;

  ProductMatches(NearMatches nearMatches, AlikeMatches alikeMatches) {
    this.nearMatches = nearMatches;
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
    NearMatches.Matches near = nearMatches.of(query);
    if (after != null && !near.have(after)) {
      Place place = alikeMatches.place(query, after).orElseThrow(Errors::invalidPageToken);
      return alikeMatches.find(query, all(near), place, limit);
    }
    List<UUID> found = new ArrayList<>(near.after(after == null ? BEFORE_ALL : after, limit));
    if (found.size() < limit) {
      // Only where there is room: it costs more.
      List<UUID> known = after == null ? List.copyOf(found) : all(near);
      found.addAll(alikeMatches.find(query, known, Place.FIRST, limit - found.size()));
    }
    return found;
  }

  /** Returns all of them, because the caller has read a page of each. */
  private static List<UUID> all(NearMatches.Matches near) {
    return near.after(BEFORE_ALL, Integer.MAX_VALUE);
  }
}
