package id.laris.torture.world;

import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.HealthServiceGrpc;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Laris as it is run: its processes, its Postgres, and a watchdog that starts anew what has ended,
 * as every operator has one.
 */
public abstract class Laris implements AutoCloseable {

  private static final long LOOK_AGAIN_MILLIS = 100;
  private static final long START_SECONDS = 300;

  private final Database database;
  private final List<LarisProcess> processes = new CopyOnWriteArrayList<>();
  private final List<Proxy> tillWires = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private @Nullable Thread watchdog;

  /** True while the watchdog shall leave what has ended as it is. */
  private volatile boolean ending;

  Laris(Path directory) {
    this.database = new Database(directory.resolve("data"));
  }

  /** Starts everything, and returns once all of it answers. */
  public void start() throws IOException {
    endWithThisProcess();
    watch();
    watchdog = Thread.ofPlatform().name("watchdog").daemon().start(this::watchForEver);
    endpoints().processes().forEach(Laris::awaitReady);
  }

  private static void awaitReady(int port) {
    ManagedChannel channel =
        Grpc.newChannelBuilderForAddress("127.0.0.1", port, InsecureChannelCredentials.create())
            .build();
    try {
      var _ =
          HealthServiceGrpc.newBlockingStub(channel)
              .withWaitForReady()
              .withDeadlineAfter(START_SECONDS, TimeUnit.SECONDS)
              .check(CheckRequest.getDefaultInstance());
    } finally {
      channel.shutdownNow();
    }
  }

  private void watchForEver() {
    while (!ending) {
      try {
        watch();
        Thread.sleep(LOOK_AGAIN_MILLIS);
      } catch (IOException e) {
        failure.set(e.toString());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Starts what does not run. */
  void watch() throws IOException {
    for (LarisProcess process : processes) {
      var _ = process.ensureRunning();
    }
  }

  void add(LarisProcess process) {
    processes.add(process);
  }

  /** A wire by which tills reach a port of Laris. */
  int wired(int port, Ports ports) throws IOException {
    Proxy wire = Proxy.start(ports.free(), port);
    tillWires.add(wire);
    return wire.port();
  }

  /** Its name in reports. */
  public abstract String shape();

  /** Where callers find each service. */
  public abstract Endpoints endpoints();

  /** The connections between services; none where they share a process. */
  public abstract List<Proxy> serviceWires();

  /** The connections of tills. */
  public List<Proxy> tillWires() {
    return tillWires;
  }

  public List<LarisProcess> processes() {
    return processes;
  }

  public Database database() {
    return database;
  }

  /** How often a JVM was started. */
  public int starts() {
    return processes.stream().mapToInt(LarisProcess::starts).sum();
  }

  /** What kept the watchdog from its work the last time; null where nothing did. */
  public @Nullable String failure() {
    return failure.get();
  }

  private void endWatch() {
    ending = true;
    if (watchdog == null) {
      return;
    }
    watchdog.interrupt();
    try {
      watchdog.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever ends this process, with Ctrl-C too, ends what it has started. */
  private void endWithThisProcess() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  endWatch();
                  endProcesses();
                }));
  }

  private void endProcesses() {
    Signals.resume(database.family());
    for (LarisProcess process : processes) {
      Signals.resume(process.pid());
      process.end();
    }
    // Where its JVM was killed it is still there.
    Signals.quit(database.postmaster());
  }

  @Override
  public void close() throws IOException {
    endWatch();
    endProcesses();
    for (Proxy wire : tillWires) {
      wire.close();
    }
    for (Proxy wire : serviceWires()) {
      wire.close();
    }
  }
}
