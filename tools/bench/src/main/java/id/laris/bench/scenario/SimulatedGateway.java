package id.laris.bench.scenario;

import io.grpc.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The simulated payment gateway that a suite in development mode brings along, over HTTP: as Laris
 * talks with it, and as the customer does. The client is set as that of Laris.
 */
public final class SimulatedGateway implements AutoCloseable {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private static final DateTimeFormatter ORDER_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z", Locale.ROOT);

  private static final ZoneOffset JAKARTA = ZoneOffset.ofHours(7);

  private final URI url;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(threads)
          .connectTimeout(CONNECT_WITHIN)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  public SimulatedGateway(URI url) {
    this.url = url;
  }

  /** Refuses to go on where there is none. */
  void require() {
    try {
      var _ = send(HttpRequest.newBuilder(url.resolve("/simulator/clock")).GET());
    } catch (RuntimeException e) {
      throw Status.UNAVAILABLE
          .withDescription(
              "no simulated payment gateway answers at %s: start Laris with ./pos run in development mode, or say where with --simulator"
                  .formatted(url))
          .withCause(e)
          .asRuntimeException();
    }
  }

  /** A charge as Laris asks for it, with nobody to be told of it. */
  public String charge(String serverKey, long rupiah) {
    String orderId = UUID.randomUUID().toString();
    String orderTime = ORDER_TIME.format(ZonedDateTime.now(JAKARTA));
    String body =
        """
        {"payment_type": "qris",
         "transaction_details": {"order_id": "%1$s", "gross_amount": %2$d},
         "item_details": [{"name": "Order", "price": %2$d, "quantity": 1}],
         "custom_expiry": {"order_time": "%3$s", "expiry_duration": 15, "unit": "minute"},
         "qris": {"acquirer": "gopay"}}
        """
            .formatted(orderId, rupiah, orderTime);
    byte[] credentials = (serverKey + ":").getBytes(StandardCharsets.UTF_8);
    return send(
        HttpRequest.newBuilder(url.resolve("/v2/charge"))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "c-" + orderId)
            .POST(BodyPublishers.ofString(body)));
  }

  /** The customer pays. */
  String pay(String orderId) {
    return control("POST", "transactions/" + orderId + "/pay", "");
  }

  /** Loses the next notifications, so many. */
  void loseNotifications(int count) {
    var _ =
        control("POST", "webhook-faults", "{\"fault\": \"DROP\", \"times\": %d}".formatted(count));
  }

  /** Sends notifications of everything again. */
  void sendNotifications() {
    var _ = control("DELETE", "faults", "");
  }

  private String control(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(url.resolve("/simulator/" + path))
            .method(method, BodyPublishers.ofString(body)));
  }

  /** Sends a notification, as the gateway does. */
  String notify(URI webhook, String body) {
    return send(
        HttpRequest.newBuilder(webhook)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private String send(HttpRequest.Builder request) {
    HttpRequest whole = request.timeout(ANSWER_WITHIN).build();
    try {
      HttpResponse<String> response = client.send(whole, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw Status.UNKNOWN
            .withDescription(
                "HTTP %d from %s: %s"
                    .formatted(response.statusCode(), whole.uri(), response.body()))
            .asRuntimeException();
      }
      return response.body();
    } catch (IOException e) {
      throw Status.UNAVAILABLE
          .withDescription("%s: %s".formatted(whole.uri(), e))
          .withCause(e)
          .asRuntimeException();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withCause(e).asRuntimeException();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
