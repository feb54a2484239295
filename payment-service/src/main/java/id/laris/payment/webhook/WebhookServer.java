package id.laris.payment.webhook;

import id.laris.common.CannotStart;
import id.laris.common.HttpLimits;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.payment.midtrans.NotificationUrl;
import id.laris.payment.transaction.HandleNotification;
import id.laris.pos.v1.HandleNotificationRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Serves {@code POST /webhooks/midtrans}, which the gateway calls. It has a port of its own, so
 * that the internet can reach this one path and not the management of the process.
 *
 * <p>Replies: 200 for a notification that was taken, was known, or is a test; 400 for a body that
 * is not a notification; 408 for one that comes too slowly and 413 for one that is too large; 403
 * for a wrong signature or an unknown transaction; 503 where it could not be confirmed or stored,
 * so that the gateway sends it again.
 */
@Component
public class WebhookServer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(WebhookServer.class);

  private static final String PATH = "/webhooks/midtrans";

  private static final int PIECE_BYTES = 8_192;
  private static final int DRAINED_BYTES = 1_048_576;

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int TOO_SLOW = 408;
  private static final int TOO_LARGE = 413;
  private static final int TRY_AGAIN = 503;

  private final WebhookSettings settings;
  private final HandleNotification handleNotification;
  private final NotificationUrl notificationUrl;
  private @Nullable WebServer server;

  WebhookServer(
      WebhookSettings settings,
      HandleNotification handleNotification,
      NotificationUrl notificationUrl) {
    this.settings = settings;
    this.handleNotification = handleNotification;
    this.notificationUrl = notificationUrl;
  }

  @Override
  public synchronized void start() {
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(settings.port());
    factory.setAddress(settings.address());
    HttpLimits.applyTo(factory);
    server =
        factory.getWebServer(
            context -> context.addServlet("webhook", new Webhook()).addMapping("/"));
    try {
      server.start();
    } catch (PortInUseException e) {
      throw new CannotStart(
          "port %d, for the payment gateway's notifications, is taken: set POS_HTTP_PORT to another."
              .formatted(settings.port()),
          e);
    }
    notificationUrl.useForSimulator(URI.create("http://127.0.0.1:%d%s".formatted(port(), PATH)));
  }

  /** Returns the port that it listens on. */
  public synchronized int port() {
    if (server == null) {
      throw new IllegalStateException("the webhook is not started");
    }
    return server.getPort();
  }

  private final class Webhook extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(status(request));
    }
  }

  private int status(HttpServletRequest request) {
    if (!request.getServletPath().equals(PATH)) {
      return NOT_FOUND;
    }
    if (!request.getMethod().equals("POST")) {
      return METHOD_NOT_ALLOWED;
    }
    try {
      byte[] body = body(request.getInputStream());
      return body.length > HttpLimits.MAX_BODY_BYTES
          ? TOO_LARGE
          : status(new String(body, StandardCharsets.UTF_8));
    } catch (SocketTimeoutException e) {
      return TOO_SLOW;
    } catch (IOException e) {
      return BAD_REQUEST;
    }
  }

  /**
   * Reads the body in whatever pieces it comes; of one that is too large, a little more than is
   * allowed. The rest of it is read too, within reason: a connection that is closed before loses
   * the answer.
   */
  private static byte[] body(InputStream input) throws IOException {
    long begin = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE_BYTES];
    int total = 0;
    for (int read = input.read(piece);
        read >= 0 && total < DRAINED_BYTES;
        read = input.read(piece)) {
      if (System.nanoTime() - begin > HttpLimits.BODY_WITHIN.toNanos()) {
        throw new SocketTimeoutException("the body is too slow");
      }
      total += read;
      if (body.size() <= HttpLimits.MAX_BODY_BYTES) {
        body.write(piece, 0, read);
      }
    }
    return body.toByteArray();
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
      server.stop();
      server.destroy();
      server = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return server != null;
  }
}
