package id.laris.payment.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import id.laris.common.CannotStart;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.payment.midtrans.NotificationUrl;
import id.laris.payment.transaction.HandleNotification;
import id.laris.pos.v1.HandleNotificationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Serves {@code POST /webhooks/midtrans}, which the gateway calls. It has a port of its own, so
 * that the internet can reach this one path and not the management of the process.
 *
 * <p>Replies: 200 for a notification that was taken, was known, or is a test; 400 for a body that
 * is not a notification; 403 for a wrong signature or an unknown transaction; 503 where it could
 * not be confirmed or stored, so that the gateway sends it again.
 */
@Component
public class WebhookServer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WebhookServer.class);

  private static final String PATH = "/webhooks/midtrans";
  private static final int MAX_BODY_BYTES = 65_536;
  private static final int BACKLOG = 1_000;
  private static final int STOP_WITHIN_SECONDS = 2;

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int TOO_LARGE = 413;
  private static final int TRY_AGAIN = 503;

  static {
    // In seconds: a client that sends a byte a minute must not hold a connection for ever.
    setDefault("sun.net.httpserver.maxReqTime", "30");
    setDefault("sun.net.httpserver.maxRspTime", "30");
    setDefault("sun.net.httpserver.nodelay", "true");
  }

  private final WebhookSettings settings;
  private final HandleNotification handleNotification;
  private final NotificationUrl notificationUrl;
  private @Nullable HttpServer server;

  WebhookServer(
      WebhookSettings settings,
      HandleNotification handleNotification,
      NotificationUrl notificationUrl) {
    this.settings = settings;
    this.handleNotification = handleNotification;
    this.notificationUrl = notificationUrl;
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  @Override
  public synchronized void start() {
    try {
      server =
          HttpServer.create(new InetSocketAddress(settings.address(), settings.port()), BACKLOG);
    } catch (BindException e) {
      throw new CannotStart(
          "port %d, for the payment gateway's notifications, is taken: set POS_HTTP_PORT to another."
              .formatted(settings.port()),
          e);
    } catch (IOException e) {
      throw new IllegalStateException("the webhook cannot listen", e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("webhook-", 0).factory()));
    server.start();
    notificationUrl.useForSimulator(URI.create("http://127.0.0.1:%d%s".formatted(port(), PATH)));
  }

  /** Returns the port that it listens on. */
  public synchronized int port() {
    if (server == null) {
      throw new IllegalStateException("the webhook is not started");
    }
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = status(exchange);
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private int status(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      return NOT_FOUND;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return METHOD_NOT_ALLOWED;
    }
    byte[] body = body(exchange);
    if (body.length > MAX_BODY_BYTES) {
      return TOO_LARGE;
    }
    return status(new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    try (InputStream input = exchange.getRequestBody()) {
      return input.readNBytes(MAX_BODY_BYTES + 1);
    }
  }

  private int status(String body) {
    try {
      handleNotification.run(HandleNotificationRequest.newBuilder().setBody(body).build());
      return OK;
    } catch (PosException e) {
      if (e.reason() == Reason.VALIDATION_FAILED) {
        return BAD_REQUEST;
      }
      return e.reason() == Reason.PERMISSION_DENIED ? FORBIDDEN : TRY_AGAIN;
    } catch (RuntimeException e) {
      log.warn("a notification could not be handled, the gateway will send it again", e);
      return TRY_AGAIN;
    }
  }

  @Override
  public synchronized void stop() {
    if (server != null) {
      server.stop(STOP_WITHIN_SECONDS);
      server = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return server != null;
  }
}
