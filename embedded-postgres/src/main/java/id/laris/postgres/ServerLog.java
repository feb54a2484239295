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
    try (var input = new RandomAccessFile(file.toFile(), "r")) {
      input.seek(Math.max(beginning, input.length() - TAIL_BYTES));
      byte[] bytes = new byte[(int) (input.length() - input.getFilePointer())];
      input.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
  }
}
