package id.laris.common;

import id.laris.common.money.Currencies;
import id.laris.pos.Service;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.PlaceholderResolutionException;

/**
 * An environment variable of Laris: every one is declared here, and checked at start before
 * anything else.
 *
 * @param variable its name, such as {@code POS_PORT}
 * @param property the property that has its value, or the default
 * @param rule what it must be, as the end of a sentence
 * @param example a value that will do
 * @param optional whether it may be empty, which is as good as not set
 * @param secret whether its value, or a password in it, must not be shown
 * @param accepts decides over the value, without white space around it
 */
record Setting(
    String variable,
    String property,
    String rule,
    String example,
    boolean optional,
    boolean secret,
    Predicate<String> accepts) {

  private static final int LAST_PORT = 65_535;
  private static final int MOST_CONNECTIONS = 1_000;
  private static final int MOST_CALLERS = 1_000_000;
  private static final int HIGHEST_RATE = 1_000_000;
  private static final int LONGEST_RETENTION_DAYS = 3_650;
  private static final int SHOWN_CHARACTERS = 60;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9A-Za-z.:%\\[\\]_-]+");
  private static final Pattern TARGET =
      Pattern.compile(
          "(?:dns:(?:///?|//[^/"
              + " ]+/)?|static://)?(?:[0-9A-Za-z._-]+|\\[[0-9A-Fa-f:.%]+]):([0-9]{1,5})");
  private static final Pattern JDBC_URL =
      Pattern.compile("jdbc:postgresql:(?://([^/?]*))?(?:[/?]?\\S*)?");
  private static final Pattern HOST =
      Pattern.compile("(?:[0-9A-Za-z._-]*|\\[[0-9A-Fa-f:.%]+])(?::([0-9]{1,5}))?");
  private static final Pattern LOCAL_TARGET = Pattern.compile("(?:in-process|unix):\\S+");

  /** All of them. */
  static final List<Setting> ALL =
      Stream.concat(
              Stream.of(
                  port("POS_PORT", "spring.grpc.server.port", "50053"),
                  port("POS_MANAGEMENT_PORT", "server.port", "9090"),
                  port("POS_HTTP_PORT", "pos.http-port", "8080"),
                  port("POS_SIMULATOR_PORT", "pos.simulator-port", "8090"),
                  optional(
                      "POS_BIND",
                      "pos.bind",
                      "an address of this machine",
                      "127.0.0.1",
                      ADDRESS.asMatchPredicate()),
                  required(
                      "POS_DATA_DIR",
                      "pos.data-dir",
                      "the path of a directory",
                      "/var/lib/laris",
                      Setting::isPath),
                  secret(
                      "POS_DB_URL",
                      "pos.database.url",
                      "the JDBC URL of a Postgres database",
                      "jdbc:postgresql://localhost:5432/laris",
                      Setting::isPostgres),
                  text("POS_DB_USER", "pos.database.user", "laris_service"),
                  text("POS_DB_PASSWORD", "pos.database.password", "..."),
                  text("POS_DB_OWNER_USER", "pos.database.owner-user", "laris_owner"),
                  text("POS_DB_OWNER_PASSWORD", "pos.database.owner-password", "..."),
                  number("POS_DB_POOL_SIZE", "pos.database.pool-size", 1, MOST_CONNECTIONS, "16"),
                  number("POS_MAX_CONNECTIONS", "pos.max-connections", 1, MOST_CALLERS, "4000"),
                  oneOf("POS_AUTH_ENABLED", "pos.auth.enabled", false, "true", "false"),
                  secret(
                      "POS_AUTH_JWKS_URL",
                      "pos.auth.jwks-url",
                      "an http or https URL without a user name",
                      "https://auth.example.com/.well-known/jwks.json",
                      Setting::isWebAddress),
                  text("POS_AUTH_ISSUER", "pos.auth.issuer", "https://auth.example.com"),
                  text("POS_AUTH_AUDIENCE", "pos.auth.audience", "laris"),
                  text("POS_API_KEYS", "pos.api-keys", "[]"),
                  text("POS_SERVICE_KEY", "pos.service-key", "..."),
                  text("POS_MASTER_KEY", "pos.master-key", "..."),
                  oneOf("POS_ENV", "pos.env", true, "development", "production"),
                  number("POS_RATE_LIMIT", "pos.rate-limit", 0, HIGHEST_RATE, "100"),
                  required(
                      "POS_DEFAULT_CURRENCY",
                      "pos.default-currency",
                      "an ISO 4217 code",
                      "IDR",
                      Currencies::isKnown),
                  required(
                      "POS_DEFAULT_REGION",
                      "pos.default-region",
                      "an ISO 3166-1 code of two capitals",
                      "ID",
                      Set.of(Locale.getISOCountries())::contains),
                  text("POS_EMBEDDED_BARCODES", "pos.embedded-barcodes", "20:price,21:weight"),
                  secret(
                      "POS_MIDTRANS_URL",
                      "pos.midtrans.url",
                      "an http or https URL without a user name",
                      "https://api.midtrans.com",
                      Setting::isWebAddress),
                  secret(
                      "POS_MIDTRANS_NOTIFICATION_URL",
                      "pos.midtrans.notification-url",
                      "an http or https URL without a user name",
                      "https://pos.example.com/webhooks/midtrans",
                      Setting::isWebAddress),
                  number(
                      "POS_EVENT_RETENTION_DAYS",
                      "pos.events.retention-days",
                      1,
                      LONGEST_RETENTION_DAYS,
                      "30")),
              Arrays.stream(Service.values()).map(Setting::target))
          .toList();

  /**
   * Refuses a value that cannot be meant, also where a command line gives the property instead of
   * the variable. A process may lack the setting.
   *
   * @throws CannotStart in one line, with the variable and an example
   */
  void check(Environment environment) {
    try {
      check(environment.getProperty(variable));
      check(environment.getProperty(property));
    } catch (PlaceholderResolutionException e) {
      // The exception may quote a password.
      throw new CannotStart(
          "%s must be %s, such as %s; it contains ${, which stands for another setting."
              .formatted(variable, rule, example));
    }
  }

  private void check(@Nullable String value) {
    if (value == null || (optional && value.isBlank())) {
      return;
    }
    String stripped = value.strip();
    if (stripped.isEmpty() || !accepts.test(stripped)) {
      throw new CannotStart(
          "%s must be %s, such as %s%s.".formatted(variable, rule, example, found(stripped)));
    }
  }

  private String found(String value) {
    if (value.isEmpty()) {
      return "; it is empty";
    }
    if (secret) {
      return "";
    }
    String shown = value.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
    return "; it is \"%s\""
        .formatted(
            shown.length() <= SHOWN_CHARACTERS
                ? shown
                : shown.substring(0, SHOWN_CHARACTERS) + "...");
  }

  private static Setting required(
      String variable, String property, String rule, String example, Predicate<String> accepts) {
    return new Setting(variable, property, rule, example, false, false, accepts);
  }

  private static Setting optional(
      String variable, String property, String rule, String example, Predicate<String> accepts) {
    return new Setting(variable, property, rule, example, true, false, accepts);
  }

  private static Setting secret(
      String variable, String property, String rule, String example, Predicate<String> accepts) {
    return new Setting(variable, property, rule, example, true, true, accepts);
  }

  /** Any text: what reads it checks more, and says it in one line, too. */
  private static Setting text(String variable, String property, String example) {
    return secret(variable, property, "one line", example, value -> !value.contains("\0"));
  }

  private static Setting oneOf(
      String variable, String property, boolean optional, String one, String other) {
    Set<String> known = Set.of(one, other);
    return new Setting(
        variable,
        property,
        one + " or " + other,
        one,
        optional,
        false,
        value -> known.contains(value.toLowerCase(Locale.ROOT)));
  }

  private static Setting port(String variable, String property, String example) {
    return required(
        variable,
        property,
        "a port number from 0 to " + LAST_PORT,
        example,
        value -> isNumber(value, 0, LAST_PORT));
  }

  private static Setting number(
      String variable, String property, int least, int most, String example) {
    return required(
        variable,
        property,
        "a number from %d to %d".formatted(least, most),
        example,
        value -> isNumber(value, least, most));
  }

  private static Setting target(Service service) {
    return required(
        service.targetVariable(),
        "pos.target." + service.shortName(),
        "the address and port of a service",
        "dns:///%s:%d".formatted(service.shortName(), service.port()),
        Setting::isTarget);
  }

  private static boolean isNumber(String value, int least, int most) {
    return NUMBER.matcher(value).matches()
        && Integer.parseInt(value) >= least
        && Integer.parseInt(value) <= most;
  }

  private static boolean isTarget(String value) {
    Matcher parts = TARGET.matcher(value);
    return parts.matches()
        ? isNumber(parts.group(1), 1, LAST_PORT)
        : LOCAL_TARGET.matcher(value).matches();
  }

  private static boolean isPath(String value) {
    return value.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isPostgres(String value) {
    Matcher parts = JDBC_URL.matcher(value);
    return parts.matches()
        && (parts.group(1) == null
            || Arrays.stream(parts.group(1).split(",", -1)).allMatch(Setting::isHost));
  }

  /** Returns whether it is a host, perhaps with a port. */
  private static boolean isHost(String value) {
    Matcher parts = HOST.matcher(value);
    return parts.matches() && (parts.group(1) == null || isNumber(parts.group(1), 1, LAST_PORT));
  }

  private static boolean isWebAddress(String value) {
    try {
      URI url = URI.create(value);
      return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
          && url.getHost() != null
          && url.getPort() <= LAST_PORT
          && url.getRawUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
