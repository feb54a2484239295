package id.laris.staff.credential;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.pos.v1.CheckCredentialRequest;
import id.laris.pos.v1.CheckCredentialResponse;
import id.laris.staff.apikey.ApiKey;
import id.laris.staff.apikey.ApiKeyUses;
import id.laris.staff.apikey.ApiKeys;
import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import id.laris.staff.role.Roles;
import id.laris.staff.role.Scopes;
import id.laris.staff.token.InTenant;
import id.laris.staff.token.Session;
import id.laris.staff.token.Sessions;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells a process what a session or an API key is good for at this moment. A role that has changed
 * counts at once; whatever has ended, expired or was revoked is not valid.
 */
@Component
public class CheckCredential {

  private final Sessions sessions;
  private final Employees employees;
  private final Roles roles;
  private final ApiKeys apiKeys;
  private final ApiKeyUses uses;
  private final JdbcClient jdbc;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  CheckCredential(
      Sessions sessions,
      Employees employees,
      Roles roles,
      ApiKeys apiKeys,
      ApiKeyUses uses,
      JdbcClient jdbc,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.sessions = sessions;
    this.employees = employees;
    this.roles = roles;
    this.apiKeys = apiKeys;
    this.uses = uses;
    this.jdbc = jdbc;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  public CheckCredentialResponse run(CheckCredentialRequest request) {
    Optional<CheckCredentialResponse> valid =
        request.hasSessionId()
            ? reads.run(() -> ofSession(Ids.parse(request.getSessionId())))
            : ofApiKey(request.getApiKeySha256().toByteArray());
    return valid.orElse(CheckCredentialResponse.getDefaultInstance());
  }

  private Optional<CheckCredentialResponse> ofSession(UUID sessionId) {
    return sessions
        .findById(sessionId)
        .filter(session -> session.isLive(clock.instant()))
        .flatMap(
            session ->
                employees
                    .findById(session.employeeId())
                    .filter(Employee::isActive)
                    .map(employee -> response(session, employee)));
  }

  private CheckCredentialResponse response(Session session, Employee employee) {
    Set<String> scopes = roles.scopes(employee.roleIds());
    return CheckCredentialResponse.newBuilder()
        .setValid(true)
        .setTenantId(Caller.current().tenantId().toString())
        .setUserId(employee.id().toString())
        .addAllScopes(session.registerId() == null ? scopes : Scopes.atTill(scopes))
        .setRegisterId(Ids.text(session.registerId()))
        .setLocationId(Ids.text(session.locationId()))
        .build();
  }

  private Optional<CheckCredentialResponse> ofApiKey(byte[] hash) {
    return tenantOf(hash)
        .flatMap(
            tenantId -> InTenant.call(tenantId, () -> writes.run(() -> ofApiKey(tenantId, hash))));
  }

  private Optional<UUID> tenantOf(byte[] hash) {
    return reads.run(
        () ->
            jdbc.sql("select staff.tenant_of_api_key(?)")
                .param(hash)
                .query((row, number) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single());
  }

  private Optional<CheckCredentialResponse> ofApiKey(UUID tenantId, byte[] hash) {
    Optional<ApiKey> key =
        apiKeys.withSecret(hash).filter(one -> one.accepts(hash, clock.instant()));
    key.ifPresent(one -> uses.note(one.id(), clock.instant()));
    return key.map(
        one ->
            CheckCredentialResponse.newBuilder()
                .setValid(true)
                .setTenantId(tenantId.toString())
                .setUserId(one.id().toString())
                .addAllScopes(one.scopes())
                .build());
  }
}
