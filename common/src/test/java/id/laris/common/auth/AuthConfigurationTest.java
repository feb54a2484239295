package id.laris.common.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import id.laris.common.BindAddress;
import id.laris.common.Caller;
import id.laris.common.grpc.Authenticator;
import id.laris.common.grpc.Headers;
import io.grpc.Metadata;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class AuthConfigurationTest {

  private static final String JWKS = "https://auth.example.com/jwks.json";
  private static final String KEYS =
      ApiKeysTest.json("till", Tokens.TENANT, "key-a", "[\"sales.read\"]");

  private final Logger logger = (Logger) LoggerFactory.getLogger(AuthConfiguration.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(logged);
  }

  private static AnnotationConfigApplicationContext start(Map<String, Object> properties) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("test", properties));
    context
        .getEnvironment()
        .getPropertySources()
        .addLast(new MapPropertySource("defaults", Map.of("pos.every-service-here", "true")));
    context.registerBean(Clock.class, MovableClock::new);
    context.register(AuthConfiguration.class);
    context.refresh();
    return context;
  }

  private static Authenticator users(AnnotationConfigApplicationContext context) {
    return ((ServiceAuthenticator) context.getBean(Authenticator.class)).others();
  }

  private static void assertRefusesToStart(Map<String, Object> properties, String... words) {
    assertThatExceptionOfType(BeanCreationException.class)
        .isThrownBy(() -> start(properties).close())
        .havingRootCause()
        .isInstanceOf(IllegalStateException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  private static Map<String, Object> tokens(String jwksUrl, String issuer, String audience) {
    return Map.of(
        "pos.auth.enabled", "true",
        "pos.auth.jwks-url", jwksUrl,
        "pos.auth.issuer", issuer,
        "pos.auth.audience", audience);
  }

  @Test
  void startsInDevelopmentModeWithALoudWarning() {
    try (var context = start(Map.of())) {
      assertThat(users(context)).isInstanceOf(DevelopmentAuthenticator.class);
    }

    assertThat(logged.list).hasSize(1);
    ILoggingEvent warning = logged.list.getFirst();
    assertThat(warning.getLevel()).isEqualTo(Level.WARN);
    assertThat(warning.getFormattedMessage())
        .hasLineCount(8)
        .contains("NOBODY IS AUTHENTICATED", "127.0.0.1");
  }

  @Test
  void takesEmptySettingsForNone() {
    Map<String, Object> empty =
        Map.of(
            "pos.auth.jwks-url", "",
            "pos.auth.issuer", "",
            "pos.auth.audience", "",
            "pos.api-keys", "",
            "pos.env", "",
            "pos.bind", "");
    try (var context = start(empty)) {
      assertThat(users(context)).isInstanceOf(DevelopmentAuthenticator.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "maybe"})
  void refusesToStartWhereItIsNotClearWhetherToAuthenticate(String enabled) {
    assertThatExceptionOfType(UnsatisfiedDependencyException.class)
        .isThrownBy(() -> start(Map.of("pos.auth.enabled", enabled)).close())
        .satisfies(e -> assertThat(e).hasStackTraceContaining("pos.auth.enabled"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"production", "PRODUCTION", " Production "})
  void refusesDevelopmentModeInProduction(String environment) {
    assertRefusesToStart(Map.of("pos.env", environment), "POS_ENV", "POS_AUTH_ENABLED=true");
  }

  @Test
  void startsInProductionWithAuthenticationAndWithoutTheIssuer() {
    Map<String, Object> properties =
        Map.of(
            "pos.env", "production",
            "pos.auth.enabled", "true",
            "pos.auth.jwks-url", "http://127.0.0.1:1/jwks.json",
            "pos.auth.issuer", Tokens.ISSUER,
            "pos.auth.audience", Tokens.AUDIENCE);
    try (var context = start(properties)) {
      assertThat(users(context)).isInstanceOf(CredentialsAuthenticator.class);
    }
    assertThat(logged.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.INFO);
  }

  @Test
  void startsWithApiKeysOnlyAndLogsNothingOfThem() {
    try (var context = start(Map.of("pos.auth.enabled", "true", "pos.api-keys", KEYS))) {
      assertThat(users(context)).isInstanceOf(CredentialsAuthenticator.class);
    }
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("callers are authenticated by sign-in and 1 API key(s) of POS_API_KEYS");
  }

  @Test
  void startsWithSignInAlone() {
    try (var context = start(Map.of("pos.auth.enabled", "true", "pos.env", "production"))) {
      assertThat(users(context)).isInstanceOf(CredentialsAuthenticator.class);
    }
  }

  @Test
  void refusesAnOutsideIssuerWithTheNameOfOurs() {
    assertRefusesToStart(
        tokens(JWKS, "laris", Tokens.AUDIENCE), "POS_AUTH_ISSUER must not be laris");
  }

  @Test
  void refusesToStartWithoutIssuerOrAudience() {
    assertRefusesToStart(tokens(JWKS, "", Tokens.AUDIENCE), "POS_AUTH_ISSUER");
    assertRefusesToStart(tokens(JWKS, Tokens.ISSUER, " "), "POS_AUTH_AUDIENCE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys.json",
        "file:///etc/passwd",
        "https:///jwks.json",
        "https://hidden:word@auth.example.com/",
        "not a url"
      })
  void refusesToStartWithAnUnusableUrlAndDoesNotQuoteIt(String url) {
    assertRefusesToStart(tokens(url, Tokens.ISSUER, Tokens.AUDIENCE), "POS_AUTH_JWKS_URL");
    assertThatExceptionOfType(BeanCreationException.class)
        .isThrownBy(() -> start(tokens(url, Tokens.ISSUER, Tokens.AUDIENCE)).close())
        .satisfies(e -> assertThat(e).hasStackTraceContaining("POS_AUTH_JWKS_URL"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(url));
  }

  @Test
  void refusesToStartWithBrokenApiKeys() {
    assertRefusesToStart(
        Map.of("pos.auth.enabled", "true", "pos.api-keys", "[{]"), "POS_API_KEYS", "line 1");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, false, 127.0.0.1",
        "'', false, 127.0.0.1",
        "null, true, 0.0.0.0",
        "' ', true, 0.0.0.0",
        "0.0.0.0, false, 0.0.0.0",
        "' 10.0.0.7 ', true, 10.0.0.7"
      })
  void listensOnThisMachineOnlyInDevelopmentMode(
      @Nullable String configured, boolean enabled, String address) {
    assertThat(BindAddress.of(configured, enabled)).isEqualTo(address);
  }

  @Test
  void refusesToStartAloneWithoutTheServiceKeyOrWithAShortOne() {
    Map<String, Object> alone = new HashMap<>(tokens("https://keys.example.com", "us", "pos"));
    alone.put("pos.every-service-here", "false");
    assertRefusesToStart(alone, "POS_SERVICE_KEY is not set");

    alone.put("pos.service-key", "guessable");
    assertRefusesToStart(alone, "POS_SERVICE_KEY is too short");
  }

  @Test
  void knowsOurServicesByTheServiceKeyAndNobodyElse() {
    UUID tenantId = UUID.randomUUID();
    try (var context = start(Map.of("pos.service-key", "a secret of ours"))) {
      Authenticator authenticator = context.getBean(Authenticator.class);
      ServiceKey key = context.getBean(ServiceKey.class);

      assertThat(authenticator.authenticate(key.credentials(tenantId)))
          .returns(true, Caller::isService)
          .returns(tenantId, Caller::tenantId);

      assertThatThrownBy(
              () -> authenticator.authenticate(new ServiceKey("a guess").credentials(tenantId)))
          .hasMessageContaining("The service key is wrong");

      Metadata pretender = new Metadata();
      pretender.put(Headers.DEV_TENANT_ID, tenantId.toString());
      pretender.put(Headers.DEV_USER_ID, tenantId.toString());
      pretender.put(Headers.DEV_MEMBERSHIP_ID, tenantId.toString());
      pretender.put(Headers.DEV_SCOPES, "laris.service sales.read");
      Caller user = authenticator.authenticate(pretender);
      assertThat(user.isService()).isFalse();
      assertThat(user.may("sales.read")).isTrue();
    }
  }
}
