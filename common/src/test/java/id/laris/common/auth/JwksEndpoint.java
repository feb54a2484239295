package id.laris.common.auth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A real endpoint on loopback that counts how often it is asked. */
final class JwksEndpoint implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile String body = "{\"keys\":[]}";
  private volatile int status = 200;
  private volatile boolean trickling;

  JwksEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/jwks.json", this::answer);
    server.setExecutor(executor);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    fetches.incrementAndGet();
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    if (trickling) {
      // Bytes come, and never the last one.
      exchange.getResponseBody().write(bytes, 0, 1);
      exchange.getResponseBody().flush();
      return;
    }
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** From here on answers begin and do not end. */
  void trickle(boolean on) {
    trickling = on;
  }

  void publish(JWK... keys) {
    publish(new JWKSet(List.of(keys)).toString());
  }

  void publish(String json) {
    body = json;
  }

  void answerWith(int httpStatus) {
    status = httpStatus;
  }

  int fetches() {
    return fetches.get();
  }

  URI url() {
    return URI.create("http://127.0.0.1:%d/jwks.json".formatted(server.getAddress().getPort()));
  }

  /** From here on connections are refused. */
  void stop() {
    server.stop(0);
  }

  @Override
  public void close() {
    stop();
    executor.close();
  }
}
