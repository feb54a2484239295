package id.laris.payment.account;

/**
 * The secret of an account at the gateway. It never shows itself: what prints one prints its mask.
 */
public final class ServerKey {

  private static final String SANDBOX = "SB-Mid-server-";
  private static final String PRODUCTION = "Mid-server-";
  private static final int SHOWN = 4;

  private final String secret;

  ServerKey(String secret) {
    this.secret = secret;
  }

  /** For the gateway's client alone: to sign, and to show it to the gateway. */
  public String secret() {
    return secret;
  }

  boolean isSandbox() {
    return secret.startsWith(SANDBOX);
  }

  /** Whether it looks like one at all. */
  static boolean isOne(String text) {
    return (text.startsWith(SANDBOX) || text.startsWith(PRODUCTION))
        && text.matches("[A-Za-z0-9_-]{16,200}");
  }

  /** Such as {@code SB-Mid-server-****5678}. */
  String mask() {
    String beginning = isSandbox() ? SANDBOX : PRODUCTION;
    return beginning + "****" + secret.substring(secret.length() - SHOWN);
  }

  @Override
  public String toString() {
    return mask();
  }
}
