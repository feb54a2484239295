package id.laris.common.db;

import id.laris.common.errors.Errors;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.PaginationResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.data.domain.Sort;

/**
 * A page of a list, by key: the items after a given one, never after a given number. Rows that come
 * in meanwhile neither repeat nor hide one that was there.
 */
public final class Page<T> {

  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 100;

  private final List<T> items;
  private final PaginationResponse pagination;

  private Page(List<T> items, PaginationResponse pagination) {
    this.items = items;
    this.pagination = pagination;
  }

  /** The page that is asked for, of the rows that the filter lets through, oldest first. */
  public static <T extends TenantRow> Page<T> find(
      Rows<T> rows, PaginationRequest request, Filter<T> filter) {
    int size = size(request);
    if (!request.getPageToken().isEmpty()) {
      UUID after = token(request.getPageToken());
      if (rows.findById(after).isEmpty()) {
        throw Errors.invalidPageToken();
      }
      filter.and((row, cb) -> cb.greaterThan(row.<UUID>get("id"), after));
    }
    List<T> found =
        rows.findBy(
            filter.toSpecification(), query -> query.sortBy(Sort.by("id")).limit(size + 1).all());
    return of(found, size, TenantRow::id);
  }

  /** How many items the page may have. */
  public static int size(PaginationRequest request) {
    return request.getPageSize() == 0 ? DEFAULT_SIZE : Math.min(request.getPageSize(), MAX_SIZE);
  }

  /** The id in a token; one that is no UUID was never given. */
  public static UUID token(String token) {
    try {
      return UUID.fromString(token);
    } catch (IllegalArgumentException e) {
      throw Errors.invalidPageToken();
    }
  }

  /** The page out of what was found when one more was asked for than it holds. */
  public static <T> Page<T> of(List<T> found, int size, Function<? super T, UUID> id) {
    boolean more = found.size() > size;
    List<T> items = more ? found.subList(0, size) : found;
    return new Page<>(
        items,
        PaginationResponse.newBuilder()
            .setNextPageToken(more ? id.apply(items.getLast()).toString() : "")
            .setTotalCount(items.size())
            .build());
  }

  public List<T> items() {
    return items;
  }

  /** The items as the wire has them. */
  public <P> List<P> map(Function<? super T, P> toProto) {
    return items.stream().map(toProto).toList();
  }

  public PaginationResponse pagination() {
    return pagination;
  }
}
