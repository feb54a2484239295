package id.laris.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The server's log file, and where this start began in it. */
record ServerLog(Path file, long beginning) {
  private static final long MAX_BYTES = 10L * 1024 * 1024;
  private static final int TAIL_BYTES = 16 * 1024;
  private static final int TAIL_LINES = 20;

  /** Keeps one older file once the log has grown too big. The server must not be running. */
  static ServerLog open(Path file, ServerUser user) throws IOException {
    if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
      Path older = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, older, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    user.own(file);
    return new ServerLog(file, Files.size(file));
  }

  /** The last lines that the server has written since this start. */
  String tail() throws IOException {
    List<String> lines = lines(file, beginning);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  /** The message by which the server that was started last has ended; empty where there is none. */
  static String lastFailure(Path file) throws IOException {
    List<String> lines = lines(file, 0);
    int start = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(" LOG:  starting PostgreSQL")) {
        start = i;
      }
    }
    List<String> sinceStart = lines.subList(start, lines.size());
    // After a panic, every connection ends with a fatal message of its own.
    for (String severity : List.of(" PANIC: ", " FATAL: ")) {
      for (String line : sinceStart.reversed()) {
        if (line.contains(severity)) {
          return line.substring(line.indexOf(severity)).strip();
        }
      }
    }
    return "";
  }

  private static List<String> lines(Path file, long beginning) throws IOException {
    try (var input = new RandomAccessFile(file.toFile(), "r")) {
      input.seek(Math.max(beginning, input.length() - TAIL_BYTES));
      byte[] bytes = new byte[(int) (input.length() - input.getFilePointer())];
      input.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }
}
