package id.laris.common.auth;

import static id.laris.common.auth.Refusals.assertUnauthenticated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import id.laris.common.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

  private static final UUID BAKERY = UUID.fromString("0195b3c0-0000-7000-8000-00000000000a");
  private static final UUID KIOSK = UUID.fromString("0195b3c0-0000-7000-8000-00000000000b");

  static String json(String id, UUID tenant, String key, String scopes) {
    return "[%s]".formatted(entry(id, tenant, key, scopes, ""));
  }

  private static String entry(String id, UUID tenant, String key, String scopes, String more) {
    return """
    {"id":"%s","tenant":"%s","scopes":%s,"sha256":"%s"%s}\
    """
        .formatted(id, tenant, scopes, sha256(key), more);
  }

  private static String sha256(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private final ApiKeys keys =
      ApiKeys.parse(
          "[%s,%s,%s]"
              .formatted(
                  entry("till", BAKERY, "key-a", "[\"sales.read\",\"sales.write\"]", ""),
                  entry("sync", KIOSK, "key-b", "[\"*\"]", ",\"revoked\":false"),
                  entry("old", BAKERY, "key-c", "[\"*\"]", ",\"revoked\":true")));

  @Test
  void bindsAKeyToItsTenantAndScopes() {
    Caller till = keys.caller("key-a");
    Caller sync = keys.caller("key-b");

    assertThat(till.tenantId()).isEqualTo(BAKERY);
    assertThat(till.scopes()).containsExactlyInAnyOrder("sales.read", "sales.write");
    assertThat(sync.tenantId()).isEqualTo(KIOSK);
  }

  @Test
  void letsAKeyDoEverythingWhereItIsListedSo() {
    assertThat(keys.caller("key-b").may("staff.write")).isTrue();
    assertThat(keys.caller("key-a").may("staff.write")).isFalse();
  }

  @Test
  void namesTheCallerByTheIdOfTheKey() {
    Caller till = keys.caller("key-a");
    Caller afterRotation = ApiKeys.parse(json("till", BAKERY, "key-z", "[]")).caller("key-z");

    assertThat(till.userId()).isEqualTo(till.membershipId()).isEqualTo(afterRotation.userId());
    assertThat(till.userId()).isNotEqualTo(keys.caller("key-b").userId());
  }

  @Test
  void refusesAnUnknownKeyAndDoesNotRepeatIt() {
    assertUnauthenticated(() -> keys.caller("key-d"))
        .contains("unknown or revoked")
        .doesNotContain("key-d");
  }

  @Test
  void refusesARevokedKey() {
    assertUnauthenticated(() -> keys.caller("key-c")).contains("unknown or revoked");
  }

  @Test
  void refusesTheHashInPlaceOfTheKey() {
    assertUnauthenticated(() -> keys.caller(sha256("key-a")));
  }

  @Test
  void takesTheHashInEitherCase() {
    String json = json("till", BAKERY, "key-a", "[]");
    String upper = json.replace(sha256("key-a"), sha256("key-a").toUpperCase(Locale.ROOT));

    assertThat(ApiKeys.parse(upper).caller("key-a").tenantId()).isEqualTo(BAKERY);
  }

  @Test
  void hasNoKeysWhereNoneAreConfigured() {
    assertThat(ApiKeys.parse("").isEmpty()).isTrue();
    assertThat(ApiKeys.parse("[]").isEmpty()).isTrue();
    assertUnauthenticated(() -> ApiKeys.parse("").caller(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret",
        "[secret]",
        "{\"id\":\"secret\"}",
        "[{\"id\":\"secret\"",
        "[] secret",
        "[\"secret\"]",
        "[null]",
        "[{}]",
        "[{\"id\":\"\",\"tenant\":\"T\",\"scopes\":[],\"sha256\":\"H\"}]",
        "[{\"id\":\"a\",\"tenant\":\"secret\",\"scopes\":[],\"sha256\":\"H\"}]",
        "[{\"id\":\"a\",\"tenant\":\"T\",\"sha256\":\"H\"}]",
        "[{\"id\":\"a\",\"tenant\":\"T\",\"scopes\":\"secret\",\"sha256\":\"H\"}]",
        "[{\"id\":\"a\",\"tenant\":\"T\",\"scopes\":[\"\"],\"sha256\":\"H\"}]",
        "[{\"id\":\"a\",\"tenant\":\"T\",\"scopes\":[null],\"sha256\":\"H\"}]",
        "[{\"id\":\"a\",\"tenant\":\"T\",\"scopes\":[],\"sha256\":\"secret\"}]",
        "[{\"id\":\"a\",\"tenant\":\"T\",\"scopes\":[],\"sha256\":\"H00\"}]",
        "[{\"id\":\"a\",\"tenant\":\"T\",\"scopes\":[],\"sha256\":\"H\",\"revoke\":true}]",
        "[{\"id\":\"a\",\"tenant\":\"T\",\"scopes\":[],\"sha256\":\"H\",\"revoked\":\"true\"}]",
        "[{\"id\":\"a\",\"tenant\":\"T\",\"scopes\":[],\"sha256\":\"H\",\"revoked\":true,"
            + "\"revoked\":false}]",
      })
  void refusesToStartWithWrongKeysAndQuotesNoSecret(String template) {
    String json =
        template.replace("\"T\"", "\"" + BAKERY + "\"").replace("\"H", "\"" + sha256("key-a"));

    assertThatIllegalStateException()
        .isThrownBy(() -> ApiKeys.parse(json))
        .withMessageStartingWith("POS_API_KEYS")
        .withNoCause()
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .doesNotContain("secret")
                    .doesNotContain(sha256("key-a")));
  }

  @Test
  void refusesToStartWithTwoKeysOfTheSameIdOrHash() {
    String first = entry("till", BAKERY, "key-a", "[]", "");
    String sameId = entry("till", KIOSK, "key-b", "[]", "");
    String sameHash = entry("sync", KIOSK, "key-a", "[]", ",\"revoked\":true");

    for (String second : new String[] {sameId, sameHash}) {
      assertThatIllegalStateException()
          .isThrownBy(() -> ApiKeys.parse("[%s,%s]".formatted(first, second)))
          .withMessageContaining("key number 2");
    }
  }
}
