package id.laris.payment.midtrans;

import id.laris.common.CannotStart;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;

/** Parses URLs of settings. Messages do not quote them, as they may contain a password. */
final class WebAddress {

  private WebAddress() {}

  /**
   * Parses an http or https URL without user, query and fragment, and removes slashes at its end.
   */
  static URI parse(String setting, String text) {
    try {
      URI url = new URI(text.strip().replaceAll("/+$", ""));
      boolean usable =
          url.getHost() != null
              && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
              && url.getRawUserInfo() == null
              && url.getRawQuery() == null
              && url.getRawFragment() == null;
      if (usable) {
        return url;
      }
    } catch (URISyntaxException e) {
      // The exception below explains it.
    }
    throw new CannotStart(
        "%s must be an http or https URL without user name and query, such as https://pos.example.com"
            .formatted(setting));
  }

  /** Parses a URL that a secret may be sent to: https, or this machine. */
  static URI parsePrivate(String setting, String text) {
    URI url = parse(setting, text);
    if (url.getScheme().equals("https") || isLoopback(url.getHost())) {
      return url;
    }
    throw new CannotStart(
        "%s must begin with https: server keys are sent there. Only an address of this machine may be http."
            .formatted(setting));
  }

  /** Returns whether the URL is of this machine. */
  static boolean isThisMachine(URI url) {
    return isLoopback(url.getHost());
  }

  /** Decides without a name server, whose answer may change. */
  private static boolean isLoopback(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
