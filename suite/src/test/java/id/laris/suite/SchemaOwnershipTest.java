package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No service reads another's tables. ArchUnit cannot see that, because it is in SQL. */
class SchemaOwnershipTest {

  @ParameterizedTest
  @EnumSource
  void aServiceNamesNoTableOfAnother(Service service) throws IOException {
    String others =
        Service.shortNames().stream()
            .filter(name -> !name.equals(service.shortName()))
            .collect(Collectors.joining("|", "(", ")"));
    Pattern foreign =
        Pattern.compile(
            "(?i)\\b(from|join|into|update)\\s+" + others + "\\.|schema = \"" + others + "\"");
    Path module = Path.of("..", service.shortName() + "-service", "src", "main");
    try (Stream<Path> files = Files.walk(module)) {
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
