package id.laris.common.db;

import com.google.protobuf.Message;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * A create or an update of a resource, on its way into the database.
 *
 * @param row the row, locked or new
 * @param before the resource as it was; empty where the row is new
 * @param after the resource as the caller wants it, complete
 * @param paths the fields that the caller names; all that can be updated where the row is new
 * @param prefix stands before the name of a field in a message to the caller
 */
public record Change<E, P extends Message>(
    E row, P before, P after, Set<String> paths, String prefix) {

  /** The name of a field as the caller's request has it, for a message about it. */
  public String field(String name) {
    return prefix + name;
  }

  /** Reports whether the caller names the field. */
  public boolean names(String path) {
    return paths.contains(path);
  }

  /** Reports whether the caller names any of the fields. */
  public boolean namesAny(String... some) {
    return Arrays.stream(some).anyMatch(paths::contains);
  }

  /** Reports whether there was nothing before. */
  public boolean isCreate() {
    return before.equals(before.getDefaultInstanceForType());
  }

  /** Reports whether the change gives this part of the resource another value. */
  public boolean alters(Function<? super P, ?> part) {
    return !Objects.equals(part.apply(before), part.apply(after));
  }
}
