package id.laris.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The customer who pays, by the control API of the simulated gateway. */
final class Customer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** The header that only the simulator answers with. */
  private static final String NOT_REAL = "X-Not-Real";

  private final URI simulator;
  private final PrintStream out;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  Customer(URI simulator, PrintStream out) {
    this.simulator = simulator;
    this.out = out;
  }

  /** The simulated gateway does not run, or is not the one that Laris uses. */
  static final class NotThereException extends RuntimeException {
    NotThereException(String message) {
      super(message);
    }
  }

  /** Makes sure that no real gateway is touched. */
  void requireGateway() {
    if (!isSimulator()) {
      throw new NotThereException(
          """

          Laris runs, but no simulated payment gateway answers at %s.
          It comes with ./pos run in development mode. Where POS_MIDTRANS_URL is set, where callers are
          authenticated, and in production there is none: this sale is not for a real gateway. If the simulator
          listens elsewhere, set POS_SIMULATOR_URL."""
              .formatted(simulator));
    }
  }

  private boolean isSimulator() {
    try {
      return send(HttpRequest.newBuilder(simulator.resolve("/simulator/clock")).GET())
          .headers()
          .firstValue(NOT_REAL)
          .isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  void pay(ShownCalls calls, String gatewayOrderId) {
    URI url = simulator.resolve("/simulator/transactions/%s/pay".formatted(gatewayOrderId));
    calls.showStep(
        "The customer pays now (or you: click Pay at %s)".formatted(simulator),
        "curl -X POST " + url);
    try {
      HttpResponse<String> answer =
          send(HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.noBody()));
      out.println(answer.body());
      if (answer.statusCode() != 200) {
        throw new NotThereException(
            "The simulator at %s does not have this payment: Laris asks another gateway. Set POS_SIMULATOR_URL."
                .formatted(simulator));
      }
    } catch (IOException e) {
      throw new NotThereException("The simulator at %s has stopped: %s".formatted(simulator, e));
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
