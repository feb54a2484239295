package id.laris.staff.apikey;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.db.TenantRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A credential of another system. Its secret is not stored. */
@Entity
@Table(name = "api_key", schema = "staff")
public class ApiKey extends TenantRow {

  @Column(updatable = false)
  private String name = "";

  private String beginning = "";

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(updatable = false)
  private List<String> scopes = List.of();

  @Column(name = "secret_hash")
  private byte[] secretHash = {};

  @Column(name = "previous_hash")
  private byte @Nullable [] previousHash;

  @Column(name = "previous_until")
  private @Nullable Instant previousUntil;

  @Column(name = "expires_at", updatable = false)
  private @Nullable Instant expiresAt;

  @Column(name = "revoked_at")
  private @Nullable Instant revokedAt;

  /** For Hibernate. */
  protected ApiKey() {}

  ApiKey(UUID id, String name, List<String> scopes, @Nullable Instant expiresAt) {
    super(id);
    this.name = name;
    this.scopes = scopes.stream().distinct().sorted().toList();
    this.expiresAt = expiresAt;
  }

  /** Gets its first secret. */
  void take(ApiKeySecret secret) {
    secretHash = secret.hash();
    beginning = secret.beginning();
  }

  /** Gets another secret; the one until now is accepted for a while. */
  void rotate(ApiKeySecret secret, Instant now, Duration overlap) {
    previousHash = overlap.isZero() ? null : secretHash;
    previousUntil = overlap.isZero() ? null : now.plus(overlap);
    take(secret);
  }

  void revoke(Instant now) {
    revokedAt = now;
  }

  boolean isRevoked() {
    return revokedAt != null;
  }

  /** Returns whether calls with the secret of this hash are accepted. */
  public boolean accepts(byte[] hash, Instant now) {
    if (revokedAt != null || (expiresAt != null && !now.isBefore(expiresAt))) {
      return false;
    }
    boolean previous = previousHash != null && previousUntil != null && now.isBefore(previousUntil);
    return Arrays.equals(secretHash, hash) || (previous && Arrays.equals(previousHash, hash));
  }

  public List<String> scopes() {
    return scopes;
  }

  id.laris.pos.v1.ApiKey toProto(@Nullable Instant lastUsedAt) {
    id.laris.pos.v1.ApiKey.Builder proto =
        id.laris.pos.v1.ApiKey.newBuilder()
            .setId(id().toString())
            .setName(name)
            .setBeginning(beginning)
            .addAllScopes(scopes)
            .setVersion(version());
    setTime(expiresAt, proto::setExpiresAt);
    setTime(revokedAt, proto::setRevokedAt);
    setTime(lastUsedAt, proto::setLastUsedAt);
    setTime(previousUntil, proto::setPreviousUntil);
    setTime(createdAt(), proto::setCreatedAt);
    setTime(updatedAt(), proto::setUpdatedAt);
    return proto.build();
  }
}
