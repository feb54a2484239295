package id.laris.catalog.feed;

import id.laris.common.Uuids;
import id.laris.common.errors.Errors;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The position of a reader of the changes: after this resource, in the order of the transactions
 * that changed them.
 *
 * @param xid number of the transaction
 */
record ChangeCursor(String xid, UUID resourceId) {

  private static final ChangeCursor BEGINNING = new ChangeCursor("0", new UUID(0, 0));
  // A transaction's number has 64 bits: at most 20 digits, of which 19 are certain to fit.
  private static final Pattern FORM = Pattern.compile("(\\d{1,19})\\.([0-9a-f-]{36})");

  /** Reads a cursor; an empty one is the beginning. */
  static ChangeCursor parse(String text) {
    if (text.isEmpty()) {
      return BEGINNING;
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw Errors.invalidPageToken();
    }
    return new ChangeCursor(
        matcher.group(1), Uuids.parse(matcher.group(2)).orElseThrow(Errors::invalidPageToken));
  }

  String text() {
    return xid + "." + resourceId;
  }
}
