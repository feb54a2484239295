package id.laris.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Slow clients of an HTTP port keep nobody from being served. */
@Timeout(240)
@Execution(ExecutionMode.CONCURRENT)
class HttpPortsTest {

  private static final int CLIENTS = 250;

  private static final String SLOW_BODY =
      "POST /actuator/health HTTP/1.1\r\nHost: laris\r\nContent-Length: 100\r\n\r\n{";
  private static final String SLOW_CHUNKS =
      "GET /actuator/health HTTP/1.1\r\nHost: laris\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab";
  private static final String SLOW_HEADERS = "GET /actuator/health HTTP/1.1\r\nHost: la";

  @TempDir Path data;

  @Test
  void healthAnswersBesideSlowClientsAndRefusesBodiesAtOnce() throws Exception {
    try (SuiteProcess suite = SuiteProcess.start(data, Map.of()).awaitReady()) {
      int port = suite.managementPort();
      List<Socket> slow = new ArrayList<>();
      try {
        for (String begun : List.of(SLOW_HEADERS, SLOW_CHUNKS, SLOW_BODY)) {
          for (int number = 0; number < CLIENTS; number++) {
            slow.add(send(port, begun));
          }
          HttpResponse<String> health = suite.health();
          assertThat(health.statusCode()).isEqualTo(200);
          assertThat(health.body()).contains("\"UP\"");
        }

        assertThat(firstLine(slow.get(CLIENTS))).startsWith("HTTP/1.1 413");
        assertThat(firstLine(slow.getLast())).startsWith("HTTP/1.1 413");
      } finally {
        for (Socket socket : slow) {
          socket.close();
        }
      }
    }
  }

  private static Socket send(int port, String text) throws IOException {
    Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
    socket.setSoTimeout(30_000);
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
}
