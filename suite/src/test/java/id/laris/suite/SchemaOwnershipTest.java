package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No service reads another's tables: what ArchUnit cannot see, because it stands in SQL. */
class SchemaOwnershipTest {

  @ParameterizedTest
  @CsvSource({
    "sales, catalog",
    "sales, inventory",
    "catalog, sales",
    "catalog, inventory",
    "inventory, catalog",
    "inventory, sales",
    "payment, catalog",
    "payment, sales",
    "payment, inventory",
    "catalog, payment",
    "sales, payment",
    "inventory, payment"
  })
  void aServiceNamesNoTableOfAnother(String service, String other) throws IOException {
    Pattern foreign =
        Pattern.compile(
            "(?i)\\b(from|join|into|update)\\s+" + other + "\\.|schema = \"" + other + "\"");
    try (Stream<Path> files = Files.walk(Path.of("..", service + "-service", "src", "main"))) {
      List<Path> sources = files.filter(Files::isRegularFile).toList();
      assertThat(sources).hasSizeGreaterThan(10);
      assertThat(sources).noneMatch(file -> foreign.matcher(read(file)).find());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
