package id.laris.bench.floor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Statements in the order in which they are sent, in transactions. In the file each transaction
 * begins with a line {@code -- begin}, {@code -- begin read only} or, for a statement that is one
 * by itself and needs no commit, {@code -- begin by itself}; statements end with {@code ;} and have
 * values such as {@code :order}; a line {@code -- keep NAME} before one gives its first column to
 * those that follow. Other lines that begin with {@code --} are for people.
 */
final class Script {

  /**
   * Statements that are stored together, or only read.
   *
   * @param byItself whether its only statement needs no commit
   */
  record Transaction(boolean readOnly, boolean byItself, List<Step> steps) {}

  /**
   * One statement.
   *
   * @param values the names of its values, in their order
   * @param keep the name under which its first column is kept; null for none
   */
  record Step(String sql, List<String> values, @Nullable String keep) {}

  private static final Pattern VALUE = Pattern.compile("(?<!:):([a-z_]+[0-9]*)");
  private static final Pattern KEEP = Pattern.compile("(?m)^-- keep (\\S+)");
  private static final String READ_ONLY = " read only";
  private static final String BY_ITSELF = " by itself";

  private Script() {}

  /** A file beside this class. */
  static List<Transaction> named(String name) {
    try (InputStream file = Script.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalArgumentException("no script " + name);
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("(?m)^-- begin", -1))
          .map(
              part ->
                  new Transaction(
                      part.startsWith(READ_ONLY), part.startsWith(BY_ITSELF), steps(part)))
          .filter(transaction -> !transaction.steps().isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Step> steps(String transaction) {
    return Stream.of(transaction.split("(?m);$", -1))
        .map(Script::step)
        .filter(step -> !step.sql().isEmpty())
        .toList();
  }

  private static Step step(String statement) {
    Matcher keep = KEEP.matcher(statement);
    // Without what is for people, and without the rest of the line of "-- begin".
    String sql =
        statement
            .replaceFirst("^(%s|%s)".formatted(READ_ONLY, BY_ITSELF), "")
            .replaceAll("(?m)^--.*$", "")
            .strip();
    return new Step(
        VALUE.matcher(sql).replaceAll("?"),
        VALUE.matcher(sql).results().map(value -> value.group(1)).toList(),
        keep.find() ? keep.group(1) : null);
  }
}
