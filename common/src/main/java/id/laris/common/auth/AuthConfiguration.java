package id.laris.common.auth;

import id.laris.common.BindAddress;
import id.laris.common.CannotStart;
import id.laris.common.grpc.Authenticator;
import id.laris.common.secret.KeyFiles;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Chooses how callers are authenticated, and refuses settings that would admit unintended callers.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthSettings.class)
class AuthConfiguration {

  private static final Logger log = LoggerFactory.getLogger(AuthConfiguration.class);
  private static final String DEVELOPMENT_KEY = "development";
  private static final int KEY_BYTES = 32;

  private static final Executor BACKGROUND =
      task -> Thread.ofVirtual().name("signing-keys").start(task);

  @Bean
  Authenticator authenticator(
      AuthSettings settings,
      ObjectProvider<ServiceKey> serviceKey,
      ObjectProvider<StaffQuestions> staff,
      Environment environment,
      Clock clock) {
    Authenticator users = users(settings, staff, environment, clock);
    return new ServiceAuthenticator(serviceKey.getObject(), users);
  }

  @Bean
  ServiceKey serviceKey(
      AuthSettings settings, Environment environment, ObjectProvider<KeyFiles> keyFiles) {
    String key = environment.getProperty("pos.service-key", "").strip();
    if (!key.isEmpty()) {
      if (settings.enabled() && key.length() < KEY_BYTES) {
        throw new CannotStart(
            "POS_SERVICE_KEY is too short: use %d characters or more, such as the output of"
                    .formatted(KEY_BYTES)
                + " openssl rand -hex 32.");
      }
      return new ServiceKey(key);
    }
    if (!settings.enabled()) {
      // Development mode authenticates nobody, so separate services need no configured key.
      return new ServiceKey(DEVELOPMENT_KEY);
    }
    if (!environment.getProperty("pos.every-service-here", Boolean.class, false)) {
      throw new CannotStart(
          "POS_SERVICE_KEY is not set: services authenticate each other with it. Set it to the same"
              + " secret in every service, such as the output of openssl rand -hex 32.");
    }
    KeyFiles files = keyFiles.getIfAvailable();
    if (files != null) {
      // An operator of this machine acts with it: ./pos owner.
      return new ServiceKey(files.key(KeyFiles.SERVICE));
    }
    byte[] random = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(random);
    return new ServiceKey(HexFormat.of().formatHex(random));
  }

  private static Authenticator users(
      AuthSettings settings,
      ObjectProvider<StaffQuestions> staff,
      Environment environment,
      Clock clock) {
    if (!settings.enabled()) {
      return development(environment);
    }
    // Not by @Value, which would evaluate what looks like an expression in the JSON.
    ApiKeys apiKeys = ApiKeys.parse(environment.getProperty("pos.api-keys", ""));
    AccessTokens outside = tokens(settings, clock);
    log.info(
        "callers are authenticated by sign-in{} and {} API key(s) of POS_API_KEYS",
        outside == null ? "" : ", tokens of " + settings.issuer(),
        apiKeys.size());
    return new CredentialsAuthenticator(
        new OurCredentials(staff::getObject, clock, BACKGROUND), outside, apiKeys);
  }

  private static Authenticator development(Environment environment) {
    if (environment.getProperty("pos.env", "").strip().equalsIgnoreCase("production")) {
      throw new CannotStart(
          "POS_ENV is production but POS_AUTH_ENABLED is not true: set POS_AUTH_ENABLED=true, and"
              + " make an owner by ./pos owner");
    }
    log.warn(
        """

        ****************************************************************************
        *  DEVELOPMENT MODE: NOBODY IS AUTHENTICATED.                              *
        *  Every caller is trusted to be the user that its x-dev-... headers name, *
        *  and can read and change the data of every tenant.                       *
        *  For anything but development set POS_AUTH_ENABLED=true.                 *
        ****************************************************************************
        Listening on {}.\
        """,
        BindAddress.of(environment.getProperty("pos.bind"), false));
    return new DevelopmentAuthenticator();
  }

  private static @Nullable AccessTokens tokens(AuthSettings settings, Clock clock) {
    if (settings.jwksUrl().isBlank()) {
      return null;
    }
    if (settings.issuer().isBlank() || settings.audience().isBlank()) {
      throw new CannotStart(
          "POS_AUTH_JWKS_URL is set, so POS_AUTH_ISSUER and POS_AUTH_AUDIENCE must be set too:"
              + " without them any token of that issuer would be accepted");
    }
    if (settings.issuer().strip().equals(OurTokens.ISSUER)) {
      throw new CannotStart(
          "POS_AUTH_ISSUER must not be %s: that is the name of this server's own tokens."
              .formatted(OurTokens.ISSUER));
    }
    SigningKeys keys = new SigningKeys(url(settings.jwksUrl().strip()), clock, BACKGROUND);
    return new AccessTokens(keys, settings.issuer().strip(), settings.audience().strip(), clock);
  }

  /** The URL is not quoted where it is wrong: somebody may have written a password into it. */
  private static URI url(String jwksUrl) {
    try {
      URI url = URI.create(jwksUrl);
      boolean usable =
          ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
              && url.getHost() != null
              && url.getRawUserInfo() == null;
      if (usable) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // The exception below explains it.
    }
    throw new CannotStart(
        "POS_AUTH_JWKS_URL must be an http or https URL without a user name, such as"
            + " https://auth.example.com/.well-known/jwks.json");
  }
}
