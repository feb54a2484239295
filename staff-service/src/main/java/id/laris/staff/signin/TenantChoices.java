package id.laris.staff.signin;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.hash.Hashing;
import id.laris.common.db.Writes;
import id.laris.staff.token.InTenant;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The choices between several tenants that sign-ins have left open. Only the SHA-256 of a token is
 * stored; its 256 random bits cannot be found by trying.
 */
@Component
class TenantChoices {

  private static final Duration LASTS = Duration.ofMinutes(5);
  private static final int TOKEN_BYTES = 32;

  private final JdbcClient jdbc;
  private final Writes writes;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  TenantChoices(JdbcClient jdbc, Writes writes, Clock clock) {
    this.jdbc = jdbc;
    this.writes = writes;
    this.clock = clock;
  }

  /**
   * An employee of a tenant.
   *
   * @param passwordHash the hash that the password was compared with; empty before
   */
  record Candidate(UUID tenantId, UUID employeeId, String passwordHash) {

    Candidate having(String hash) {
      return new Candidate(tenantId, employeeId, hash);
    }

    /** Names the employee among those of all tenants. No e-mail address has a space. */
    String account() {
      return tenantId + " " + employeeId;
    }
  }

  /** Leaves the choice open; returns the token for it. */
  String open(List<Candidate> candidates) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    InTenant.call(
        InTenant.INSTALLATION,
        () ->
            writes.run(
                () -> {
                  sweep();
                  return jdbc.sql(
                          """
                          insert into staff.tenant_choice (tenant_id, token_hash, tenants, employees, password_hashes, expires_at)
                          values (?, ?, ?, ?, ?, ?)
                          """)
                      .params(
                          InTenant.INSTALLATION,
                          hash(token),
                          candidates.stream().map(Candidate::tenantId).toArray(UUID[]::new),
                          candidates.stream().map(Candidate::employeeId).toArray(UUID[]::new),
                          candidates.stream().map(Candidate::passwordHash).toArray(String[]::new),
                          clock.instant().plus(LASTS).atOffset(ZoneOffset.UTC))
                      .update();
                }));
    return token;
  }

  private void sweep() {
    jdbc.sql("delete from staff.tenant_choice where tenant_id = ? and expires_at <= ?")
        .params(InTenant.INSTALLATION, clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Uses the token up for one of its tenants; empty where it is not good for that. */
  Optional<Candidate> take(String token, UUID tenantId) {
    return InTenant.call(
        InTenant.INSTALLATION,
        () ->
            writes.run(
                () ->
                    jdbc.sql(
                            """
                            delete from staff.tenant_choice
                            where tenant_id = :installation and token_hash = :hash and expires_at > :now and :tenant = any(tenants)
                            returning employees[array_position(tenants, :tenant)] as employee,
                              password_hashes[array_position(tenants, :tenant)] as password_hash
                            """)
                        .param("installation", InTenant.INSTALLATION)
                        .param("hash", hash(token))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("tenant", tenantId)
                        .query(
                            (row, number) ->
                                new Candidate(
                                    tenantId,
                                    row.getObject("employee", UUID.class),
                                    row.getString("password_hash")))
                        .optional()));
  }

  private static byte[] hash(String token) {
    return Hashing.sha256().hashString(token, US_ASCII).asBytes();
  }
}
