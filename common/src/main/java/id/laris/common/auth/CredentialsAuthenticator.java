package id.laris.common.auth;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Authenticator;
import id.laris.common.grpc.Headers;
import io.grpc.Metadata;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Authenticates the caller by its token or its API key, and ignores development headers. */
final class CredentialsAuthenticator implements Authenticator {

  private static final Pattern BEARER =
      Pattern.compile("\\s*Bearer\\s+(\\S+)\\s*", Pattern.CASE_INSENSITIVE);

  private final OurCredentials ours;
  private final @Nullable AccessTokens outside;
  private final ApiKeys apiKeys;

  /**
   * Makes the authenticator.
   *
   * @param ours the tokens and keys that staff-service gives
   * @param outside the tokens of another issuer; null if none is believed
   * @param apiKeys the keys of the configuration
   */
  CredentialsAuthenticator(OurCredentials ours, @Nullable AccessTokens outside, ApiKeys apiKeys) {
    this.ours = ours;
    this.outside = outside;
    this.apiKeys = apiKeys;
  }

  @Override
  public Caller authenticate(Metadata headers) {
    String authorization = headers.get(Headers.AUTHORIZATION);
    if (authorization != null) {
      Matcher bearer = BEARER.matcher(authorization);
      if (bearer.matches()) {
        return callerOfToken(bearer.group(1));
      }
    }
    String apiKey = headers.get(Headers.API_KEY);
    if (apiKey != null && !apiKey.isBlank()) {
      return callerOfKey(apiKey.strip());
    }
    if (authorization != null) {
      throw Errors.unauthenticated("The authorization header must have the form: Bearer <token>.");
    }
    throw Errors.unauthenticated(
        "The call has no credentials: send the header authorization: Bearer <token>, or x-api-key:"
            + " <key>.");
  }

  /**
   * The issuer that the token names decides by whose keys it is checked, and these tokens must then
   * be of that issuer: a key of one cannot sign for the other.
   */
  private Caller callerOfToken(String token) {
    return outside == null || AccessTokens.names(token, OurTokens.ISSUER)
        ? ours.callerOfToken(token)
        : outside.caller(token);
  }

  private Caller callerOfKey(String apiKey) {
    return apiKeys.find(apiKey).orElseGet(() -> ours.callerOfKey(apiKey));
  }
}
