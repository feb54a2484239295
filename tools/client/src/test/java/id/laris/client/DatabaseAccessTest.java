package id.laris.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAccessTest {

  @TempDir Path directory;

  @Test
  void theDatabaseThatIsNamedIsTaken() {
    Map<String, String> named =
        Map.of("POS_DB_URL", "jdbc:x", "POS_DB_USER", "serves", "POS_DB_OWNER_USER", "owns");

    assertThat(DatabaseAccess.of(named))
        .hasValue(new DatabaseAccess("jdbc:x", "owns", "", "serves"));
    assertThat(DatabaseAccess.of(Map.of("POS_DB_URL", "jdbc:x", "POS_DB_USER", "all")))
        .hasValue(new DatabaseAccess("jdbc:x", "all", "", "all"));
  }

  @Test
  void elseTheOneThatLarisBringsAlongWhereThereIsOne() throws Exception {
    Map<String, String> here = Map.of("POS_DATA_DIR", "" + directory);
    assertThat(DatabaseAccess.of(here)).isEmpty();

    Files.writeString(directory.resolve("postgres.port"), "1234\n");
    Files.writeString(directory.resolve("postgres.password"), "secret\n");

    DatabaseAccess found = DatabaseAccess.of(here).orElseThrow();
    assertThat(found)
        .isEqualTo(
            new DatabaseAccess(
                "jdbc:postgresql://127.0.0.1:1234/laris", "postgres", "secret", "laris_service"));
    assertThat(found.toString()).doesNotContain("secret");
    assertThat(DatabaseAccess.dataDirectory(Map.of("HOME", "/home/clerk")))
        .isEqualTo(Path.of("/home/clerk/.laris"));
  }
}
