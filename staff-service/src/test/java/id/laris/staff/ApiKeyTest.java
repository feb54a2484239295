package id.laris.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import id.laris.common.errors.Reason;
import id.laris.common.grpc.Protos;
import id.laris.pos.Service;
import id.laris.pos.v1.ApiKey;
import id.laris.pos.v1.CheckCredentialRequest;
import id.laris.pos.v1.CheckCredentialResponse;
import id.laris.pos.v1.CreateApiKeyRequest;
import id.laris.pos.v1.CreateApiKeyResponse;
import id.laris.pos.v1.ListApiKeysRequest;
import id.laris.pos.v1.RevokeApiKeyRequest;
import id.laris.pos.v1.RotateApiKeyRequest;
import id.laris.pos.v1.RotateApiKeyResponse;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Refusal;
import id.laris.testkit.StoredRows;
import id.laris.testkit.TestCalls;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The API keys of other systems. */
@StaffTest
class ApiKeyTest {

  @Autowired Team.Parts parts;
  @Autowired TestCalls calls;
  @Autowired FakeClock clock;
  @Autowired StoredRows storedRows;

  private Team team;

  @BeforeEach
  void hire() {
    team = new Team(parts);
  }

  private CreateApiKeyResponse create(String... scopes) {
    return team.admin.createApiKey(request(scopes).build());
  }

  private static CreateApiKeyRequest.Builder request(String... scopes) {
    return CreateApiKeyRequest.newBuilder()
        .setName("Accounting")
        .addAllScopes(java.util.List.of(scopes));
  }

  private CheckCredentialResponse check(String secret) {
    byte[] hash = Hashing.sha256().hashString(secret, StandardCharsets.UTF_8).asBytes();
    // Any service may ask, whatever tenant it works for.
    return new Team(parts)
        .services.checkCredential(
            CheckCredentialRequest.newBuilder().setApiKeySha256(ByteString.copyFrom(hash)).build());
  }

  @Test
  void aKeyIsGoodForItsTenantAndScopes() {
    CreateApiKeyResponse made = create("sales.read", "catalog.read");

    assertThat(made.getSecret()).startsWith("laris_").hasSize(49);
    assertThat(made.getSecret()).startsWith(made.getApiKey().getBeginning());
    CheckCredentialResponse valid = check(made.getSecret());
    assertThat(valid.getValid()).isTrue();
    assertThat(valid.getTenantId()).isEqualTo(team.tenantId.toString());
    assertThat(valid.getUserId()).isEqualTo(made.getApiKey().getId());
    assertThat(valid.getScopesList()).containsExactly("catalog.read", "sales.read");
    assertThat(check(made.getSecret() + "x").getValid()).isFalse();
  }

  @Test
  void nobodyMakesOrChangesAKeyWithMoreThanTheyHave() {
    var clerk = team.with("keys.write", "sales.read");
    Refusal.of(() -> clerk.createApiKey(request("sales.read", "sales.write").build()))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "sales.write");

    ApiKey strong = create("sales.write").getApiKey();
    Refusal.of(() -> clerk.rotateApiKey(rotate(strong, 0))).has(Reason.PERMISSION_DENIED);
    Refusal.of(() -> clerk.revokeApiKey(revoke(strong))).has(Reason.PERMISSION_DENIED);
    Refusal.of(() -> team.admin.createApiKey(request("sales.raed").build()))
        .has(Reason.VALIDATION_FAILED);
  }

  @Test
  void aSecretIsShownOnceAndStoredNowhere() {
    UUID key = UUID.randomUUID();
    CreateApiKeyRequest request = request("sales.read").setId(UUID.randomUUID().toString()).build();
    var keyed = StaffServiceGrpc.newBlockingStub(calls.as(team.tenantId, key));

    CreateApiKeyResponse first = keyed.createApiKey(request);
    CreateApiKeyResponse repeated = keyed.createApiKey(request);
    CreateApiKeyResponse again = team.admin.createApiKey(request);

    assertThat(first.getSecret()).isNotEmpty();
    assertThat(repeated.getSecret()).isEmpty();
    assertThat(again.getSecret()).isEmpty();
    assertThat(again.getApiKey()).isEqualTo(first.getApiKey());
    String hex =
        java.util.HexFormat.of().formatHex(first.getSecret().getBytes(StandardCharsets.UTF_8));
    assertThat(storedRows.of(Service.STAFF, team.tenantId))
        .noneMatch(row -> row.contains(first.getSecret()) || row.contains(hex));
    Refusal.of(() -> team.admin.createApiKey(request.toBuilder().setName("Other").build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void aRotatedKeyTakesTheOldSecretForTheOverlapOnly() {
    CreateApiKeyResponse made = create("sales.read");

    RotateApiKeyResponse rotated = team.admin.rotateApiKey(rotate(made.getApiKey(), 3_600));

    assertThat(check(made.getSecret()).getValid()).isTrue();
    assertThat(check(rotated.getSecret()).getValid()).isTrue();
    clock.advance(java.time.Duration.ofHours(1));
    assertThat(check(made.getSecret()).getValid()).isFalse();
    assertThat(check(rotated.getSecret()).getValid()).isTrue();

    RotateApiKeyResponse third = team.admin.rotateApiKey(rotate(made.getApiKey(), 0));
    assertThat(check(rotated.getSecret()).getValid()).isFalse();
    assertThat(check(third.getSecret()).getValid()).isTrue();
  }

  @Test
  void aRevokedKeyIsRefusedForGood() {
    CreateApiKeyResponse made = create("sales.read");

    ApiKey revoked = team.admin.revokeApiKey(revoke(made.getApiKey())).getApiKey();

    assertThat(revoked.hasRevokedAt()).isTrue();
    assertThat(check(made.getSecret()).getValid()).isFalse();
    assertThat(team.admin.revokeApiKey(revoke(revoked)).getApiKey()).isEqualTo(revoked);
    Refusal.of(() -> team.admin.rotateApiKey(rotate(revoked, 0)))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void aKeyExpires() {
    CreateApiKeyResponse made =
        team.admin.createApiKey(
            request("sales.read")
                .setExpiresAt(Protos.timestamp(clock.instant().plusSeconds(60)))
                .build());
    assertThat(check(made.getSecret()).getValid()).isTrue();

    clock.advance(java.time.Duration.ofSeconds(60));

    assertThat(check(made.getSecret()).getValid()).isFalse();
    Refusal.of(
            () ->
                team.admin.createApiKey(
                    request("sales.read").setExpiresAt(Protos.timestamp(clock.instant())).build()))
        .has(Reason.VALIDATION_FAILED);
  }

  @Test
  void theLastUseIsKnownToAMinute() {
    CreateApiKeyResponse made = create("sales.read");
    assertThat(only().hasLastUsedAt()).isFalse();

    check(made.getSecret());
    var first = only().getLastUsedAt();
    clock.advance(java.time.Duration.ofSeconds(59));
    check(made.getSecret());
    assertThat(only().getLastUsedAt()).isEqualTo(first);
    clock.advance(java.time.Duration.ofSeconds(1));
    check(made.getSecret());
    assertThat(only().getLastUsedAt()).isEqualTo(Protos.timestamp(clock.instant()));
    assertThat(only().getVersion()).isEqualTo(made.getApiKey().getVersion());
  }

  private ApiKey only() {
    return team.admin.listApiKeys(ListApiKeysRequest.getDefaultInstance()).getApiKeys(0);
  }

  private static RotateApiKeyRequest rotate(ApiKey key, long overlapSeconds) {
    return RotateApiKeyRequest.newBuilder()
        .setApiKeyId(key.getId())
        .setOverlap(Duration.newBuilder().setSeconds(overlapSeconds))
        .build();
  }

  private static RevokeApiKeyRequest revoke(ApiKey key) {
    return RevokeApiKeyRequest.newBuilder().setApiKeyId(key.getId()).build();
  }
}
