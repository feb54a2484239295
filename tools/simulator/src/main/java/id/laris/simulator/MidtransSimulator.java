package id.laris.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A local Midtrans over real HTTP. NOT REAL: no money moves, and nothing is kept when it stops.
 *
 * <p>It listens on 127.0.0.1 only. Any server key of Midtrans' form is a merchant of its own.
 */
public final class MidtransSimulator implements AutoCloseable {
  static final String NOT_REAL = "X-Not-Real";
  static final String NAME = "laris-simulator";

  private static final Logger log = LoggerFactory.getLogger(MidtransSimulator.class);
  private static final int BACKLOG = 1024;
  private static final long TICK_MILLIS = 10;

  static {
    // Without it every answer waits 40 ms for the other side's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // Beyond these idle connections are closed, which looks like a fault that nobody asked for.
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    // Longer than callers keep idle connections, for the same reason.
    System.setProperty("sun.net.httpserver.idleInterval", "300");
    // Read once for the whole process: another server in it must not wait for ever for a request.
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("midtrans-simulator-clock").factory());
  private final ScheduledFuture<?> ticking;
  private final URI url;
  private final Webhooks webhooks;
  private final MidtransApi api;
  private final SimulatorControl control;
  private final ControlApi controlApi;
  private final Pages pages;

  /**
   * Starts one.
   *
   * @throws UncheckedIOException where the port is taken
   */
  public static MidtransSimulator start(SimulatorSettings settings) {
    try {
      return new MidtransSimulator(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The Midtrans simulator cannot listen on port " + settings.port(), e);
    }
  }

  private MidtransSimulator(SimulatorSettings settings) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    server = HttpServer.create(new InetSocketAddress(loopback, settings.port()), BACKLOG);
    url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    SimulatorClock clock = new SimulatorClock(settings.clock());
    Bodies bodies = new Bodies(url.toString());
    Transactions transactions = new Transactions(settings.maximumTransactions());
    webhooks = new Webhooks(clock, bodies, settings);
    Changes changes = new Changes(clock, transactions, webhooks, settings.notifyOnPending());
    IdempotencyKeys idempotencyKeys = new IdempotencyKeys(clock);
    api = new MidtransApi(clock, transactions, changes, bodies, idempotencyKeys);
    control = new SimulatorControl(clock, transactions, changes, webhooks, api, idempotencyKeys);
    controlApi = new ControlApi(control, clock);
    pages = new Pages(transactions, changes);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    ticking =
        ticks.scheduleWithFixedDelay(
            () -> tick(changes, idempotencyKeys), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The URL before /v2. */
  public URI url() {
    return url;
  }

  public SimulatorControl control() {
    return control;
  }

  @Override
  public void close() {
    ticking.cancel(false);
    ticks.shutdownNow();
    server.stop(0);
    threads.shutdownNow();
    webhooks.close();
  }

  private void tick(Changes changes, IdempotencyKeys idempotencyKeys) {
    try {
      changes.expireAllThatAreOver();
      webhooks.later().runDue();
      idempotencyKeys.forgetOld();
    } catch (RuntimeException e) {
      // An exception would stop the ticking permanently.
      log.warn("The simulator's clock stumbled", e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/v2/")) {
        api.handle(exchange);
      } else if (path.startsWith("/simulator/")) {
        controlApi.handle(exchange);
      } else if (!pages.handle(exchange)) {
        Http.send(exchange, Reply.http(404, "There is nothing at this path."));
      }
    } catch (RuntimeException e) {
      log.error("The simulator failed at {}", exchange.getRequestURI(), e);
      Http.send(exchange, Reply.http(500, "The simulator failed; its log says why."));
    }
  }

  /** The command line: runs a simulator until the process ends. */
  @Command(name = "midtrans-simulator", description = "A local Midtrans. It is NOT REAL.")
  private static final class Main implements Callable<Integer> {

    @Option(names = "--help", usageHelp = true, description = "prints this")
    @SuppressWarnings("UnusedVariable") // picocli reads it
    private boolean help;

    @Parameters(index = "0", arity = "0..1", description = "where it listens, on 127.0.0.1 (8090)")
    private int port = SimulatorSettings.DEFAULT_PORT;

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "URL",
        description = "where webhooks go (nowhere, until the control API says)")
    private @Nullable URI notificationUrl;

    @Override
    @SuppressWarnings("SystemOut")
    public Integer call() {
      MidtransSimulator simulator =
          start(SimulatorSettings.defaults().withPort(port).withNotificationUrl(notificationUrl));
      System.out.println(
          "This is a Midtrans simulator. It is NOT REAL and moves no money: " + simulator.url());
      return 0;
    }
  }

  /** Ends only where the arguments are wrong, or the port is taken. */
  public static void main(String[] arguments) {
    CommandLine line = new CommandLine(new Main());
    int exit = line.execute(arguments);
    if (exit != 0 || line.isUsageHelpRequested()) {
      System.exit(exit);
    }
  }
}
