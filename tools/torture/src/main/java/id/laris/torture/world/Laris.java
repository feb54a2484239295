package id.laris.torture.world;

import id.laris.client.LarisClient;
import id.laris.pos.v1.CheckRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Laris as it is run: its processes, its Postgres, and a watchdog that restarts ended processes, as
 * every operator has one.
 */
public abstract class Laris implements AutoCloseable {

  private static final long POLL_MILLIS = 100;
  private static final long START_SECONDS = 300;
  private static final long ASK_SECONDS = 5;

  private final Database database;
  private final List<LarisProcess> processes = new CopyOnWriteArrayList<>();
  private final List<Proxy> tillProxies = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private @Nullable Thread watchdog;

  /** True while the watchdog must not restart ended processes. */
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
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    try (LarisClient client = LarisClient.atPort(port)) {
      while (!isReady(client, end)) {
        // After some failures the connection would wait for minutes until it tries again.
        client.retryNow();
      }
    }
  }

  private static boolean isReady(LarisClient client, long end) {
    try {
      var _ =
          client
              .health()
              .withWaitForReady()
              .withDeadlineAfter(ASK_SECONDS, TimeUnit.SECONDS)
              .check(CheckRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException e) {
      if (System.nanoTime() > end) {
        throw e;
      }
      return false;
    }
  }

  private void watchForEver() {
    while (!ending) {
      try {
        watch();
        Thread.sleep(POLL_MILLIS);
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

  /** Puts a proxy between tills and a port of Laris; returns the port of the proxy. */
  int proxied(int port, Ports ports) throws IOException {
    Proxy proxy = Proxy.start(ports.free(), port);
    tillProxies.add(proxy);
    return proxy.port();
  }

  /** Its name in reports. */
  public abstract String shape();

  /** The ports at which callers find each service. */
  public abstract Endpoints endpoints();

  /** The connections between services; none where they share a process. */
  public abstract List<Proxy> serviceProxies();

  /** The connections of tills. */
  public List<Proxy> tillProxies() {
    return tillProxies;
  }

  public List<LarisProcess> processes() {
    return processes;
  }

  public Database database() {
    return database;
  }

  /** The number of starts of JVMs. */
  public int starts() {
    return processes.stream().mapToInt(LarisProcess::starts).sum();
  }

  /** The last failure of the watchdog; null where it had none. */
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

  /** The end of this process, by Ctrl-C too, ends all processes that it has started. */
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
    // If its JVM was killed, Postgres is still running.
    Signals.quit(database.postmaster());
  }

  @Override
  public void close() throws IOException {
    endWatch();
    endProcesses();
    for (Proxy proxy : tillProxies) {
      proxy.close();
    }
    for (Proxy proxy : serviceProxies()) {
      proxy.close();
    }
  }
}
