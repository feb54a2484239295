package id.laris.common.errors;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documentation of errors agrees with the code. */
class ErrorCatalogueTest {

  private static final Pattern ROW =
      Pattern.compile("\\| (\\w+) \\| (ERR-\\d{4}) \\| (\\w+)[^|]*\\| (\\d{3}) \\|");

  private record Row(String reason, String code, String grpc, int http) {}

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsInTheTableAsItIsAnswered(Reason reason) throws IOException {
    Map<String, Row> table = rows().stream().collect(toMap(Row::reason, row -> row));

    assertThat(table.get(reason.name()))
        .isEqualTo(new Row(reason.name(), reason.code(), reason.grpc().name(), reason.http()));
  }

  @Test
  void noReasonAndNoCodeIsGivenTwice() throws IOException {
    assertThat(rows()).extracting(Row::reason).doesNotHaveDuplicates();
    assertThat(rows()).extracting(Row::code).doesNotHaveDuplicates();
    assertThat(Reason.values()).extracting(Reason::code).doesNotHaveDuplicates();
  }

  @Test
  void everyLineOfTheTableCanBeRead() throws IOException {
    long lines = text().lines().filter(line -> line.contains("| ERR-")).count();

    assertThat(rows()).hasSize((int) lines).hasSizeGreaterThanOrEqualTo(Reason.values().length);
  }

  @Test
  void theFirstTableIsWhatIsAnsweredTodayAndTheSecondIsReserved() throws IOException {
    String[] tables = text().split("## Reserved", -1);

    assertThat(tables).hasSize(2);
    assertThat(rows(tables[0]))
        .extracting(Row::reason)
        .containsExactlyInAnyOrderElementsOf(Stream.of(Reason.values()).map(Reason::name).toList());
  }

  private static List<Row> rows() throws IOException {
    return rows(text());
  }

  private static List<Row> rows(String text) {
    return ROW.matcher(text).results().map(ErrorCatalogueTest::row).toList();
  }

  private static Row row(MatchResult match) {
    return new Row(
        match.group(1), match.group(2), match.group(3), Integer.parseInt(match.group(4)));
  }

  /** Tests run in the folder of their module. */
  private static String text() throws IOException {
    return Files.readString(Path.of("..", "docs", "errors.md"));
  }
}
