package id.laris.common.db;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import id.laris.common.Uuids;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.PaginationResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list: the items after a given item, not after a given number of items. So rows that
 * are inserted meanwhile neither repeat nor hide an item.
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

  /** The page that is asked for, of the rows that the filter lets through, in the order of ids. */
  public static <T extends TenantRow> Page<T> find(
      Rows<T> rows, PaginationRequest request, Filter<T> filter) {
    return find(rows, request, Direction.ASCENDING, filter);
  }

  /** The same, in the order of ids or the reverse. */
  public static <T extends TenantRow> Page<T> find(
      Rows<T> rows, PaginationRequest request, Direction direction, Filter<T> filter) {
    last(rows, request, direction)
        .ifPresent(
            last -> filter.and((row, cb) -> direction.after(cb, row.<UUID>get("id"), last.id())));
    int size = size(request);
    List<T> found =
        rows.findBy(
            filter.toSpecification(),
            query -> query.sortBy(direction.sort("id")).limit(size + 1).all());
    return of(found, size, TenantRow::id, direction);
  }

  /** Finds ids by their rank. */
  @FunctionalInterface
  public interface Search {

    /**
     * The best matches.
     *
     * @param after the id after which to go on; null to begin
     * @param limit how many at the most
     */
    List<UUID> find(@Nullable UUID after, int limit);
  }

  /** The page that is asked for, of the rows that a search finds, best match first. */
  public static <T extends TenantRow> Page<T> ranked(
      Rows<T> rows, PaginationRequest request, Search search) {
    int size = size(request);
    String token = request.getPageToken();
    List<UUID> ids = search.find(token.isEmpty() ? null : token(token), size + 1);
    Map<UUID, T> byId = rows.findByIdIn(ids).stream().collect(toMap(TenantRow::id, identity()));
    List<T> found = ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    return of(found, size, TenantRow::id);
  }

  /** The last row of the page before; none where this is the first page. */
  private static <T extends TenantRow> Optional<T> last(
      Rows<T> rows, PaginationRequest request, Direction direction) {
    if (request.getPageToken().isEmpty()) {
      return Optional.empty();
    }
    Optional<T> last = rows.findById(direction.last(request.getPageToken()));
    if (last.isEmpty()) {
      throw Errors.invalidPageToken();
    }
    return last;
  }

  /** Returns the maximum number of items of the page. */
  public static int size(PaginationRequest request) {
    return request.getPageSize() == 0 ? DEFAULT_SIZE : Math.min(request.getPageSize(), MAX_SIZE);
  }

  /** Returns the id in a token, and refuses a token that is no UUID. */
  public static UUID token(String token) {
    return Uuids.parse(token).orElseThrow(Errors::invalidPageToken);
  }

  /** Makes a page out of rows that were read with one row more than the page size. */
  public static <T> Page<T> of(List<T> found, int size, Function<? super T, UUID> id) {
    return of(found, size, id, Direction.ASCENDING);
  }

  /** The same, of a list with a direction. */
  public static <T> Page<T> of(
      List<T> found, int size, Function<? super T, UUID> id, Direction direction) {
    boolean more = found.size() > size;
    List<T> items = more ? found.subList(0, size) : found;
    return new Page<>(
        items,
        PaginationResponse.newBuilder()
            .setNextPageToken(more ? direction.token(id.apply(items.getLast())) : "")
            .setTotalCount(items.size())
            .build());
  }

  public List<T> items() {
    return items;
  }

  /** Converts the items to their messages. */
  public <P> List<P> map(Function<? super T, P> toProto) {
    return items.stream().map(toProto).toList();
  }

  public PaginationResponse pagination() {
    return pagination;
  }
}
