package id.laris.common.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.protobuf.ByteString;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.CheckCredentialRequest;
import id.laris.pos.v1.CheckCredentialResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The answers of staff-service, made by tests. */
final class FakeStaff implements StaffQuestions {

  private final Map<CheckCredentialRequest, CheckCredentialResponse> good =
      new ConcurrentHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private final JWKSet keys;
  private volatile boolean away;

  FakeStaff(JWK... keys) {
    this.keys = new JWKSet(List.of(keys));
  }

  static CheckCredentialRequest session(UUID sessionId) {
    return CheckCredentialRequest.newBuilder().setSessionId(sessionId.toString()).build();
  }

  static CheckCredentialRequest key(String secret) {
    return CheckCredentialRequest.newBuilder()
        .setApiKeySha256(ByteString.copyFrom(Hashing.sha256().hashString(secret, UTF_8).asBytes()))
        .build();
  }

  void grant(UUID sessionId, UUID tenantId, UUID userId, String scope) {
    grant(session(sessionId), tenantId, userId, scope);
  }

  void grantKey(String secret, UUID tenantId, UUID userId, String scope) {
    grant(key(secret), tenantId, userId, scope);
  }

  private void grant(CheckCredentialRequest credential, UUID tenantId, UUID userId, String scope) {
    good.put(
        credential,
        CheckCredentialResponse.newBuilder()
            .setValid(true)
            .setTenantId(tenantId.toString())
            .setUserId(userId.toString())
            .addScopes(scope)
            .build());
  }

  void revokeAll() {
    good.clear();
  }

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  int questions() {
    return questions.get();
  }

  @Override
  public CheckCredentialResponse check(UUID tenantId, CheckCredentialRequest request) {
    questions.incrementAndGet();
    if (away) {
      throw Errors.unavailable("The staff service");
    }
    return good.getOrDefault(request, CheckCredentialResponse.getDefaultInstance());
  }

  @Override
  public String signingKeys() {
    if (away) {
      throw Errors.unavailable("The staff service");
    }
    return keys.toString();
  }
}
