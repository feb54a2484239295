package id.laris.simulator;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * {@link SimulatorControl} over HTTP, below /simulator. README.md of this module has every path.
 *
 * <p>Refuses what a page of another site sent: its Origin is another, or its Host is a name that
 * somebody made point to this machine.
 */
final class ControlApi {
  private static final String TRANSACTIONS = "/simulator/transactions";
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final JsonMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final Map<String, String> DONE = Map.of("result", "done");

  private final SimulatorControl control;
  private final SimulatorClock clock;

  ControlApi(SimulatorControl control, SimulatorClock clock) {
    this.control = control;
    this.clock = clock;
  }

  void handle(HttpExchange exchange) throws IOException {
    if (!exchange.getRemoteAddress().getAddress().isLoopbackAddress()
        || !isOwn(exchange.getRequestHeaders())) {
      send(exchange, 403, Map.of("error", "Only this machine may control the simulator."));
      return;
    }
    try {
      String text = new String(Http.body(exchange), StandardCharsets.UTF_8);
      JsonNode body = text.isBlank() ? MissingNode.getInstance() : MAPPER.readTree(text);
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      Object answer = answer(call, body);
      if (answer == null) {
        send(exchange, 404, Map.of("error", "There is no " + call + "; see simulator/README.md."));
      } else {
        send(exchange, 200, answer);
      }
    } catch (JacksonException e) {
      send(exchange, 400, Map.of("error", "The body is not JSON."));
    } catch (IllegalArgumentException e) {
      send(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
    } catch (IllegalStateException e) {
      send(exchange, 409, Map.of("error", String.valueOf(e.getMessage())));
    }
  }

  /** True if no page of another site is behind the call. */
  private static boolean isOwn(Headers headers) {
    String host = headers.getFirst("Host");
    String origin = headers.getFirst("Origin");
    return host != null
        && OWN_NAMES.contains(host.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT))
        && (origin == null || origin.equalsIgnoreCase("http://" + host));
  }

  private @Nullable Object answer(String call, JsonNode body) {
    return switch (call) {
      case "GET /simulator/transactions" -> control.transactions(1000);
      case "GET /simulator/deliveries" -> control.deliveries();
      case "GET /simulator/calls" -> calls();
      case "GET /simulator/clock" -> Map.of("now", clock.now());
      case "POST /simulator/deliveries/await" -> control.awaitNotifications(limit(body));
      case "POST /simulator/deliveries/all" -> control.deliverAll(limit(body));
      default -> {
        String path = call.substring(call.indexOf(' ') + 1);
        yield path.startsWith(TRANSACTIONS + "/")
            ? transaction(call.startsWith("GET "), path, body)
            : set(call, body);
      }
    };
  }

  private Map<String, Long> calls() {
    Map<String, Long> calls = new TreeMap<>();
    for (Operation operation : Operation.values()) {
      calls.put(operation.name(), control.calls(operation));
    }
    return calls;
  }

  private @Nullable Object set(String call, JsonNode body) {
    switch (call) {
      case "POST /simulator/faults" ->
          control.fault(
              Fault.named(required(body, "fault"), duration(body)),
              Operation.valueOf(body.path("operation").asString("ANY").toUpperCase(Locale.ROOT)),
              body.path("times").asInt(1),
              body.path("order_id_prefix").asString(""));
      case "POST /simulator/webhook-faults" ->
          control.webhookFault(
              WebhookFault.named(required(body, "fault"), duration(body)),
              body.path("times").asInt(1),
              body.path("order_id_prefix").asString(""));
      case "DELETE /simulator/faults" -> control.clearFaults();
      case "POST /simulator/clock/advance" ->
          control.advance(Duration.ofSeconds(Long.parseLong(required(body, "seconds"))));
      case "POST /simulator/down" ->
          control.down(Down.valueOf(required(body, "mode").toUpperCase(Locale.ROOT)));
      case "POST /simulator/refund-repeats" ->
          control.refuseRefundRepeats(body.path("refused").asBoolean(true));
      case "POST /simulator/notification-url" -> control.notificationUrl(url(body));
      case "POST /simulator/test-notification" -> control.notifyTest(required(body, "server_key"));
      case "POST /simulator/reset" -> control.reset();
      default -> {
        return null;
      }
    }
    return DONE;
  }

  private @Nullable Object transaction(boolean get, String path, JsonNode body) {
    String rest = path.substring(TRANSACTIONS.length() + 1);
    int slash = rest.indexOf('/');
    String id = slash < 0 ? rest : rest.substring(0, slash);
    if (get) {
      return slash < 0 ? control.transaction(id) : null;
    }
    switch (rest.substring(slash + 1)) {
      case "pay" -> control.pay(id);
      case "pay-with-fee" -> control.payWithFee(id, Long.parseLong(required(body, "customer_fee")));
      case "pay-after-all" -> control.payAfterAll(id);
      case "deny" -> control.deny(id);
      case "fail-attempt" -> control.failAttempt(id);
      case "expire" -> control.expire(id);
      case "cancel" -> control.cancelByMerchant(id);
      case "failure" -> control.failure(id);
      case "authorize" -> control.authorize(id);
      case "challenge" -> control.challenge(id);
      case "approve" -> control.approve(id);
      case "settle" -> control.settle(id);
      case "chargeback" -> control.chargeback(id);
      case "partial-chargeback" -> control.partialChargeback(id);
      case "refund" -> control.refundByDashboard(id, Long.parseLong(required(body, "amount")));
      case "settlement-then-deny" -> control.settlementThenDeny(id);
      case "stick" -> control.stick(id);
      case "notify" -> {
        String status = body.path("transaction_status").asString("");
        control.notify(id, status.isEmpty() ? control.transaction(id).status() : status);
      }
      default -> {
        return null;
      }
    }
    return control.transaction(id);
  }

  private static String required(JsonNode body, String name) {
    JsonNode value = body.path(name);
    if (!value.isString() && !value.isIntegralNumber()) {
      throw new IllegalArgumentException("the body needs " + name);
    }
    return value.asString();
  }

  private static Duration duration(JsonNode body) {
    return Duration.ofMillis(body.path("duration_ms").asLong(1000));
  }

  private static Duration limit(JsonNode body) {
    return Duration.ofSeconds(body.path("seconds").asLong(10));
  }

  /** Null removes the URL. */
  private static @Nullable URI url(JsonNode body) {
    String text = body.path("url").asString("");
    URI url = Http.url(text);
    if (url == null && !text.isEmpty()) {
      throw new IllegalArgumentException("url is not one of HTTP: " + text);
    }
    return url;
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] json = MAPPER.writeValueAsBytes(answer);
    Http.send(exchange, status, Reply.JSON, json);
  }
}
