package id.laris.staff.register;

import id.laris.common.Caller;
import id.laris.common.secret.KeyedHashes;
import id.laris.common.secret.MasterKeys;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The codes that activate devices: 8 characters that are not mistaken for one another. A register
 * has one at a time. Only an HMAC of it is stored, by which its tenant is found.
 */
@Component
class ActivationCodes {

  private static final String CHARACTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
  private static final int LENGTH = 8;

  private final KeyedHashes hashes;
  private final JdbcClient jdbc;
  private final SecureRandom random = new SecureRandom();

  ActivationCodes(MasterKeys masterKeys, JdbcClient jdbc) {
    this.hashes = new KeyedHashes(masterKeys, "activation codes of registers");
    this.jdbc = jdbc;
  }

  /** Draws a code. Errors: MASTER_KEY_MISSING. */
  String draw() {
    hashes.requireKey();
    StringBuilder code = new StringBuilder(LENGTH);
    while (code.length() < LENGTH) {
      code.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return code.toString();
  }

  /** Stores the code of a register in place of the one before, in the current transaction. */
  void store(UUID registerId, String code, Instant expiresAt) {
    jdbc.sql(
            """
            insert into staff.activation_code (tenant_id, register_id, code_hash, expires_at)
            values (:tenant, :register, :hash, :expiresAt)
            on conflict (tenant_id, register_id) do update
              set code_hash = excluded.code_hash, expires_at = excluded.expires_at
            """)
        .param("tenant", Caller.current().tenantId())
        .param("register", registerId)
        .param("hash", hashes.current(code))
        .param("expiresAt", time(expiresAt))
        .update();
  }

  /** The code as it is hashed, however it was typed; empty where it cannot be one. */
  static Optional<String> read(String typed) {
    String code = typed.replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
    boolean isCode =
        code.length() == LENGTH && code.chars().allMatch(c -> CHARACTERS.indexOf(c) >= 0);
    return isCode ? Optional.of(code) : Optional.empty();
  }

  /** The tenant of a code that is still good. Errors: MASTER_KEY_MISSING. */
  Optional<UUID> tenantOf(String code, Instant now) {
    List<UUID> tenants =
        jdbc.sql("select staff.tenants_of_activation_code(?, ?)")
            .params(hashes.all(code), time(now))
            .query((row, number) -> row.getObject(1, UUID.class))
            .list();
    // Two registers with one code are too unlikely to serve: neither is activated by it.
    return tenants.size() == 1 ? Optional.of(tenants.getFirst()) : Optional.empty();
  }

  /** The register of a code that is still good, whose code is gone with that. */
  Optional<UUID> take(String code, Instant now) {
    return jdbc
        .sql(
            """
            delete from staff.activation_code
            where tenant_id = ? and code_hash = any(?) and expires_at > ? returning register_id
            """)
        .params(Caller.current().tenantId(), hashes.all(code), time(now))
        .query((row, number) -> row.getObject("register_id", UUID.class))
        .list()
        .stream()
        .findFirst();
  }

  /** Takes the code of a register away, in the current transaction. */
  void remove(UUID registerId) {
    jdbc.sql("delete from staff.activation_code where tenant_id = ? and register_id = ?")
        .params(Caller.current().tenantId(), registerId)
        .update();
  }

  private static OffsetDateTime time(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
