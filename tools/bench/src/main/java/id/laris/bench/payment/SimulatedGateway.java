package id.laris.bench.payment;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.grpc.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final DateTimeFormatter ORDER_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z", Locale.ROOT);
  private static final ZoneOffset JAKARTA = ZoneOffset.ofHours(7);

  private final URI url;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(threads)
          .connectTimeout(PATIENCE)
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
    JsonObject transaction = new JsonObject();
    transaction.addProperty("order_id", orderId);
    transaction.addProperty("gross_amount", rupiah);
    JsonObject item = new JsonObject();
    item.addProperty("name", "Order");
    item.addProperty("price", rupiah);
    item.addProperty("quantity", 1);
    JsonArray items = new JsonArray();
    items.add(item);
    JsonObject expiry = new JsonObject();
    expiry.addProperty("order_time", ORDER_TIME.format(ZonedDateTime.now(JAKARTA)));
    expiry.addProperty("expiry_duration", 15);
    expiry.addProperty("unit", "minute");
    JsonObject qris = new JsonObject();
    qris.addProperty("acquirer", "gopay");
    JsonObject body = new JsonObject();
    body.addProperty("payment_type", "qris");
    body.add("transaction_details", transaction);
    body.add("item_details", items);
    body.add("custom_expiry", expiry);
    body.add("qris", qris);
    String basic =
        Base64.getEncoder().encodeToString((serverKey + ":").getBytes(StandardCharsets.UTF_8));
    return send(
        HttpRequest.newBuilder(url.resolve("/v2/charge"))
            .header("Authorization", "Basic " + basic)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "c-" + orderId)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  /** The customer pays. */
  void pay(String orderId) {
    var _ = control("POST", "transactions/" + orderId + "/pay", "");
  }

  /** Keeps the next notifications to itself, so many. */
  void keepSilent(int notifications) {
    JsonObject fault = new JsonObject();
    fault.addProperty("fault", "DROP");
    fault.addProperty("times", notifications);
    var _ = control("POST", "webhook-faults", fault.toString());
  }

  /** Tells of everything again. */
  void speak() {
    var _ = control("DELETE", "faults", "");
  }

  private String control(String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(url.resolve("/simulator/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Sends a notification, as the gateway does. */
  void notify(URI webhook, String body) {
    var _ =
        send(
            HttpRequest.newBuilder(webhook)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private String send(HttpRequest.Builder request) {
    HttpRequest whole = request.timeout(Duration.ofSeconds(30)).build();
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
