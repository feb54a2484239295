package id.laris.common;

import java.io.IOException;
import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.TomcatWebServerFactory;

/**
 * The limits of every HTTP port: none of its clients, however slow and many, may keep others from
 * being served. A request that waits for its client costs a virtual thread.
 */
public final class HttpLimits {

  /** The largest body that is read. */
  public static final int MAX_BODY_BYTES = 65_536;

  /** The time for a whole body. */
  public static final Duration BODY_WITHIN = Duration.ofSeconds(10);

  /** The time for a whole head: the request line and the headers. */
  private static final Duration HEAD_WITHIN = Duration.ofSeconds(10);

  /** The time until the next bytes. */
  private static final Duration READ_WITHIN = Duration.ofSeconds(5);

  private static final int MAX_CONNECTIONS = 2_000;
  private static final int MAX_HEADER_BYTES = 8_192;

  private HttpLimits() {}

  /** Applies the limits to the server that the factory makes. */
  public static void applyTo(TomcatWebServerFactory factory) {
    factory.setProtocol(TimedHttp.class.getName());
    factory.addConnectorCustomizers(HttpLimits::customize);
  }

  private static void customize(Connector connector) {
    connector.setMaxPostSize(MAX_BODY_BYTES);
    if (connector.getProtocolHandler() instanceof TimedHttp http) {
      http.setConnectionTimeout((int) READ_WITHIN.toMillis());
      http.setMaxConnections(MAX_CONNECTIONS);
      http.setMaxHttpRequestHeaderSize(MAX_HEADER_BYTES);
      // Nobody waits for the rest of a refused body.
      http.setMaxSwallowSize(0);
      http.setExecutor(new VirtualThreadExecutor("http-" + connector.getPort() + "-"));
    }
  }

  /** HTTP/1.1 that limits the time of a head. Tomcat makes it by its name. */
  public static final class TimedHttp extends Http11NioProtocol {

    @Override
    protected Processor createProcessor() {
      return new TimedHead(this);
    }
  }

  /** Closes a connection whose head is late; Tomcat limits the time of each read only. */
  private static final class TimedHead extends Http11Processor {

    TimedHead(TimedHttp protocol) {
      super(protocol, protocol.getAdapter());
    }

    @Override
    public SocketState service(SocketWrapperBase<?> connection) throws IOException {
      SocketState state = super.service(connection);
      boolean waits = (state == SocketState.OPEN || state == SocketState.LONG) && !isAsync();
      // The time of a request's first byte; negative until it comes.
      long begin = request.getStartTimeNanos();
      if (!waits || begin < 0) {
        return state;
      }
      // LONG keeps this processor and its time also where only empty lines have come.
      return System.nanoTime() - begin > HEAD_WITHIN.toNanos()
          ? SocketState.CLOSED
          : SocketState.LONG;
    }
  }
}
