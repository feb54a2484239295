package id.laris.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers notifications as Midtrans does: a POST that has 15 seconds, retried by the answer's
 * code, following no redirect. The notifications of one transaction are sent one after another.
 */
final class Webhooks implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofMinutes(90),
          Duration.ofMinutes(210));

  private final SimulatorClock clock;
  private final Bodies bodies;
  private final double timeScale;
  private final Later later;
  private final DeliveryLog deliveries = new DeliveryLog();
  private final Planned<WebhookFault> faults = new Planned<>();
  private final Set<Transaction> holding = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIMEOUT)
          .executor(threads)
          .build();
  private volatile @Nullable URI dashboard;

  Webhooks(SimulatorClock clock, Bodies bodies, SimulatorSettings settings) {
    this.clock = clock;
    this.bodies = bodies;
    this.timeScale = settings.timeScale();
    this.dashboard = settings.notificationUrl();
    this.later = new Later(clock);
  }

  DeliveryLog deliveries() {
    return deliveries;
  }

  Planned<WebhookFault> faults() {
    return faults;
  }

  Later later() {
    return later;
  }

  void dashboard(@Nullable URI url) {
    dashboard = url;
  }

  /** Sends a notification of that status, or the one that a fault makes of it. */
  void send(Transaction transaction, Status status) {
    if (urls(transaction).isEmpty()) {
      return;
    }
    synchronized (transaction) {
      var body = bodies.notification(transaction, status);
      WebhookFault fault = faults.next(Operation.ANY, transaction.orderId(), any -> true);
      switch (fault) {
        case null -> sendNow(Notification.of(transaction, body), 1);
        case WebhookFault.Delay(Duration by) -> {
          Notification late = Notification.of(transaction, body);
          later.add(by, () -> sendNow(late, 1));
        }
        case WebhookFault.Plain plain -> {
          Notification spoilt = Notification.spoilt(transaction, body, plain);
          switch (plain) {
            case DROP -> {}
            case REORDER -> hold(spoilt);
            case DUPLICATE -> sendNow(spoilt, 3);
            default -> sendNow(spoilt, 1);
          }
        }
      }
    }
  }

  /** Sends what is late, held or waits for a retry, and waits until nothing is left to send. */
  List<Delivery> deliverAll(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    do {
      List.copyOf(holding).forEach(this::release);
      later.runAll();
      deliveries.await(Duration.ofNanos(deadline - System.nanoTime()));
    } while ((!later.isEmpty() || !holding.isEmpty()) && System.nanoTime() < deadline);
    return deliveries.all();
  }

  void clear() {
    faults.clear();
    holding.clear();
    later.clear();
    deliveries.clear();
  }

  @Override
  public void close() {
    later.clear();
    threads.shutdownNow();
    client.shutdownNow();
  }

  private List<URI> urls(Transaction transaction) {
    List<URI> urls = new ArrayList<>();
    ChargeRequest.NotificationTargets targets = transaction.request.targets();
    URI usual = dashboard;
    if (usual != null && (targets == null || !targets.instead())) {
      urls.add(usual);
    }
    if (targets != null) {
      urls.addAll(targets.urls());
    }
    return urls;
  }

  private void hold(Notification notification) {
    release(notification.transaction());
    notification.transaction().held = notification;
    holding.add(notification.transaction());
  }

  private void release(Transaction transaction) {
    synchronized (transaction) {
      Notification held = transaction.held;
      transaction.held = null;
      holding.remove(transaction);
      if (held != null) {
        sendNow(held, 1);
      }
    }
  }

  private void sendNow(Notification notification, int copies) {
    Transaction transaction = notification.transaction();
    synchronized (transaction) {
      List<URI> attempts = new ArrayList<>();
      for (int i = 0; i < copies; i++) {
        attempts.addAll(urls(transaction));
      }
      attempts.forEach(url -> deliveries.begin());
      transaction.lastDelivery =
          transaction.lastDelivery.thenCompose(before -> together(notification, attempts));
      if (transaction.held != null) {
        release(transaction);
      }
    }
  }

  private CompletableFuture<Void> together(Notification notification, List<URI> urls) {
    return CompletableFuture.allOf(
        urls.stream()
            .map(url -> CompletableFuture.runAsync(() -> attempt(notification, url, 1), threads))
            .toArray(CompletableFuture<?>[]::new));
  }

  /** One attempt, which {@link DeliveryLog#begin} announced. */
  private void attempt(Notification notification, URI url, int number) {
    Transaction transaction = notification.transaction();
    int code = post(notification, url);
    boolean again = !(code >= 200 && code < 300) && number <= retries(code);
    if (again) {
      Duration pause = PAUSES.get(number - 1);
      later.add(
          Duration.ofNanos((long) (pause.toNanos() / timeScale)),
          () -> retry(notification, url, number + 1));
    }
    deliveries.end(
        new Delivery(
            transaction.orderId(),
            transaction.id.toString(),
            notification.transactionStatus(),
            notification.statusCode(),
            url,
            number,
            code,
            clock.now()));
  }

  private void retry(Notification notification, URI url, int number) {
    deliveries.begin();
    try {
      threads.execute(() -> attempt(notification, url, number));
    } catch (RejectedExecutionException e) {
      log.debug("Closed while a notification was due", e);
    }
  }

  /** Returns the number of retries of Midtrans after such an answer; 0 stands for no answer. */
  private static int retries(int code) {
    return switch (code) {
      case 500 -> 1;
      case 503 -> 4;
      case 400, 404 -> 2;
      default -> PAUSES.size();
    };
  }

  private int post(Notification notification, URI url) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(TIMEOUT)
              .header("Content-Type", Reply.JSON)
              .header("Accept", Reply.JSON)
              .header("User-Agent", "Veritrans")
              .header(MidtransSimulator.NOT_REAL, MidtransSimulator.NAME)
              .POST(HttpRequest.BodyPublishers.ofString(notification.body()))
              .build();
      return client.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      log.debug("A notification did not reach {}", url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }
}
