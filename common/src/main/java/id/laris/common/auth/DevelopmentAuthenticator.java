package id.laris.common.auth;

import id.laris.common.Caller;
import id.laris.common.Uuids;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Authenticator;
import id.laris.common.grpc.Headers;
import io.grpc.Metadata;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Trusts the headers of the caller. It is for development only: {@link AuthConfiguration} ensures
 * that.
 */
final class DevelopmentAuthenticator implements Authenticator {

  private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");

  @Override
  public Caller authenticate(Metadata headers) {
    return new Caller(
        uuid(headers, Headers.DEV_TENANT_ID),
        uuid(headers, Headers.DEV_USER_ID),
        uuid(headers, Headers.DEV_MEMBERSHIP_ID),
        scopes(headers));
  }

  private static UUID uuid(Metadata headers, Metadata.Key<String> key) {
    String value = headers.get(key);
    if (value == null) {
      throw refused(key, "is missing");
    }
    return Uuids.parse(value.strip()).orElseThrow(() -> refused(key, "is not a UUID"));
  }

  private static RuntimeException refused(Metadata.Key<String> key, String fault) {
    return Errors.unauthenticated(
        "This server runs in development mode, and the header %s %s: set it to a UUID such as %s."
            .formatted(key.name(), fault, "00000000-0000-0000-0000-000000000001"));
  }

  /**
   * Without the header everything is allowed; an empty header allows nothing, so that refusals can
   * be tested.
   */
  private static Set<String> scopes(Metadata headers) {
    String scopes = headers.get(Headers.DEV_SCOPES);
    if (scopes == null) {
      return Set.of(Caller.ALL_SCOPES);
    }
    return SEPARATORS
        .splitAsStream(scopes)
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
