package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.pos.v1.CheckRequest;
import id.laris.pos.v1.CheckResponse;
import id.laris.pos.v1.HealthServiceGrpc;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Slow clients of a port keep nobody from being served, and lose their connections. */
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class SlowClientsTest {

  private static final int CLIENTS = 250;

  private static final String SLOW_BODY =
      "POST /actuator/health HTTP/1.1\r\nHost: laris\r\nContent-Length: 100\r\n\r\n{";
  private static final String SLOW_CHUNKS =
      "GET /actuator/health HTTP/1.1\r\nHost: laris\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab";
  private static final String SLOW_HEADERS = "GET /actuator/health HTTP/1.1\r\nHost: la";

  private static final String HTTP2 = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  /** Clients of gRPC that connect, begin to shake hands, or do so, and say nothing more. */
  private static final List<String> SILENT_AFTER =
      List.of("", HTTP2.substring(0, 9), HTTP2, HTTP2 + "\0\0\0\4\0\0\0\0\0");

  private static final int BETWEEN_BYTES_MILLIS = 500;

  /** Far more than a client can send within the time for a head, and far fewer than a head has. */
  private static final int TOO_MANY_BYTES = 120;

  @TempDir static Path data;

  private static SuiteProcess suite;

  @BeforeAll
  static void start() throws IOException {
    suite =
        SuiteProcess.start(data, Map.of("POS_MAX_CONNECTIONS", String.valueOf(SILENT_AFTER.size())))
            .awaitReady();
  }

  @AfterAll
  static void stop() {
    suite.close();
  }

  @Test
  void healthAnswersBesideSlowClientsAndRefusesBodiesAtOnce() throws Exception {
    int port = suite.managementPort();
    List<Socket> slow = new ArrayList<>();
    try {
      for (String begun : List.of(SLOW_HEADERS, SLOW_CHUNKS, SLOW_BODY)) {
        for (int number = 0; number < CLIENTS; number++) {
          slow.add(send(port, begun));
        }
        assertHealthy();
      }

      assertThat(firstLine(slow.get(CLIENTS))).startsWith("HTTP/1.1 413");
      assertThat(firstLine(slow.getLast())).startsWith("HTTP/1.1 413");
    } finally {
      closeAll(slow);
    }
  }

  @Test
  void aHeadThatComesByteAfterByteIsNotWaitedFor() throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> sent = new ArrayList<>();
      for (int port : List.of(suite.managementPort(), suite.httpPort())) {
        sent.add(clients.submit(() -> trickle(port, SLOW_HEADERS, 'a')));
        sent.add(clients.submit(() -> trickle(port, "G", 'E')));
        sent.add(clients.submit(() -> trickle(port, "GET /", 'a')));
        sent.add(clients.submit(() -> trickle(port, "\r", '\n')));
      }
      for (Future<Integer> bytes : sent) {
        assertThat(bytes.get()).isLessThan(TOO_MANY_BYTES);
      }
    }
  }

  @Test
  void silentClientsOfGrpcFillItsPortAndHealthAnswersAndTheyAreClosed() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (String begun : SILENT_AFTER) {
        silent.add(send(suite.port(), begun));
      }

      awaitEnd(send(suite.port(), ""));
      assertHealthy();
      assertThat(suite.said()).contains("POS_MAX_CONNECTIONS were refused");

      for (Socket socket : silent) {
        awaitEnd(socket);
      }
      assertThat(
              HealthServiceGrpc.newBlockingStub(suite.channel())
                  .withWaitForReady()
                  .check(CheckRequest.getDefaultInstance())
                  .getStatus())
          .isEqualTo(CheckResponse.Status.SERVING);
    } finally {
      closeAll(silent);
    }
  }

  private static void assertHealthy() throws IOException, InterruptedException {
    HttpResponse<String> health = suite.health();
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).contains("\"UP\"");
  }

  /** Sends byte after byte until the server closes the connection; the number of bytes it took. */
  private static int trickle(int port, String begun, char next) throws IOException {
    try (Socket socket = send(port, begun)) {
      socket.setSoTimeout(BETWEEN_BYTES_MILLIS);
      int sent = 0;
      while (sent < TOO_MANY_BYTES) {
        try {
          if (socket.getInputStream().read() < 0) {
            break;
          }
        } catch (SocketTimeoutException e) {
          socket.getOutputStream().write(next);
          sent++;
        }
      }
      return sent;
    } catch (SocketException e) {
      // The server has closed it, and we wrote after that.
      return 0;
    }
  }

  /** Waits until the server closes the connection. */
  private static void awaitEnd(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (SocketException e) {
      // It was reset.
    }
  }

  private static Socket send(int port, String text) throws IOException {
    Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  private static String firstLine(Socket socket) throws IOException {
    return String.valueOf(
        new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
            .readLine());
  }

  private static void closeAll(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
