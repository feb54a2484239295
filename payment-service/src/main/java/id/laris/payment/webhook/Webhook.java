package id.laris.payment.webhook;

import id.laris.common.HttpLimits;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.http.HttpEndpoint;
import id.laris.common.http.HttpPort;
import id.laris.payment.midtrans.NotificationUrl;
import id.laris.payment.transaction.HandleNotification;
import id.laris.pos.v1.HandleNotificationRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * {@code POST /webhooks/midtrans}, which the gateway calls.
 *
 * <p>Replies: 200 for a notification that was taken, was known, or is a test; 400 for a body that
 * is not a notification; 408 for one that comes too slowly and 413 for one that is too large; 403
 * for a wrong signature or an unknown transaction; 503 where it could not be confirmed or stored,
 * so that the gateway sends it again.
 */
@Component
class Webhook implements HttpEndpoint {

  private static final Logger log = LoggerFactory.getLogger(Webhook.class);

  private static final String PATH = "/webhooks/midtrans";

  private static final int PIECE_BYTES = 8_192;
  private static final int DRAINED_BYTES = 1_048_576;

  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int TOO_SLOW = 408;
  private static final int TOO_LARGE = 413;
  private static final int TRY_AGAIN = 503;

  private final HandleNotification handleNotification;
  private final NotificationUrl notificationUrl;

  Webhook(HandleNotification handleNotification, NotificationUrl notificationUrl) {
    this.handleNotification = handleNotification;
    this.notificationUrl = notificationUrl;
  }

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String method() {
    return "POST";
  }

  @EventListener
  void tellSimulator(HttpPort.Started started) {
    notificationUrl.useForSimulator(
        URI.create("http://127.0.0.1:%d%s".formatted(started.port(), PATH)));
  }

  @Override
  public void serve(HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(status(request));
  }

  private int status(HttpServletRequest request) {
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
}
