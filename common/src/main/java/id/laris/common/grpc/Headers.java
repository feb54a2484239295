package id.laris.common.grpc;

import id.laris.common.errors.Errors;
import io.grpc.Metadata;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The metadata that Laris reads and writes. gRPC lower-cases the names, so callers may write them
 * in any case.
 */
public final class Headers {

  public static final Metadata.Key<String> AUTHORIZATION = key("authorization");
  public static final Metadata.Key<String> API_KEY = key("x-api-key");
  public static final Metadata.Key<String> DEV_TENANT_ID = key("x-dev-tenant-id");
  public static final Metadata.Key<String> DEV_USER_ID = key("x-dev-user-id");
  public static final Metadata.Key<String> DEV_MEMBERSHIP_ID = key("x-dev-membership-id");
  public static final Metadata.Key<String> DEV_SCOPES = key("x-dev-scopes");

  /** The secret of the services of Laris. */
  public static final Metadata.Key<String> SERVICE_KEY = key("x-laris-service-key");

  /** The tenant for which a service of Laris acts. */
  public static final Metadata.Key<String> SERVICE_TENANT_ID = key("x-laris-tenant-id");

  public static final Metadata.Key<String> IDEMPOTENCY_KEY = key("idempotency-key");
  public static final Metadata.Key<String> X_IDEMPOTENCY_KEY = key("x-idempotency-key");

  /** The id of an approval, by which the call gets a scope that the caller lacks. */
  public static final Metadata.Key<String> APPROVAL_ID = key("x-approval-id");

  /** {@code true} in the answer of a write that was done before under the same idempotency key. */
  public static final Metadata.Key<String> IDEMPOTENCY_REPLAYED = key("idempotency-replayed");

  /** W3C Trace Context. */
  public static final Metadata.Key<String> TRACEPARENT = key("traceparent");

  private static final List<Metadata.Key<String>> CREDENTIALS =
      List.of(
          AUTHORIZATION,
          API_KEY,
          DEV_TENANT_ID,
          DEV_USER_ID,
          DEV_MEMBERSHIP_ID,
          DEV_SCOPES,
          SERVICE_KEY,
          SERVICE_TENANT_ID);

  private static final Pattern TRACE =
      Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

  private static final Pattern USABLE_KEY = Pattern.compile("[!-~]([ -~]{0,198}[!-~])?");

  private Headers() {}

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }

  static @Nullable String idempotencyKey(Metadata headers) {
    String key = headers.get(IDEMPOTENCY_KEY);
    return key == null ? headers.get(X_IDEMPOTENCY_KEY) : key;
  }

  /**
   * Refuses an idempotency key that is not printable ASCII: gRPC replaces other bytes, so that
   * different keys would be the same; and refuses several keys, because only one could count.
   */
  static void requireUsableIdempotencyKey(Metadata headers) {
    if (!headers.containsKey(IDEMPOTENCY_KEY) && !headers.containsKey(X_IDEMPOTENCY_KEY)) {
      return;
    }
    Set<String> keys = new HashSet<>();
    for (Metadata.Key<String> name : List.of(IDEMPOTENCY_KEY, X_IDEMPOTENCY_KEY)) {
      Iterable<String> values = headers.getAll(name);
      if (values != null) {
        values.forEach(keys::add);
      }
    }
    if (keys.size() > 1) {
      throw Errors.invalid(IDEMPOTENCY_KEY.name(), "must be one key, but the call has several");
    }
    if (!keys.stream().allMatch(key -> USABLE_KEY.matcher(key).matches())) {
      throw Errors.invalid(
          IDEMPOTENCY_KEY.name(),
          "must have 1 to 200 printable ASCII characters, and no space at its ends");
    }
  }

  /** Returns the headers that hold the credentials. */
  static Metadata credentials(Metadata headers) {
    Metadata credentials = new Metadata();
    for (Metadata.Key<String> key : CREDENTIALS) {
      String value = headers.get(key);
      if (value != null) {
        credentials.put(key, value);
      }
    }
    return credentials;
  }

  /** The trace id of the caller, or a new one. */
  static String traceId(Metadata headers) {
    return Optional.ofNullable(headers.get(TRACEPARENT))
        .map(TRACE::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .orElseGet(() -> randomHex(32));
  }

  /** A {@code traceparent} under the given trace, for a call to another service. */
  public static String traceparent(String traceId) {
    return "00-%s-%s-01".formatted(traceId, randomHex(16));
  }

  private static String randomHex(int digits) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder hex = new StringBuilder(digits);
    while (hex.length() < digits) {
      hex.append(Character.forDigit(random.nextInt(16), 16));
    }
    return hex.toString();
  }
}
