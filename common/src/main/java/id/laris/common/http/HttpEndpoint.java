package id.laris.common.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** One path of the HTTP port. A bean of this type is served by {@link HttpPort}. */
public interface HttpEndpoint {

  /** The whole path, such as {@code /webhooks/midtrans}. */
  String path();

  /** Its only method, such as {@code POST}; any other is 405. */
  String method();

  /** Answers a request. */
  void serve(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
