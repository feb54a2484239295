package id.laris.demo;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.client.DatabaseAccess;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({"POS_ENV, production, no place", "POS_AUTH_ENABLED, true, development mode only"})
  void refusesWhereItIsEarnest(String name, String value, String message) {
    assertThat(run(Map.of(name, value))).isEqualTo(1);
    assertThat(output()).contains(message).doesNotContain("This writes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--size XL",
        "--orders many",
        "--orders 3",
        "--products 100001",
        "--tenant me",
        "--until today",
        "--colour red",
        "--size",
        "S"
      })
  void saysHowItIsUsedWhereItIsUsedWrongly(String arguments) {
    assertThat(run(Map.of(), arguments.split(" ", -1))).isEqualTo(2);
    assertThat(output()).contains("Usage: ./pos demo-data");
  }

  @Test
  void saysWhatToDoWhereThereIsNoDatabase() {
    assertThat(run(Map.of("POS_DATA_DIR", "/nowhere"))).isEqualTo(1);
    assertThat(output()).contains("start Laris with ./pos run, or set POS_DATA_DIR");
  }

  @Test
  void saysHowToStartLarisWhereNoneAnswers() {
    Map<String, String> environment =
        Map.of("POS_TARGET", "127.0.0.1:1", "POS_DB_URL", "jdbc:postgresql://127.0.0.1:1/laris");

    assertThat(run(environment)).isEqualTo(1);
    assertThat(output()).contains("No Laris answers at 127.0.0.1:1: start it with ./pos run");
  }

  @Test
  void anotherSeedOrSizeHasATenantOfItsOwn() {
    DatabaseAccess database = new DatabaseAccess("jdbc:postgresql://x/y", "owner", "secret", "");
    DemoOptions small = DemoOptions.of("localhost:1", database, DemoOptions.SMALL, 0);

    assertThat(small.tenantId()).isEqualTo(small.tenantId());
    assertThat(small.tenantId()).isNotEqualTo(small.withSeed(2).tenantId());
    assertThat(small.toString()).doesNotContain("secret");
  }

  private int run(Map<String, String> environment, String... arguments) {
    return DemoCommand.run(
        List.of(arguments), environment, new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
