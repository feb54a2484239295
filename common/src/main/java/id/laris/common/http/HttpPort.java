package id.laris.common.http;

import id.laris.common.CannotStart;
import id.laris.common.HttpLimits;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Serves every {@link HttpEndpoint} of this process on {@code POS_HTTP_PORT}. It is a port of its
 * own, so that the internet can reach these paths and not the management of the process. A process
 * without endpoints opens none.
 */
@Component
public class HttpPort implements SmartLifecycle, DisposableBean {

  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  private final Map<String, HttpEndpoint> endpoints;
  private final InetAddress address;
  private final int port;
  private final ApplicationEventPublisher events;
  private @Nullable WebServer server;

  HttpPort(
      ObjectProvider<HttpEndpoint> endpoints,
      @Value("${spring.grpc.server.address}") InetAddress address,
      @Value("${pos.http-port}") int port,
      ApplicationEventPublisher events) {
    this.endpoints =
        endpoints.stream().collect(Collectors.toMap(HttpEndpoint::path, Function.identity()));
    this.address = address;
    this.port = port;
    this.events = events;
  }

  /** The port is open. */
  public record Started(int port) {}

  @Override
  public synchronized void start() {
    if (endpoints.isEmpty()) {
      return;
    }
    TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(port);
    // That of the gRPC server: this machine only, unless POS_BIND or authentication allows more.
    factory.setAddress(address);
    HttpLimits.applyTo(factory);
    WebServer started =
        factory.getWebServer(
            context -> context.addServlet("endpoints", new Endpoints()).addMapping("/"));
    try {
      started.start();
    } catch (PortInUseException e) {
      // Its threads would keep the process from ending.
      started.destroy();
      throw new CannotStart(
          "port %d, for HTTP such as the payment gateway's notifications, is taken: set POS_HTTP_PORT"
                  .formatted(port)
              + " to another.",
          e);
    }
    server = started;
    events.publishEvent(new Started(started.getPort()));
  }

  /** Returns the port that it listens on. */
  public synchronized int port() {
    if (server == null) {
      throw new IllegalStateException("the HTTP port is not open");
    }
    return server.getPort();
  }

  private final class Endpoints extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      HttpEndpoint endpoint = endpoints.get(request.getServletPath());
      if (endpoint == null) {
        response.setStatus(NOT_FOUND);
      } else if (!request.getMethod().equals(endpoint.method())) {
        response.setStatus(METHOD_NOT_ALLOWED);
      } else {
        endpoint.serve(request, response);
      }
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

  /** A start that fails elsewhere stops nothing: the threads would keep the process from ending. */
  @Override
  public void destroy() {
    stop();
  }

  @Override
  public synchronized boolean isRunning() {
    return server != null;
  }
}
