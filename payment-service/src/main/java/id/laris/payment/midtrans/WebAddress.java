package id.laris.payment.midtrans;

import id.laris.common.CannotStart;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that somebody wrote into a setting. None is quoted: a password may stand in it. */
final class WebAddress {

  private WebAddress() {}

  /** An http or https URL without user, query and fragment, and without a slash at its end. */
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
      // Said below.
    }
    throw new CannotStart(
        "%s must be an http or https URL without user name and query, such as https://pos.example.com"
            .formatted(setting));
  }

  /** A URL that a secret may be sent to: nobody on the way reads it. */
  static URI parsePrivate(String setting, String text) {
    URI url = parse(setting, text);
    if (url.getScheme().equals("https") || isLoopback(url.getHost())) {
      return url;
    }
    throw new CannotStart(
        "%s must begin with https: server keys are sent there. Only an address of this machine may be http."
            .formatted(setting));
  }

  /** Whether it leads to this machine. */
  static boolean isThisMachine(URI url) {
    return isLoopback(url.getHost());
  }

  /** Asks no name server, whose answer may be another tomorrow. */
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
