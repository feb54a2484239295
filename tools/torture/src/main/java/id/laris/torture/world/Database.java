package id.laris.torture.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

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

  /** Where the server keeps its data, and Laris nothing. */
  public Path directory() {
    return dataDirectory;
  }

  public Connection connect() throws SQLException {
    try {
      Properties properties = new Properties();
      properties.setProperty("user", "postgres");
      properties.setProperty(
          "password", Files.readString(dataDirectory.resolve("postgres.password")).strip());
      properties.setProperty("connectTimeout", "5");
      String port = Files.readString(dataDirectory.resolve("postgres.port")).strip();
      return DriverManager.getConnection(
          "jdbc:postgresql://127.0.0.1:%s/%s".formatted(port, NAME), properties);
    } catch (IOException e) {
      throw new SQLException("there is no Postgres in " + dataDirectory, e);
    }
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
      // Of one that has ended and that nobody has buried yet, no command is told.
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
