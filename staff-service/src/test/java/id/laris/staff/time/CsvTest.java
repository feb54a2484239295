package id.laris.staff.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Values arrive in a spreadsheet as they are, and none of them runs. */
class CsvTest {

  private static String line(String... fields) {
    Csv csv = new Csv();
    csv.line(fields);
    return csv.toString();
  }

  @Test
  void linesEndAsTheStandardSays() {
    assertThat(line("a", "", "c")).isEqualTo("a,,c\r\n");
  }

  @Test
  void separatorsAndQuotesAreQuoted() {
    assertThat(line("Putri, Siti", "the \"boss\"", "two\nlines"))
        .isEqualTo("\"Putri, Siti\",\"the \"\"boss\"\"\",\"two\nlines\"\r\n");
  }

  @Test
  void formulasAreTexts() {
    assertThat(line("=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "a=1"))
        .isEqualTo("'=1+1,'+62,'-1,'@SUM(A1),'\t=1,a=1\r\n");
    assertThat(line("=HYPERLINK(\"http://x\",\"y\")"))
        .isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\r\n");
  }
}
