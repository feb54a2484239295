package id.laris.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The main program of a child JVM: owns a server, writes a row, says so, and waits to be ended. */
final class ServerOwner {
  static final String READY = "READY";

  private ServerOwner() {}

  public static void main(String[] words) throws IOException, SQLException {
    var options =
        EmbeddedPostgresOptions.in(Path.of(words[0])).withBinariesDirectory(Path.of(words[1]));
    try (var postgres = EmbeddedPostgres.start(options)) {
      Sql.run(postgres, "CREATE TABLE IF NOT EXISTS kept (word text)");
      Sql.run(postgres, "INSERT INTO kept VALUES ('written by a child')");
      System.out.println(READY + " " + postgres.pid());
      System.in.read();
    }
  }
}
