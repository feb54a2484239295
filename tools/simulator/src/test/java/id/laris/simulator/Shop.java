package id.laris.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** A merchant that calls Midtrans over HTTP. */
final class Shop implements AutoCloseable {
  static final String KEY = "SB-Mid-server-test";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;
  private final String authorization;

  Shop(URI url, String serverKey) {
    this.url = url;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((serverKey + ":").getBytes(StandardCharsets.UTF_8));
  }

  static String qris(String orderId, long amount) {
    return body(orderId, amount, "\"payment_type\":\"qris\",\"qris\":{\"acquirer\":\"gopay\"}");
  }

  static String card(String orderId, long amount, String token) {
    return body(
        orderId,
        amount,
        "\"payment_type\":\"credit_card\",\"credit_card\":{\"token_id\":\"" + token + "\"}");
  }

  static String bank(String orderId, long amount, String bank) {
    return body(
        orderId,
        amount,
        "\"payment_type\":\"bank_transfer\",\"bank_transfer\":{\"bank\":\"" + bank + "\"}");
  }

  static String body(String orderId, long amount, String rest) {
    return "{\"transaction_details\":{\"order_id\":\"%s\",\"gross_amount\":%d},%s}"
        .formatted(orderId, amount, rest);
  }

  Answer charge(String body) {
    return post("/v2/charge", body, Map.of());
  }

  Answer charge(String body, String idempotencyKey) {
    return post("/v2/charge", body, Map.of("Idempotency-Key", idempotencyKey));
  }

  Answer status(String id) {
    return get("/v2/" + id + "/status");
  }

  Answer cancel(String id) {
    return post("/v2/" + id + "/cancel", "", Map.of());
  }

  Answer expire(String id) {
    return post("/v2/" + id + "/expire", "", Map.of());
  }

  Answer refund(String id, String key, long amount) {
    return post(
        "/v2/" + id + "/refund",
        "{\"refund_key\":\"%s\",\"amount\":%d,\"reason\":\"cold\"}".formatted(key, amount),
        Map.of());
  }

  Answer get(String path) {
    return send(request(path).header("Authorization", authorization).GET());
  }

  Answer post(String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request = request(path).header("Authorization", authorization);
    headers.forEach(request::setHeader);
    return send(
        body.isEmpty()
            ? request.POST(HttpRequest.BodyPublishers.noBody())
            : request.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path))
        .timeout(Duration.ofSeconds(20))
        .header("Accept", "application/json")
        .header("Content-Type", "application/json");
  }

  Answer send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
