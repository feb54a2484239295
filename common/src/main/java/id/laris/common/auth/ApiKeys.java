package id.laris.common.auth;

import id.laris.common.Caller;
import id.laris.common.CannotStart;
import id.laris.common.Uuids;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API keys of {@code POS_API_KEYS}. Only the SHA-256 of a key is known here; a key belongs to
 * one tenant.
 */
final class ApiKeys {

  private static final int SHA_256_HEX_DIGITS = 64;

  /** Strict, because a misspelt {@code revoked} must not leave a key valid. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  /**
   * A key.
   *
   * @param sha256 in lower-case hexadecimal digits
   */
  private record Key(String sha256, Caller caller) {}

  /** A key as it is configured. */
  private record Entry(
      @Nullable String id,
      @Nullable String tenant,
      @Nullable List<@Nullable String> scopes,
      @Nullable String sha256,
      @Nullable Boolean revoked) {}

  private final List<Key> keys;

  private ApiKeys(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads {@code [{"id": "...", "tenant": "<uuid>", "scopes": ["..."], "sha256": "<hex>"}]}; blank
   * is none.
   *
   * @throws CannotStart where it is wrong; the message quotes nothing but the ids of keys
   */
  static ApiKeys parse(String json) {
    List<Key> keys = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int position = 0;
    for (Entry entry : entries(json)) {
      position++;
      if (entry == null) {
        throw wrong(position, "is null");
      }
      Key key = toKey(entry, position);
      if (!seen.add("id " + entry.id()) || !seen.add("sha256 " + key.sha256())) {
        throw wrong(position, "has the same id or sha256 as another key");
      }
      if (!Boolean.TRUE.equals(entry.revoked())) {
        keys.add(key);
      }
    }
    return new ApiKeys(keys);
  }

  private static List<@Nullable Entry> entries(String json) {
    if (json.isBlank()) {
      return List.of();
    }
    try {
      Entry[] entries = JSON.readValue(json, Entry[].class);
      return entries == null ? List.of() : Arrays.asList(entries);
    } catch (JacksonException e) {
      // Neither the message of the exception nor the exception: they quote what they could not
      // read.
      TokenStreamLocation at = e.getLocation();
      throw new CannotStart(
          "POS_API_KEYS is not a JSON array of keys with id, tenant, scopes, sha256 and revoked%s"
              .formatted(
                  at == null
                      ? ""
                      : ": see line %d, column %d".formatted(at.getLineNr(), at.getColumnNr())));
    }
  }

  private static Key toKey(Entry entry, int position) {
    String id = entry.id();
    if (id == null || id.isBlank()) {
      throw wrong(position, "has no id");
    }
    UUID tenant =
        Uuids.parse(entry.tenant())
            .orElseThrow(() -> wrong(position, "has no tenant, or one that is not a UUID"));
    String sha256 = entry.sha256();
    if (sha256 == null || sha256.length() != SHA_256_HEX_DIGITS || !isHex(sha256)) {
      throw wrong(position, "has no sha256, or one that is not 64 hexadecimal digits");
    }
    // The key itself is the user: its id is the same in every process and after every start.
    UUID user = UUID.nameUUIDFromBytes(("api-key:" + id).getBytes(StandardCharsets.UTF_8));
    return new Key(
        sha256.toLowerCase(Locale.ROOT), new Caller(tenant, user, user, scopes(entry, position)));
  }

  private static Set<String> scopes(Entry entry, int position) {
    if (entry.scopes() == null) {
      throw wrong(position, "has no list of scopes");
    }
    Set<String> scopes = new HashSet<>();
    for (String scope : entry.scopes()) {
      if (scope == null || scope.isBlank()) {
        throw wrong(position, "has an empty scope");
      }
      scopes.add(scope);
    }
    return scopes;
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(HexFormat::isHexDigit);
  }

  private static CannotStart wrong(int position, String fault) {
    return new CannotStart("POS_API_KEYS: key number %d %s".formatted(position, fault));
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  int size() {
    return keys.size();
  }

  /**
   * Returns the caller that the key identifies.
   *
   * @throws id.laris.common.errors.PosException UNAUTHENTICATED
   */
  Caller caller(String apiKey) {
    return find(apiKey).orElseThrow(ApiKeys::unknown);
  }

  static PosException unknown() {
    return Errors.unauthenticated("The API key is unknown or revoked: check the header x-api-key.");
  }

  /** Returns the caller that the key identifies; empty where it is none of these. */
  Optional<Caller> find(String apiKey) {
    byte[] sha256 = ascii(sha256(apiKey));
    Caller caller = null;
    // Every key is compared, in constant time, so that the duration reveals nothing about any of
    // them.
    for (Key key : keys) {
      if (MessageDigest.isEqual(ascii(key.sha256()), sha256)) {
        caller = key.caller();
      }
    }
    return Optional.ofNullable(caller);
  }

  private static byte[] ascii(String hex) {
    return hex.getBytes(StandardCharsets.US_ASCII);
  }

  private static String sha256(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
