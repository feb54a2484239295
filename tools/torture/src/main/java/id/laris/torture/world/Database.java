package id.laris.torture.world;

import id.laris.client.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The embedded Postgres as its superuser sees it, whom row-level security does not bind. */
public final class Database {

  /** A row as it is read. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  static final String NAME = "laris";

  private final Path dataDirectory;

  Database(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  /** The data directory of the server, in which Laris keeps nothing. */
  public Path directory() {
    return dataDirectory;
  }

  public Connection connect() throws SQLException {
    DatabaseAccess access =
        DatabaseAccess.embedded(dataDirectory)
            .orElseThrow(() -> new SQLException("there is no Postgres in " + dataDirectory));
    return access.connect("laris-torture");
  }

  public <T> List<T> list(String sql, Reader<T> reader) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }

  public void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The process ids of the server's first process; none while it does not run. */
  public List<Long> postmaster() {
    try {
      long pid =
          Files.readString(dataDirectory.resolve("cluster").resolve("postmaster.pid"))
              .lines()
              .findFirst()
              .map(line -> Long.parseLong(line.strip()))
              .orElse(0L);
      // A process that has ended and is still listed (a zombie) has no command.
      if (ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent()) {
        return List.of(pid);
      }
    } catch (IOException | NumberFormatException e) {
      // It is being written, or gone in this moment.
    }
    return List.of();
  }

  /** The server with all its processes. */
  public List<Long> family() {
    return postmaster().stream().flatMap(pid -> Signals.family(pid).stream()).toList();
  }
}
