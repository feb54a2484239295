package id.laris.staff.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import id.laris.common.secret.Seals;
import java.text.ParseException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The signing keys in the database, sealed under the master key. They are the installation's. */
@Component
class SigningKeyRows {

  private static final Logger log = LoggerFactory.getLogger(SigningKeyRows.class);
  private static final byte[] PURPOSE = "laris: signing key".getBytes(US_ASCII);

  private final Seals seals;
  private final JdbcClient jdbc;

  SigningKeyRows(Seals seals, JdbcClient jdbc) {
    this.seals = seals;
    this.jdbc = jdbc;
  }

  /**
   * The keys, oldest first. One that the master key does not open is left out: it may have been
   * made in development mode, under a key that everybody knows, and must not be believed.
   */
  List<SigningKey> all() {
    return jdbc
        .sql(
            "select number, sealed_key, signs_from from staff.signing_key where tenant_id = ? order"
                + " by number")
        .param(InTenant.INSTALLATION)
        .query(
            (row, index) ->
                opened(
                    row.getInt("number"),
                    row.getBytes("sealed_key"),
                    row.getObject("signs_from", OffsetDateTime.class).toInstant()))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<SigningKey> opened(int number, byte[] sealed, Instant signsFrom) {
    Optional<SigningKey> key =
        seals
            .open(sealed, PURPOSE)
            .map(opened -> new SigningKey(number, parsed(opened.secret()), signsFrom));
    if (key.isEmpty()) {
      log.warn("signing key {} was sealed with another POS_MASTER_KEY and is not used", number);
    }
    return key;
  }

  private static OctetKeyPair parsed(byte[] json) {
    try {
      return OctetKeyPair.parse(new String(json, UTF_8));
    } catch (ParseException e) {
      throw new IllegalStateException("a stored signing key cannot be read", e);
    }
  }

  /** Makes a key. Another process that makes the same one at this moment has done it for both. */
  SigningKey make(Instant signsFrom) {
    OctetKeyPair pair = newPair();
    int number =
        jdbc.sql(
                """
                insert into staff.signing_key (tenant_id, number, key_id, public_key, sealed_key, signs_from)
                select :tenant, coalesce(max(number), 0) + 1, :keyId, :publicKey, :sealed, :signsFrom
                from staff.signing_key where tenant_id = :tenant
                returning number
                """)
            .param("tenant", InTenant.INSTALLATION)
            .param("keyId", pair.getKeyID())
            .param("publicKey", pair.toPublicJWK().toJSONString())
            .param("sealed", seals.seal(pair.toJSONString().getBytes(UTF_8), PURPOSE))
            .param("signsFrom", signsFrom.atOffset(ZoneOffset.UTC))
            .query(Integer.class)
            .single();
    log.info("signing key {} was made, and signs from {}", number, signsFrom);
    return new SigningKey(number, pair, signsFrom);
  }

  /** Forgets the keys before one. */
  void deleteBefore(int number) {
    jdbc.sql("delete from staff.signing_key where tenant_id = ? and number < ?")
        .params(InTenant.INSTALLATION, number)
        .update();
  }

  private static OctetKeyPair newPair() {
    try {
      return new OctetKeyPairGenerator(Curve.Ed25519)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.EdDSA)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("no Ed25519 key could be made", e);
    }
  }

  /** The newest key that has signed for so long that no token of an earlier one is left. */
  static Optional<SigningKey> oldestNeeded(List<SigningKey> keys, Instant now) {
    return keys.stream()
        .filter(key -> key.signs(now.minus(SigningKey.PUBLISHED_AFTER)))
        .reduce((earlier, later) -> later);
  }
}
