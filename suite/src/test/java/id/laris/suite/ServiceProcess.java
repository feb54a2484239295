package id.laris.suite;

import id.laris.common.db.DatabaseSettings;
import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.HealthServiceGrpc;
import id.laris.testkit.FieldPaths;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** One service in a JVM of its own. */
final class ServiceProcess implements AutoCloseable {

  private static final int FIRST_PORT = 20_000;
  private static final int LAST_PORT = 30_000;

  private final Process process;
  private final ManagedChannel channel;

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
            .intercept(new FieldPaths())
            .build();
  }

  static ServiceProcess start(
      Class<?> application, int port, DatabaseSettings database, Path log, Map<String, String> more)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPathOfAService(),
                application.getName()));
    builder.environment().keySet().removeIf(name -> name.startsWith("POS_"));
    builder.environment().put("POS_PORT", String.valueOf(port));
    builder.environment().put("POS_MANAGEMENT_PORT", "0");
    builder.environment().put("POS_HTTP_PORT", "0");
    builder.environment().put("POS_DB_URL", database.url());
    builder.environment().put("POS_DB_USER", database.user());
    builder.environment().put("POS_DB_PASSWORD", database.password());
    builder.environment().put("POS_DB_OWNER_USER", database.ownerUser());
    builder.environment().put("POS_DB_OWNER_PASSWORD", database.ownerPassword());
    builder.environment().putAll(more);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ServiceProcess(builder.start(), port);
  }

  /** The class path is without the suite, whose defaults differ from those of a single service. */
  private static String classPathOfAService() {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    String suite = Path.of("suite", "target").toString();
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .filter(entry -> !entry.contains(suite))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * A free port, below those that the system gives to connections: one of these could be taken
   * before the process listens.
   */
  static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Another.
      }
    }
  }

  /** Waits until it answers; one that does not is ended. */
  ServiceProcess awaitReady() {
    try {
      HealthServiceGrpc.newBlockingStub(channel)
          .withWaitForReady()
          .withDeadlineAfter(180, TimeUnit.SECONDS)
          .check(CheckRequest.getDefaultInstance());
    } catch (StatusRuntimeException e) {
      close();
      throw e;
    }
    return this;
  }

  ManagedChannel channel() {
    return channel;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    process.destroy();
    try {
      process.onExit().get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    }
  }
}
