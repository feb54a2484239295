package id.laris.common;

import id.laris.common.errors.Errors;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** UUIDs: made here as version 7, so that they grow with time and lists by id are lists by age. */
public final class Ids {

  private Ids() {}

  public static UUID next() {
    return UuidVersion7Strategy.INSTANCE.generateUuid(null);
  }

  /** The id that the client made, or a new one where it made none. */
  public static UUID orNext(String clientId) {
    return clientId.isEmpty() ? next() : parse(clientId);
  }

  /** Refuses a list in which two have the same id: the client means two things and gives us one. */
  public static <T> void requireDistinct(
      String field, List<? extends T> things, Function<T, UUID> id) {
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < things.size(); i++) {
      if (!seen.add(id.apply(things.get(i)))) {
        throw Errors.invalid(
            "%s[%d].id".formatted(field, i), "is the same id as another in the list: use a new id");
      }
    }
  }

  /** A UUID that validation has let through. */
  public static UUID parse(String id) {
    return Uuids.parse(id)
        .orElseThrow(
            () ->
                Errors.invalid(
                    "request",
                    "has an id that is no UUID such as 00000000-0000-0000-0000-000000000001"));
  }

  /** A UUID of a field that validation does not look at. */
  public static UUID parse(String field, String id) {
    return Uuids.parse(id)
        .orElseThrow(
            () ->
                Errors.invalid(
                    field, "must be a UUID such as 00000000-0000-0000-0000-000000000001"));
  }

  public static @Nullable UUID parseOrNull(String id) {
    return id.isEmpty() ? null : parse(id);
  }

  /** The text of an optional id: empty where there is none, as proto3 strings have it. */
  public static String text(@Nullable UUID id) {
    return id == null ? "" : id.toString();
  }

  public static List<UUID> parseAll(List<String> ids) {
    return ids.stream().map(Ids::parse).toList();
  }

  /** The ids of a list that it did not have before. */
  public static List<UUID> added(List<String> before, List<String> after) {
    Set<UUID> had = new HashSet<>(parseAll(before));
    return parseAll(after).stream().filter(id -> !had.contains(id)).toList();
  }

  public static List<String> texts(List<UUID> ids) {
    return ids.stream().map(UUID::toString).toList();
  }
}
