package id.laris.payment.midtrans;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Context;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends one request, and waits for the whole answer until the timeout, or until the call that it
 * serves is cancelled.
 */
@Component
class MidtransHttp implements DisposableBean {

  /** No answer of the gateway is larger. */
  private static final long MAX_ANSWER_BYTES = 1024 * 1024;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;

  MidtransHttp(MidtransSettings settings) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  Attempt send(MidtransRequest request, Duration timeout) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            toHttp(request), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    Context caller = Context.current();
    Context.CancellationListener giveUp = cancelled -> answer.cancel(true);
    caller.addListener(giveUp, threads);
    try {
      // The client's own timeout ends with the headers, and a body can be slow for ever.
      HttpResponse<byte[]> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      String text = withoutSecrets(request, new String(response.body(), UTF_8));
      return new Attempt.Answered(response.statusCode(), MidtransBody.parse(text));
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Attempt.Unanswered("no answer in time");
    } catch (CancellationException e) {
      return new Attempt.Unanswered("cancelled");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Attempt.Unanswered("interrupted");
    } finally {
      caller.removeListener(giveUp);
    }
  }

  private static HttpRequest toHttp(MidtransRequest request) {
    HttpRequest.Builder http =
        HttpRequest.newBuilder(request.url())
            .header("Authorization", "Basic " + basic(request))
            .header("Accept", "application/json")
            .header("Content-Type", "application/json");
    if (!request.idempotencyKey().isEmpty()) {
      http.header("Idempotency-Key", request.idempotencyKey());
    }
    if (!request.notificationUrl().isEmpty()) {
      http.header("X-Override-Notification", request.notificationUrl());
    }
    if (request.operation() == MidtransRequest.Operation.STATUS) {
      return http.GET().build();
    }
    return http.POST(
            request.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(request.body(), UTF_8))
        .build();
  }

  private static String basic(MidtransRequest request) {
    return Base64.getEncoder().encodeToString((request.serverKey().secret() + ":").getBytes(UTF_8));
  }

  /** Masks the secret: a proxy before the gateway may send back what it received. */
  private static String withoutSecrets(MidtransRequest request, String text) {
    return text.replace(request.serverKey().secret(), request.serverKey().toString())
        .replace(basic(request), "****");
  }

  /** Reports the class of the failure only: its message may quote what was sent. */
  private static Attempt failed(Throwable thrown) {
    String why = thrown.getClass().getSimpleName();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException
          || cause instanceof HttpConnectTimeoutException
          || cause instanceof UnknownHostException
          || cause instanceof UnresolvedAddressException
          || cause instanceof NoRouteToHostException
          || cause instanceof SSLHandshakeException) {
        return new Attempt.NotSent(why);
      }
    }
    // A request that is cancelled may fail with that before its own future is cancelled.
    if (thrown instanceof IOException || thrown instanceof CancellationException) {
      return new Attempt.Unanswered(why);
    }
    throw new IllegalStateException("a request to the gateway could not be sent: " + why);
  }

  @Override
  public void destroy() {
    client.shutdownNow();
    threads.shutdownNow();
  }
}
