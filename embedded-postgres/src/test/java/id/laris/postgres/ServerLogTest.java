package id.laris.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

  @TempDir Path directory;

  @Test
  void tellsByWhichPanicTheServerEnded() throws IOException {
    assertThat(
            lastFailure(
                """
                2026-01-01 10:00:00.000 UTC [1] LOG:  starting PostgreSQL 18.1
                2026-01-01 10:00:01.000 UTC [7] PANIC:  an older one
                2026-01-01 10:00:02.000 UTC [1] LOG:  starting PostgreSQL 18.1
                2026-01-01 10:00:03.000 UTC [8] laris@laris ERROR:  duplicate key
                2026-01-01 10:00:04.000 UTC [9] PANIC:  could not write to file "pg_wal/xlogtemp.9": No space left on device
                2026-01-01 10:00:05.000 UTC [8] laris@laris FATAL:  the database system is in recovery mode
                """))
        .isEqualTo(
            "PANIC:  could not write to file \"pg_wal/xlogtemp.9\": No space left on device");
  }

  @Test
  void tellsNothingOfEarlierStarts() throws IOException {
    assertThat(
            lastFailure(
                """
                2026-01-01 10:00:00.000 UTC [1] LOG:  starting PostgreSQL 18.1
                2026-01-01 10:00:01.000 UTC [7] PANIC:  an older one
                2026-01-01 10:00:02.000 UTC [1] LOG:  starting PostgreSQL 18.1
                2026-01-01 10:00:03.000 UTC [8] laris@laris ERROR:  duplicate key
                """))
        .isEmpty();
  }

  private String lastFailure(String log) throws IOException {
    return ServerLog.lastFailure(Files.writeString(directory.resolve("postgres.log"), log));
  }
}
