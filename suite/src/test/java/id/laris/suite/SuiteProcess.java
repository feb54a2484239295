package id.laris.suite;

import id.laris.testkit.FieldPaths;
import io.grpc.Channel;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The suite in a JVM of its own, on free ports. */
final class SuiteProcess implements AutoCloseable {

  private static final Pattern ADDRESS = Pattern.compile("gRPC +127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern MANAGEMENT = Pattern.compile("management +http://[^:]+:(\\d+)/");
  private static final Pattern HTTP = Pattern.compile("(\\d+) POS_HTTP_PORT");
  private static final String LAST_LINE = "Ctrl-C stops.";

  private final Process process;
  private final BufferedReader output;
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private @Nullable Thread listener;
  private @Nullable ManagedChannel channel;

  private SuiteProcess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static SuiteProcess start(Path dataDirectory, Map<String, String> environment)
      throws IOException {
    return start(SuiteApplication.class, dataDirectory, environment);
  }

  /** Starts another main class, which is the suite and something more. */
  static SuiteProcess start(
      Class<?> application, Path dataDirectory, Map<String, String> environment)
      throws IOException {
    return start(SuiteJvm.withKnownClasses(), application, dataDirectory, environment);
  }

  /** Starts it as a JVM of this kind. */
  static SuiteProcess start(
      SuiteJvm jvm, Class<?> application, Path dataDirectory, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(jvm.command(application));
    builder.environment().keySet().removeIf(name -> name.startsWith("POS_"));
    builder.environment().put("POS_DATA_DIR", dataDirectory.toString());
    builder.environment().put("POS_PORT", "0");
    builder.environment().put("POS_MANAGEMENT_PORT", "0");
    builder.environment().put("POS_HTTP_PORT", "0");
    builder.environment().put("POS_SIMULATOR_PORT", "0");
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    return new SuiteProcess(builder.start());
  }

  /** Waits until it serves. */
  SuiteProcess awaitReady() throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.add(line);
      if (line.contains(LAST_LINE)) {
        listener = Thread.ofVirtual().start(this::listen);
        return this;
      }
    }
    throw new IOException("The suite ended:\n" + said());
  }

  /** A process whose output nobody reads stands still. */
  private void listen() {
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        seen.add(line);
      }
    } catch (IOException e) {
      seen.add(e.toString());
    }
  }

  /** Everything it has said so far. */
  String said() {
    return String.join("\n", seen);
  }

  int port() {
    return portAt(ADDRESS);
  }

  int managementPort() {
    return portAt(MANAGEMENT);
  }

  /** The port of the webhook. */
  int httpPort() {
    return portAt(HTTP);
  }

  private int portAt(Pattern place) {
    Matcher matcher = place.matcher(said());
    if (!matcher.find()) {
      throw new AssertionError("no address in:\n" + said());
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** The health of the process, as operators read it. */
  HttpResponse<String> health() throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:%d/actuator/health".formatted(managementPort()));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
  }

  /** A connection to the Postgres that it brings along, past row-level security. */
  static Connection superuser(Path dataDirectory) throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%s/laris"
            .formatted(Files.readString(dataDirectory.resolve("postgres.port")).strip()),
        "postgres",
        Files.readString(dataDirectory.resolve("postgres.password")).strip());
  }

  Channel channel() {
    if (channel == null) {
      channel =
          Grpc.newChannelBuilderForAddress("127.0.0.1", port(), InsecureChannelCredentials.create())
              .intercept(new FieldPaths())
              .build();
    }
    return channel;
  }

  /** Waits until it has ended by itself; everything it said. */
  String awaitEnd() throws InterruptedException {
    if (listener == null) {
      listen();
    } else {
      listener.join();
    }
    process.waitFor();
    return said();
  }

  int exitCode() {
    return process.exitValue();
  }

  boolean endsWithin(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  /** As the system does, and Ctrl-C. */
  void terminate() {
    process.destroy();
  }

  /** As kill -9 does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it if it still runs, and cleanly if it can, so that its Postgres ends too. */
  @Override
  public void close() {
    if (channel != null) {
      channel.shutdownNow();
    }
    process.destroy();
    try {
      process.onExit().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    }
  }
}
