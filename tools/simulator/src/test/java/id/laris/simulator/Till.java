package id.laris.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** The receiver of notifications. It answers 200, or as a test has set. */
final class Till implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private volatile int usualAnswer = 200;

  Till() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** The next answers, before the usual one. */
  void answer(Integer... codes) {
    answers.addAll(List.of(codes));
  }

  void answerAlways(int code) {
    usualAnswer = code;
  }

  List<JsonNode> bodies() {
    return bodies;
  }

  List<String> statuses() {
    return bodies.stream().map(body -> body.path("transaction_status").asString()).toList();
  }

  List<String> paths() {
    return paths;
  }

  JsonNode last() {
    return bodies.getLast();
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] content = exchange.getRequestBody().readAllBytes();
    bodies.add(Reply.MAPPER.readTree(new String(content, StandardCharsets.UTF_8)));
    paths.add(exchange.getRequestURI().getPath());
    Integer answer = answers.poll();
    int code = answer == null ? usualAnswer : answer;
    if (code >= 300 && code < 400) {
      exchange.getResponseHeaders().set("Location", url("/elsewhere").toString());
    }
    exchange.sendResponseHeaders(code, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
