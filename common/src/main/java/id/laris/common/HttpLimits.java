package id.laris.common;

import java.time.Duration;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;

/**
 * The limits of every HTTP port: none of its clients, however slow and many, may keep others from
 * being served. A request that waits for its client costs a virtual thread.
 */
public final class HttpLimits implements TomcatConnectorCustomizer {

  /** The largest body that is read. */
  public static final int MAX_BODY_BYTES = 65_536;

  /** The time for a whole body. */
  public static final Duration BODY_WITHIN = Duration.ofSeconds(10);

  /** The time until the next bytes. */
  private static final Duration READ_WITHIN = Duration.ofSeconds(5);

  private static final int MAX_CONNECTIONS = 2_000;
  private static final int MAX_HEADER_BYTES = 8_192;

  @Override
  public void customize(Connector connector) {
    connector.setMaxPostSize(MAX_BODY_BYTES);
    if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
      http.setConnectionTimeout((int) READ_WITHIN.toMillis());
      http.setMaxConnections(MAX_CONNECTIONS);
      http.setMaxHttpRequestHeaderSize(MAX_HEADER_BYTES);
      // Nobody waits for the rest of a refused body.
      http.setMaxSwallowSize(0);
      http.setExecutor(new VirtualThreadExecutor("http-" + connector.getPort() + "-"));
    }
  }
}
