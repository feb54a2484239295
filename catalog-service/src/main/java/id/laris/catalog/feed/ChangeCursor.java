package id.laris.catalog.feed;

import id.laris.catalog.change.ChangeLog.Kind;
import id.laris.common.Uuids;
import id.laris.common.errors.Errors;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of a reader of the changes: after this resource, in the order of the numbers of
 * changes. One transaction may change a product and a variant of the same id, so the kind belongs
 * to the position.
 *
 * @param number that of the resource's last change
 */
record ChangeCursor(long number, UUID resourceId, Kind kind) {

  /** No change has the number 0. */
  private static final ChangeCursor BEGINNING = new ChangeCursor(0, new UUID(0, 0), Kind.Category);

  // 18 digits fit into a long.
  private static final Pattern FORM =
      Pattern.compile("(0|[1-9]\\d{0,17}):([0-9a-f-]{36}):([A-Za-z]{1,50})");

  /** Earlier versions ordered changes by the numbers of the database's transactions. */
  private static final Pattern EARLIER_FORM = Pattern.compile("\\d{1,19}\\.([0-9a-f-]{36})");

  /** Reads a cursor; an empty one is the beginning, and so is one of an earlier version. */
  static ChangeCursor parse(String text) {
    if (text.isEmpty() || isOfEarlierVersion(text)) {
      return BEGINNING;
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw Errors.invalidPageToken();
    }
    return new ChangeCursor(
        Long.parseLong(matcher.group(1)),
        Uuids.parse(matcher.group(2)).orElseThrow(Errors::invalidPageToken),
        kind(matcher.group(3)));
  }

  private static Kind kind(String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(Errors::invalidPageToken);
  }

  private static boolean isOfEarlierVersion(String text) {
    Matcher matcher = EARLIER_FORM.matcher(text);
    return matcher.matches() && Uuids.parse(matcher.group(1)).isPresent();
  }

  String text() {
    return number + ":" + resourceId + ":" + kind;
  }
}
