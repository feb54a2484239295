package id.laris.staff.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.laris.common.http.HttpEndpoint;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The public keys at the path where others look for them. */
@Component
class KeySetPage implements HttpEndpoint {

  private static final Logger log = LoggerFactory.getLogger(KeySetPage.class);
  private static final int TRY_AGAIN = 503;

  private final SigningKeyRing keys;

  KeySetPage(SigningKeyRing keys) {
    this.keys = keys;
  }

  @Override
  public String path() {
    return "/.well-known/jwks.json";
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    byte[] json;
    try {
      json = keys.publicKeys().getBytes(UTF_8);
    } catch (RuntimeException e) {
      log.warn("the public keys cannot be read: {}", e.toString());
      response.setStatus(TRY_AGAIN);
      return;
    }
    response.setContentType("application/jwk-set+json");
    response.setHeader("Cache-Control", "public, max-age=300");
    response.setContentLength(json.length);
    response.getOutputStream().write(json);
  }
}
