package id.laris.sales.order;

import com.google.protobuf.Timestamp;
import id.laris.common.db.Conditions;
import id.laris.common.db.Direction;
import id.laris.common.db.Page;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.PaginationRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Pages of rows by their age: the oldest first, or the newest. Ids that clients make do not grow
 * with age, so the time of the row comes first.
 *
 * @param alias of the table in the statements of the rows
 * @param createdAt finds the time of a row by its id
 * @param rows reads the rows that meet conditions, with what follows them in the statement
 */
public record ByAge<T>(
    String alias,
    Function<UUID, Optional<Instant>> createdAt,
    BiFunction<Conditions, String, List<T>> rows,
    Function<T, UUID> id) {

  /** Adds that the rows were created from a time on, and before another. */
  public void within(Conditions conditions, @Nullable Timestamp from, @Nullable Timestamp to) {
    if (from != null) {
      conditions.addTime(alias + ".created_at >= :from", "from", Protos.instant("from", from));
    }
    if (to != null) {
      conditions.addTime(alias + ".created_at < :to", "to", Protos.instant("to", to));
    }
  }

  /** Reads the page that is asked for. Errors: INVALID_PAGE_TOKEN. */
  public Page<T> page(PaginationRequest pagination, boolean descending, Conditions conditions) {
    int size = Page.size(pagination);
    Direction direction = Direction.of(descending);
    String token = pagination.getPageToken();
    if (!token.isEmpty()) {
      UUID last = direction.last(token);
      conditions
          .addTime(
              "(%1$s.created_at, %1$s.id) %2$s (:tokenTime, :tokenId)"
                  .formatted(alias, direction.comparison()),
              "tokenTime",
              createdAt.apply(last).orElseThrow(Errors::invalidPageToken))
          .with("tokenId", last);
    }
    String order = direction.orderBy(alias + ".created_at", alias + ".id");
    return Page.of(
        rows.apply(conditions, "order by %s limit %d".formatted(order, size + 1)),
        size,
        id,
        direction);
  }
}
