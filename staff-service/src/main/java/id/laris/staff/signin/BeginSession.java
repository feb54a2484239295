package id.laris.staff.signin;

import static id.laris.common.grpc.Protos.timestamp;

import id.laris.common.Caller;
import id.laris.common.db.Outbox;
import id.laris.common.grpc.CallContext;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.Tokens;
import id.laris.staff.employee.Employee;
import id.laris.staff.role.Roles;
import id.laris.staff.role.Scopes;
import id.laris.staff.token.RefreshTokens;
import id.laris.staff.token.Session;
import id.laris.staff.token.Sessions;
import id.laris.staff.token.TokenIssuer;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Begins the session of an employee who has proved who they are, in the current transaction of
 * their tenant. Whoever calls it has checked the employee, and makes the tokens once the
 * transaction is committed.
 */
@Component
public class BeginSession {

  private final Sessions sessions;
  private final Roles roles;
  private final TokenIssuer issuer;
  private final RefreshTokens refreshTokens;
  private final Outbox outbox;
  private final Clock clock;

  BeginSession(
      Sessions sessions,
      Roles roles,
      TokenIssuer issuer,
      RefreshTokens refreshTokens,
      Outbox outbox,
      Clock clock) {
    this.sessions = sessions;
    this.roles = roles;
    this.issuer = issuer;
    this.refreshTokens = refreshTokens;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A session, and what its tokens say, as the transaction leaves it. */
  public record Begun(
      UUID tenantId, Session session, id.laris.pos.v1.Employee employee, Set<String> scopes) {}

  /** Begins one after a password, which refresh tokens keep alive. */
  Begun byPassword(Employee employee) {
    return begin(employee, Session.byPassword(employee.id(), address(), clock.instant()));
  }

  /** Begins one at a till, which lasts as long as its access token. */
  public Begun atTill(Employee employee, UUID registerId, UUID locationId) {
    return begin(
        employee,
        Session.atTill(employee.id(), registerId, locationId, address(), clock.instant()));
  }

  private Begun begin(Employee employee, Session session) {
    Session stored = sessions.saveAndFlush(session);
    outbox.add(StaffEvents.SESSION_STARTED, stored, stored.toProto());
    return goesOn(employee, stored);
  }

  private static String address() {
    String address = CallContext.current().address();
    return address == null ? "" : address;
  }

  /** A session that goes on, in the current transaction. */
  Begun goesOn(Employee employee, Session session) {
    Set<String> scopes = roles.scopes(employee.roleIds());
    return new Begun(
        Caller.current().tenantId(),
        session,
        employee.toProto(),
        session.registerId() == null ? scopes : Scopes.atTill(scopes));
  }

  /** The tokens of a session, after the commit. Errors: MASTER_KEY_MISSING. */
  public Tokens tokens(Begun begun) {
    refreshTokens.requireKey();
    Instant now = clock.instant();
    Session session = begun.session();
    Tokens.Builder tokens =
        Tokens.newBuilder()
            .setAccessToken(issuer.issue(begun.tenantId(), session, begun.scopes(), now))
            .setAccessTokenExpiresAt(timestamp(TokenIssuer.expiry(session, now)))
            .setSession(session.toProto())
            .setEmployee(begun.employee())
            .setTenantId(begun.tenantId().toString());
    if (session.isRefreshed()) {
      tokens
          .setRefreshToken(refreshTokens.of(begun.tenantId(), session))
          .setRefreshTokenExpiresAt(timestamp(session.expiresAt()));
    }
    return tokens.build();
  }
}
