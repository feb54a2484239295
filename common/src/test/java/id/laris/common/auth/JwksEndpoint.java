package id.laris.common.auth;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
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
    exchange.getResponseBody().write(bytes);
    exchange.close();
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

  URL url() {
    try {
      return URI.create("http://127.0.0.1:%d/jwks.json".formatted(server.getAddress().getPort()))
          .toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
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
