package id.laris.staff.time;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Comma-separated values by RFC 4180. A text that a spreadsheet would take for a formula begins
 * with an apostrophe, so that a name cannot run anything on the computer of who pays the wages.
 */
final class Csv {

  private static final String FORMULA_SIGNS = "=+-@\t\r\n";

  private final StringBuilder text = new StringBuilder();

  void line(String... fields) {
    text.append(Arrays.stream(fields).map(Csv::field).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  private static String field(String value) {
    boolean isFormula = !value.isEmpty() && FORMULA_SIGNS.indexOf(value.charAt(0)) >= 0;
    String safe = isFormula ? "'" + value : value;
    boolean needsQuotes =
        safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return needsQuotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
