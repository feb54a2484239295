package id.laris.common;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Health and metrics over HTTP, which need no bodies: a request with one is refused at once. */
@Component
class ManagementPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private static final int TOO_LARGE = 413;

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    HttpLimits.applyTo(factory);
    factory.addEngineValves(new NoBodies());
  }

  private static final class NoBodies extends ValveBase {

    NoBodies() {
      super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
        // Tomcat closes the connection after this status, without reading the body.
        response.setStatus(TOO_LARGE);
        return;
      }
      getNext().invoke(request, response);
    }
  }
}
