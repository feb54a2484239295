package id.laris.common.auth;

/**
 * The words that staff-service, which issues tokens, and every process that reads them agree on.
 */
public final class OurTokens {

  /** The {@code iss} of every token of ours. An outside issuer must have another one. */
  public static final String ISSUER = "laris";

  public static final String AUDIENCE = "laris";

  /** The claim with the id of the session. */
  public static final String SESSION = "sid";

  /** The claim with the id of the till's register. */
  public static final String REGISTER = "register_id";

  /** The claim with the id of the register's location. */
  public static final String LOCATION = "location_id";

  /** The beginning of every API key that staff-service makes. */
  public static final String API_KEY_PREFIX = "laris_";

  private OurTokens() {}
}
