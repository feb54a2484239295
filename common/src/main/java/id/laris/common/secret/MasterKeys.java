package id.laris.common.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import id.laris.common.CannotStart;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The keys of {@code POS_MASTER_KEY}, or the one in the file of an embedded database, which no
 * message quotes: the first protects what is new; the second, if there is one, is the one before,
 * and is still good for what it has protected.
 */
@Component
public final class MasterKeys {

  public static final String HOW_TO_SET =
      "set POS_MASTER_KEY to what openssl rand -base64 32 prints, the same for every process, and"
          + " start it again.";

  private static final int BYTES = 32;
  private static final int MAX_KEYS = 2;

  /** The key is public, as everybody may do everything in development mode. */
  private static final byte[] DEVELOPMENT_KEY = "laris-development-is-not-secret!".getBytes(UTF_8);

  private final List<byte[]> keys;
  private final boolean isPublic;

  /**
   * @throws CannotStart where the setting is malformed
   */
  public MasterKeys(Environment environment) {
    this(environment, Optional::empty);
  }

  /**
   * @param keyFiles those of an embedded database, which makes a key where none is set
   * @throws CannotStart where the setting is malformed
   */
  @Autowired
  MasterKeys(Environment environment, ObjectProvider<KeyFiles> keyFiles) {
    this(environment, () -> Optional.ofNullable(keyFiles.getIfAvailable()));
  }

  private MasterKeys(Environment environment, Supplier<Optional<KeyFiles>> keyFiles) {
    List<byte[]> set = parse(environment.getProperty("pos.master-key", ""));
    boolean development =
        !environment.getProperty("pos.auth.enabled", Boolean.class, false)
            && !environment.getProperty("pos.env", "").strip().equalsIgnoreCase("production");
    this.isPublic = set.isEmpty() && development;
    this.keys =
        isPublic
            ? List.of(DEVELOPMENT_KEY)
            : set.isEmpty()
                ? keyFiles.get().map(files -> parse(files.key(KeyFiles.MASTER))).orElse(List.of())
                : set;
  }

  /** Returns the keys, of 32 bytes each; none where none is set and this is no development mode. */
  public List<byte[]> all() {
    return keys;
  }

  /** Returns whether the only key is the public one of development mode. */
  public boolean isPublic() {
    return isPublic;
  }

  private static List<byte[]> parse(String setting) {
    if (setting.isBlank()) {
      return List.of();
    }
    String[] parts = setting.split(",", -1);
    if (parts.length > MAX_KEYS) {
      throw malformed();
    }
    return Arrays.stream(parts).map(part -> decode(part.strip())).toList();
  }

  private static byte[] decode(String text) {
    try {
      byte[] key = Base64.getDecoder().decode(text);
      if (key.length == BYTES) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Reported below; the message of this exception may quote the key.
    }
    throw malformed();
  }

  private static CannotStart malformed() {
    return new CannotStart(
        "POS_MASTER_KEY must be 32 bytes in base64, as openssl rand -base64 32 prints; the previous"
            + " key may follow after a comma, and still decrypts.");
  }
}
