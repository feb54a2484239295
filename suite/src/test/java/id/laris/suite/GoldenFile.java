package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a reviewer sees change. {@code -Dgolden.update=true} writes the file instead of
 * comparing it.
 */
final class GoldenFile {

  private static final Path DOCS = Path.of("..", "docs");

  private GoldenFile() {}

  static void compare(String name, String actual) {
    Path file = DOCS.resolve(name);
    try {
      if (Boolean.getBoolean("golden.update")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      assertThat(actual)
          .as(
              "%s is not what it was: look at the difference, then run with -Dgolden.update=true",
              file)
          .isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
