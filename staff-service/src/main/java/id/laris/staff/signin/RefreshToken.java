package id.laris.staff.signin;

import id.laris.common.Caller;
import id.laris.common.db.Outbox;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.RefreshTokenRequest;
import id.laris.pos.v1.RefreshTokenResponse;
import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import id.laris.staff.signin.BeginSession.Begun;
import id.laris.staff.token.InTenant;
import id.laris.staff.token.RefreshTokens;
import id.laris.staff.token.RefreshTokens.Presented;
import id.laris.staff.token.Session;
import id.laris.staff.token.Session.Refresh;
import id.laris.staff.token.Sessions;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives new tokens for a refresh token, which is used up. One that comes again within a few seconds
 * gets the same successor; one that comes later ends the session, because somebody has a copy.
 *
 * <p>Errors: UNAUTHENTICATED; MASTER_KEY_MISSING.
 */
@Component
public class RefreshToken {

  private static final Logger log = LoggerFactory.getLogger(RefreshToken.class);

  private final RefreshTokens refreshTokens;
  private final Sessions sessions;
  private final Employees employees;
  private final BeginSession beginSession;
  private final Outbox outbox;
  private final Writes writes;
  private final Clock clock;

  RefreshToken(
      RefreshTokens refreshTokens,
      Sessions sessions,
      Employees employees,
      BeginSession beginSession,
      Outbox outbox,
      Writes writes,
      Clock clock) {
    this.refreshTokens = refreshTokens;
    this.sessions = sessions;
    this.employees = employees;
    this.beginSession = beginSession;
    this.outbox = outbox;
    this.writes = writes;
    this.clock = clock;
  }

  public RefreshTokenResponse run(RefreshTokenRequest request) {
    refreshTokens.requireKey();
    return refreshTokens
        .read(request.getRefreshToken())
        .flatMap(this::refreshed)
        .map(beginSession::tokens)
        .map(tokens -> RefreshTokenResponse.newBuilder().setTokens(tokens).build())
        .orElseThrow(
            () ->
                Errors.unauthenticated(
                    "The refresh token is wrong, used, or of a session that has ended: sign in"
                        + " again."));
  }

  /** What is stored is committed before the call is refused: a stolen token ends its session. */
  private Optional<Begun> refreshed(Presented presented) {
    return InTenant.call(
        presented.tenantId(),
        () ->
            writes.run(
                () ->
                    sessions
                        .lock(presented.sessionId())
                        .flatMap(session -> refreshed(session, presented.generation()))));
  }

  private Optional<Begun> refreshed(Session session, int generation) {
    Refresh outcome = session.refresh(generation, clock.instant());
    Session stored = sessions.saveAndFlush(session);
    if (outcome == Refresh.ENDED) {
      log.warn(
          "a refresh token was used twice, so session {} of tenant {} has ended",
          stored.id(),
          Caller.current().tenantId());
      outbox.add(StaffEvents.SESSION_ENDED, stored, stored.toProto());
    }
    return outcome == Refresh.GOES_ON
        ? employees
            .findById(stored.employeeId())
            .filter(Employee::isActive)
            .map(employee -> beginSession.goesOn(employee, stored))
        : Optional.empty();
  }
}
