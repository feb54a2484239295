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

  private final @Nullable AccessTokens tokens;
  private final ApiKeys apiKeys;

  /**
   * Makes the authenticator.
   *
   * @param tokens null if this process accepts no tokens
   */
  CredentialsAuthenticator(@Nullable AccessTokens tokens, ApiKeys apiKeys) {
    this.tokens = tokens;
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
      return apiKeys.caller(apiKey.strip());
    }
    if (authorization != null) {
      throw Errors.unauthenticated("The authorization header must have the form: Bearer <token>.");
    }
    throw Errors.unauthenticated(
        "The call has no credentials: send the header authorization: Bearer <token>, or x-api-key: <key>.");
  }

  private Caller callerOfToken(String token) {
    if (tokens == null) {
      throw Errors.unauthenticated(
          "This server does not accept tokens: send the header x-api-key: <key>.");
    }
    return tokens.caller(token);
  }
}
