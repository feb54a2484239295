package id.laris.postgres;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM beside this one that runs {@link ServerOwner}. */
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static ChildJvm start(List<String> prefix, String classPath, Path data, Path binaries)
      throws IOException {
    var words = new ArrayList<>(prefix);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath));
    words.addAll(List.of(ServerOwner.class.getName(), data.toString(), binaries.toString()));
    var builder = new ProcessBuilder(words);
    builder.directory(new File("/"));
    builder.redirectErrorStream(true);
    return new ChildJvm(builder.start());
  }

  /** Waits until its server runs and its row is written; returns the server's process id. */
  long awaitReady() throws IOException {
    var seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(ServerOwner.READY)) {
        return Long.parseLong(line.substring(ServerOwner.READY.length()).strip());
      }
      seen.append(line).append('\n');
    }
    throw new IOException("The child JVM ended:\n" + seen);
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Lets the program go on, to its own end. */
  int finish() throws IOException, InterruptedException {
    process.outputWriter(StandardCharsets.UTF_8).close();
    return process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
