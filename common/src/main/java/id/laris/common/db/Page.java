package id.laris.common.db;

import id.laris.common.errors.Errors;
import id.laris.pos.v1.PaginationRequest;
import id.laris.pos.v1.PaginationResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.data.domain.Limit;

/**
 * A page of a list, by key: the items after a given one, never after a given number. Rows that come
 * in meanwhile neither repeat nor hide one that was there.
 */
public final class Page<T> {

  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 100;

  /** Below every UUID that is given to a row. */
  public static final UUID BEFORE_ALL = new UUID(0, 0);

  private final List<T> items;
  private final PaginationResponse pagination;

  private Page(List<T> items, PaginationResponse pagination) {
    this.items = items;
    this.pagination = pagination;
  }

  /** What is asked for: up to {@code limit} items with an id above {@code after}. */
  public record Wanted(UUID after, int size) {

    /** One more than the page holds, to know whether another follows. */
    public Limit limit() {
      return Limit.of(size + 1);
    }
  }

  /**
   * Reads the request.
   *
   * @param exists whether the list has ever had an item of this id: a token that was never given is
   *     refused
   */
  public static Wanted wanted(PaginationRequest request, Predicate<UUID> exists) {
    int size =
        request.getPageSize() == 0 ? DEFAULT_SIZE : Math.min(request.getPageSize(), MAX_SIZE);
    if (request.getPageToken().isEmpty()) {
      return new Wanted(BEFORE_ALL, size);
    }
    UUID after = token(request.getPageToken());
    if (!exists.test(after)) {
      throw Errors.invalidPageToken();
    }
    return new Wanted(after, size);
  }

  private static UUID token(String token) {
    try {
      return UUID.fromString(token);
    } catch (IllegalArgumentException e) {
      throw Errors.invalidPageToken();
    }
  }

  /** The page, of rows found with {@link Wanted#limit()}. */
  public static <T extends TenantRow> Page<T> of(List<T> found, Wanted wanted) {
    boolean more = found.size() > wanted.size();
    List<T> items = more ? found.subList(0, wanted.size()) : found;
    return new Page<>(
        items,
        PaginationResponse.newBuilder()
            .setNextPageToken(more ? items.getLast().id().toString() : "")
            .setTotalCount(items.size())
            .build());
  }

  public <P> List<P> map(Function<? super T, P> toProto) {
    return items.stream().map(toProto).toList();
  }

  public List<T> items() {
    return items;
  }

  public PaginationResponse pagination() {
    return pagination;
  }
}
