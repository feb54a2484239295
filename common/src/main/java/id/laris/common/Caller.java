package id.laris.common;

import io.grpc.Context;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a call. It comes from the credentials of the call and sits in the gRPC {@link
 * Context}; the tenant is never part of a request.
 *
 * @param tenantId the tenant whose data the call may see and change, and no other's
 * @param userId the person or service that calls
 * @param membershipId the user's membership in the tenant
 * @param scopes what the caller may do, such as {@code sales.write}; {@link #ALL_SCOPES} for
 *     everything
 * @param registerId the register of the till that the caller uses; null elsewhere
 * @param locationId the location of that register
 * @param sessionId the session that staff-service began when the employee signed in; null of other
 *     credentials
 */
public record Caller(
    UUID tenantId,
    UUID userId,
    UUID membershipId,
    Set<String> scopes,
    @Nullable UUID registerId,
    @Nullable UUID locationId,
    @Nullable UUID sessionId) {

  public static final String ALL_SCOPES = "*";

  /** The scope that only the services of Laris have: no user's credentials include it. */
  private static final String SERVICE_SCOPE = "laris.service";

  private static final UUID NOBODY = new UUID(0, 0);

  private static final Context.Key<Caller> KEY = Context.key("laris-caller");

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** A caller at no register, and without a session of staff-service. */
  public Caller(UUID tenantId, UUID userId, UUID membershipId, Set<String> scopes) {
    this(tenantId, userId, membershipId, scopes, null, null, null);
  }

  /** The caller of the current call. A public RPC has none and must not ask. */
  public static Caller current() {
    Caller caller = KEY.get();
    if (caller == null) {
      throw new IllegalStateException(
          "no caller: this code runs outside a call, or in a public one");
    }
    return caller;
  }

  /** Returns whether the current code runs for a caller. */
  public static boolean isPresent() {
    return KEY.get() != null;
  }

  /** One of our own services, which acts for the tenant without a user. */
  public static Caller service(UUID tenantId) {
    return new Caller(tenantId, NOBODY, NOBODY, Set.of(ALL_SCOPES, SERVICE_SCOPE));
  }

  /** Returns whether one of the services of Laris calls. */
  public boolean isService() {
    return scopes.contains(SERVICE_SCOPE);
  }

  /** Returns this caller without the scope that only services have. */
  public Caller asUser() {
    return isService()
        ? withScopes(
            scopes.stream()
                .filter(scope -> !scope.equals(SERVICE_SCOPE))
                .collect(Collectors.toUnmodifiableSet()))
        : this;
  }

  /** Returns this caller with other scopes. */
  public Caller withScopes(Set<String> others) {
    return new Caller(tenantId, userId, membershipId, others, registerId, locationId, sessionId);
  }

  public boolean may(String scope) {
    return scopes.contains(scope) || scopes.contains(ALL_SCOPES);
  }

  /** The given context with this caller in it. */
  public Context in(Context context) {
    return context.withValue(KEY, this);
  }
}
