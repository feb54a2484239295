package id.laris.customer.code;

import static java.nio.charset.StandardCharsets.US_ASCII;

import id.laris.common.Caller;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.common.secret.Guesses;
import id.laris.common.secret.MasterKeys;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The codes of gift cards. Only the HMAC of tenant and code is stored, under a key derived from the
 * master key: whoever reads the database cannot find the codes by trying all of them.
 *
 * <p>A code is looked up by one look into an index, whatever it is. The previous master key is
 * tried too; a new code is stored under the current one, and so is an old code when its card pays.
 */
@Component
public class CardCodes {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "laris: codes of gift cards".getBytes(US_ASCII);

  private final List<SecretKeySpec> keys;
  private final Guesses guesses;
  private final JdbcClient jdbc;
  private final NamedParameterJdbcTemplate batches;
  private final SecureRandom random = new SecureRandom();

  CardCodes(
      MasterKeys masterKeys, Guesses guesses, JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
    this.keys =
        masterKeys.all().stream()
            .map(
                key ->
                    new SecretKeySpec(hmac(new SecretKeySpec(key, ALGORITHM), PURPOSE), ALGORITHM))
            .toList();
    this.guesses = guesses;
    this.jdbc = jdbc;
    this.batches = batches;
  }

  /** Draws a code. Errors: MASTER_KEY_MISSING. */
  public CardCode draw() {
    requireKey();
    return CardCode.draw(random);
  }

  /** Stores the codes of cards, in place of those that they had. */
  public void store(Map<UUID, CardCode> codes) {
    if (codes.isEmpty()) {
      return;
    }
    batches.batchUpdate(
        "update customer.balance set code_hash = :hash where tenant_id = :tenant and id = :id",
        codes.entrySet().stream()
            .map(
                entry ->
                    new MapSqlParameterSource()
                        .addValue("tenant", Caller.current().tenantId())
                        .addValue("id", entry.getKey())
                        .addValue("hash", hash(keys.getFirst(), entry.getValue())))
            .toArray(SqlParameterSource[]::new));
  }

  /**
   * Finds the card whose code is presented, in the current transaction.
   *
   * <p>Errors: NOT_FOUND, which does not quote it; RATE_LIMITED after too many that do not exist;
   * MASTER_KEY_MISSING.
   */
  public UUID find(String presented) {
    requireKey();
    // A slip of the finger is no guess: the last digit tells it, and it tells nothing about cards.
    CardCode code = CardCode.read(presented).orElseThrow(CardCodes::unknown);
    Map<String, UUID> found =
        guesses.search("gift card codes", List.of(code.digits()), _ -> find(code));
    return found.values().stream().findFirst().orElseThrow(CardCodes::unknown);
  }

  private Map<String, UUID> find(CardCode code) {
    return jdbc.sql(
            "select id from customer.balance where tenant_id = :tenant and code_hash = any(:hashes)")
        .param("tenant", Caller.current().tenantId())
        .param("hashes", hashes(keys, code))
        .query(UUID.class)
        .optional()
        .map(id -> Map.of(code.digits(), id))
        .orElse(Map.of());
  }

  /**
   * Stores a code that is presented under the current key, where it is stored under the previous
   * one. So a card that is used outlives any number of changes of the key. The card must be locked.
   */
  public void renew(String presented) {
    List<SecretKeySpec> previous = keys.subList(1, keys.size());
    if (previous.isEmpty()) {
      return;
    }
    CardCode code = CardCode.read(presented).orElseThrow(CardCodes::unknown);
    jdbc.sql(
            "update customer.balance set code_hash = :hash where tenant_id = :tenant and code_hash = any(:previous)")
        .param("hash", hash(keys.getFirst(), code))
        .param("tenant", Caller.current().tenantId())
        .param("previous", hashes(previous, code))
        .update();
  }

  private void requireKey() {
    if (keys.isEmpty()) {
      throw Errors.of(
          Reason.MASTER_KEY_MISSING,
          "This server has no key for the codes of gift cards: " + MasterKeys.HOW_TO_SET);
    }
  }

  private static PosException unknown() {
    return Errors.of(Reason.NOT_FOUND, "No gift card has this code: check its digits.")
        .with("resource", "gift card")
        .with("field", "gift_card_code");
  }

  private static byte[][] hashes(List<SecretKeySpec> keys, CardCode code) {
    return keys.stream().map(key -> hash(key, code)).toArray(byte[][]::new);
  }

  private static byte[] hash(SecretKeySpec key, CardCode code) {
    return hmac(key, (Caller.current().tenantId() + ":" + code.digits()).getBytes(US_ASCII));
  }

  private static byte[] hmac(SecretKeySpec key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256", e);
    }
  }
}
