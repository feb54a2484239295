package id.laris.staff.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import id.laris.common.errors.Errors;
import id.laris.common.errors.Reason;
import id.laris.common.secret.MasterKeys;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * The refresh tokens. A token is the tenant, the session and the number of its generation, with
 * their HMAC under a key derived from the master key: so none is stored, and the successor of a
 * used one can be given again.
 */
@Component
public class RefreshTokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "laris: refresh tokens".getBytes(US_ASCII);
  private static final int CONTENT_BYTES = 2 * 2 * Long.BYTES + Integer.BYTES;
  private static final int BYTES = CONTENT_BYTES + 32;

  private final List<SecretKeySpec> keys;

  RefreshTokens(MasterKeys masterKeys) {
    this.keys =
        masterKeys.all().stream()
            .map(
                key ->
                    new SecretKeySpec(hmac(new SecretKeySpec(key, ALGORITHM), PURPOSE), ALGORITHM))
            .toList();
  }

  /** The content of a genuine token. */
  public record Presented(UUID tenantId, UUID sessionId, int generation) {}

  /** Refuses where there is no master key. Errors: MASTER_KEY_MISSING. */
  public void requireKey() {
    if (keys.isEmpty()) {
      throw Errors.of(
          Reason.MASTER_KEY_MISSING,
          "This server has no key for tokens, so nobody can sign in: " + MasterKeys.HOW_TO_SET);
    }
  }

  public String of(UUID tenantId, Session session) {
    requireKey();
    byte[] content =
        ByteBuffer.allocate(CONTENT_BYTES)
            .putLong(tenantId.getMostSignificantBits())
            .putLong(tenantId.getLeastSignificantBits())
            .putLong(session.id().getMostSignificantBits())
            .putLong(session.id().getLeastSignificantBits())
            .putInt(session.generation())
            .array();
    byte[] token = Arrays.copyOf(content, BYTES);
    byte[] mac = hmac(keys.getFirst(), content);
    System.arraycopy(mac, 0, token, CONTENT_BYTES, mac.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** Reads a token; empty where it is not one of ours. */
  public Optional<Presented> read(String text) {
    byte[] token;
    try {
      token = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    if (token.length != BYTES) {
      return Optional.empty();
    }
    byte[] content = Arrays.copyOf(token, CONTENT_BYTES);
    byte[] mac = Arrays.copyOfRange(token, CONTENT_BYTES, BYTES);
    boolean genuine = keys.stream().anyMatch(key -> MessageDigest.isEqual(hmac(key, content), mac));
    return genuine ? Optional.of(content(ByteBuffer.wrap(content))) : Optional.empty();
  }

  private static Presented content(ByteBuffer content) {
    UUID tenantId = new UUID(content.getLong(), content.getLong());
    UUID sessionId = new UUID(content.getLong(), content.getLong());
    return new Presented(tenantId, sessionId, content.getInt());
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
