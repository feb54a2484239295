package id.laris.common.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.protobuf.ByteString;
import id.laris.common.Caller;
import id.laris.common.Uuids;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.CheckCredentialRequest;
import id.laris.pos.v1.CheckCredentialResponse;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The tokens and API keys that staff-service gives. A token says who somebody is; what they may do
 * at this moment, and whether their session goes on, staff-service is asked.
 */
final class OurCredentials {

  private static final UUID NO_TENANT = new UUID(0, 0);

  private final AccessTokens tokens;
  private final CheckedCredentials checked;

  OurCredentials(Supplier<StaffQuestions> staff, Clock clock, Executor background) {
    this.tokens =
        AccessTokens.ofOurs(
            new SigningKeys(() -> staff.get().signingKeys(), clock, background), clock);
    this.checked = new CheckedCredentials(staff, clock);
  }

  /**
   * The caller of a token.
   *
   * @throws id.laris.common.errors.PosException UNAUTHENTICATED, UNAVAILABLE
   */
  Caller callerOfToken(String token) {
    Caller caller = tokens.caller(token);
    CheckCredentialResponse now =
        checked.check(
            caller.tenantId(),
            CheckCredentialRequest.newBuilder()
                .setSessionId(Objects.requireNonNull(caller.sessionId()).toString())
                .build());
    if (!now.getValid() || !now.getUserId().equals(caller.userId().toString())) {
      throw Errors.unauthenticated("The session has ended: sign in again.");
    }
    return caller.withScopes(Set.copyOf(now.getScopesList()));
  }

  /**
   * The caller of an API key.
   *
   * @throws id.laris.common.errors.PosException UNAUTHENTICATED, UNAVAILABLE
   */
  Caller callerOfKey(String apiKey) {
    if (!apiKey.startsWith(OurTokens.API_KEY_PREFIX)) {
      throw ApiKeys.unknown();
    }
    byte[] sha256 = Hashing.sha256().hashString(apiKey, UTF_8).asBytes();
    CheckCredentialResponse now =
        checked.check(
            NO_TENANT,
            CheckCredentialRequest.newBuilder()
                .setApiKeySha256(ByteString.copyFrom(sha256))
                .build());
    if (!now.getValid()) {
      throw ApiKeys.unknown();
    }
    UUID id = uuid(now.getUserId());
    return new Caller(uuid(now.getTenantId()), id, id, Set.copyOf(now.getScopesList()));
  }

  private static UUID uuid(String text) {
    return Uuids.parse(text).orElseThrow();
  }
}
