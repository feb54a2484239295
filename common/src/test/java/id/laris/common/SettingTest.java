package id.laris.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingTest {

  private static final Path ROOT = Path.of("..");

  /** Variables of the tools, which Laris itself does not read. */
  private static final Set<String> OF_TOOLS =
      Set.of("POS_PASSWORD", "POS_TARGET", "POS_SIMULATOR_URL");

  private static final Pattern VARIABLE = Pattern.compile("POS_[A-Z_]*[A-Z]");

  private static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "x",
          "abc",
          "-5",
          "-1",
          "0",
          "1.5",
          "1e3",
          "0x10",
          "٣",
          "65536",
          "2147483648",
          "99999999999999999999",
          "a b",
          "a\nb",
          "a\0b",
          "${",
          "${NOBODY}",
          "#{1}",
          "://",
          "[",
          "%",
          "mailto:a@b",
          "..",
          "prod",
          "TRUE ",
          "yes",
          "x".repeat(10_000));

  @Test
  void everyVariableWithEveryHostileValueIsTakenOrRefusedInOneLine() {
    for (Setting setting : Setting.ALL) {
      for (String value : HOSTILE) {
        try {
          start(setting.variable(), value);
        } catch (CannotStart e) {
          assertThat(e.getMessage())
              .as("%s=%s", setting.variable(), value)
              .startsWith(setting.variable() + " ")
              .contains("such as " + setting.example())
              .hasSizeLessThan(400)
              .doesNotContain("\n", "\0");
        }
      }
      assertThatCode(() -> start(setting.variable(), setting.example())).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POS_PORT, 65536",
    "POS_PORT, abc",
    "POS_PORT, ''",
    "POS_MANAGEMENT_PORT, -1",
    "POS_HTTP_PORT, 8080x",
    "POS_DB_POOL_SIZE, 0",
    "POS_DB_POOL_SIZE, -5",
    "POS_DB_POOL_SIZE, x",
    "POS_RATE_LIMIT, x",
    "POS_RATE_LIMIT, -1",
    "POS_ENV, prod",
    "POS_ENV, staging",
    "POS_AUTH_ENABLED, maybe",
    "POS_AUTH_JWKS_URL, file:///etc/passwd",
    "POS_BIND, not an address",
    "POS_DB_URL, postgres://localhost/laris",
    "POS_DB_URL, jdbc:postgresql://localhost:x/laris",
    "POS_DEFAULT_CURRENCY, rupiah",
    "POS_DEFAULT_REGION, id",
    "POS_DEFAULT_REGION, XX",
    "POS_EVENT_RETENTION_DAYS, 0",
    "POS_CATALOG_TARGET, ''",
    "POS_CATALOG_TARGET, catalog",
    "POS_SALES_TARGET, dns:///sales:99999",
    "POS_INVENTORY_TARGET, http://inventory:50063",
    "POS_PAYMENT_TARGET, :::",
    "POS_MIDTRANS_URL, mailto:a@b",
    "POS_DB_PASSWORD, a${b}c",
  })
  void refusesWhatCannotBeMeant(String variable, String value) {
    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> start(variable, value))
        .withMessageStartingWith(variable + " must be ")
        .withMessageContaining("such as ");
  }

  @ParameterizedTest
  @CsvSource({
    "POS_ENV, ' Production '",
    "POS_ENV, ''",
    "POS_BIND, ''",
    "POS_BIND, ::1",
    "POS_PORT, 0",
    "POS_AUTH_ENABLED, TRUE",
    "POS_DB_URL, ''",
    "POS_DB_URL, jdbc:postgresql:laris",
    "POS_DB_URL, 'jdbc:postgresql://a:5432,b:5433/laris?targetServerType=primary'",
    "POS_DB_URL, 'jdbc:postgresql://[::1]:5432/laris'",
    "POS_CATALOG_TARGET, catalog:50061",
    "POS_CATALOG_TARGET, dns:///catalog.shop.svc.cluster.local:50061",
    "POS_CATALOG_TARGET, dns://10.0.0.1/catalog:50061",
    "POS_CATALOG_TARGET, '[::1]:50061'",
    "POS_CATALOG_TARGET, static://127.0.0.1:50061",
    "POS_CATALOG_TARGET, unix:/run/catalog.sock",
  })
  void takesWhatIsMeant(String variable, String value) {
    assertThatCode(() -> start(variable, value)).doesNotThrowAnyException();
  }

  @Test
  void neverShowsASecret() {
    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> start("POS_DB_URL", "postgres://laris:hidden@localhost/laris"))
        .withMessageNotContaining("hidden");
  }

  @Test
  void refusesTheSameFromTheCommandLine() {
    assertThatExceptionOfType(CannotStart.class)
        .isThrownBy(() -> start("pos.database.pool-size", "0"))
        .withMessageStartingWith("POS_DB_POOL_SIZE");
  }

  @Test
  void everyVariableThatDocsAndCodeNameIsDeclared() throws IOException {
    Set<String> declared = new TreeSet<>(OF_TOOLS);
    Setting.ALL.forEach(setting -> declared.add(setting.variable()));

    assertThat(named(List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs", "pos")))
        .isSubsetOf(declared)
        .containsAll(Set.of("POS_PORT", "POS_ENV"));
    for (String module :
        List.of(
            "common",
            "catalog-service",
            "sales-service",
            "inventory-service",
            "payment-service",
            "events",
            "embedded-postgres",
            "suite",
            "tools/client",
            "tools/demo")) {
      assertThat(named(List.of(module + "/src/main"))).as(module).isSubsetOf(declared);
    }
    assertThat(named(List.of("README.md")))
        .as("the table of the README")
        .containsAll(
            declared.stream()
                .filter(name -> !name.endsWith("_TARGET") && !OF_TOOLS.contains(name))
                .toList());
  }

  private static Set<String> named(List<String> places) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String place : places) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(place))) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> file.toString().matches(".*(\\.(java|md|properties)|/pos)"))
            .flatMap(file -> VARIABLE.matcher(read(file)).results().map(MatchResult::group))
            .forEach(names::add);
      }
    }
    return names;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(String name, String value) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("environment", Map.of(name, value)));
    new LarisDefaults().postProcessEnvironment(environment, new SpringApplication());
  }
}
