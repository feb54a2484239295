package id.laris.staff;

import com.google.protobuf.FieldMask;
import id.laris.common.auth.ServiceKey;
import id.laris.common.grpc.Headers;
import id.laris.pos.v1.CheckCredentialRequest;
import id.laris.pos.v1.CheckCredentialResponse;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateRoleRequest;
import id.laris.pos.v1.DeleteEmployeeRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.RefreshTokenRequest;
import id.laris.pos.v1.Role;
import id.laris.pos.v1.SetPasswordRequest;
import id.laris.pos.v1.SignInRequest;
import id.laris.pos.v1.SignInResponse;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.Tokens;
import id.laris.pos.v1.UpdateEmployeeRequest;
import id.laris.staff.role.BuiltInRole;
import id.laris.testkit.FakeClock;
import id.laris.testkit.TestCalls;
import io.grpc.Metadata;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant and its employees. */
final class Team {

  static final String PASSWORD = "correct horse battery";

  /** The parts of the process that a team needs. */
  record Parts(TestCalls calls, FakeClock clock, ServiceKey serviceKey, JdbcClient jdbc) {}

  final UUID tenantId = UUID.randomUUID();

  /** Somebody with every scope who is no employee. */
  final StaffServiceBlockingStub admin;

  /** The services of Laris, for this tenant. */
  final StaffServiceBlockingStub services;

  private final Parts parts;

  Team(Parts parts) {
    this.parts = parts;
    this.admin = StaffServiceGrpc.newBlockingStub(parts.calls.as(tenantId));
    this.services =
        StaffServiceGrpc.newBlockingStub(parts.calls.with(parts.serviceKey.credentials(tenantId)));
  }

  /** Anybody, without credentials. */
  StaffServiceBlockingStub anybody() {
    return StaffServiceGrpc.newBlockingStub(parts.calls.with(new Metadata()));
  }

  /** Somebody of the tenant with these scopes only. */
  StaffServiceBlockingStub with(String... scopes) {
    return StaffServiceGrpc.newBlockingStub(parts.calls.as(tenantId, String.join(" ", scopes)));
  }

  /** The employee itself, with these scopes. */
  StaffServiceBlockingStub as(Employee employee, String... scopes) {
    Metadata headers = new Metadata();
    headers.put(Headers.DEV_TENANT_ID, tenantId.toString());
    headers.put(Headers.DEV_USER_ID, employee.getId());
    headers.put(Headers.DEV_MEMBERSHIP_ID, employee.getId());
    headers.put(Headers.DEV_SCOPES, String.join(" ", scopes));
    return StaffServiceGrpc.newBlockingStub(parts.calls.with(headers));
  }

  Role role(String name, String... scopes) {
    CreateRoleRequest.Builder request = CreateRoleRequest.newBuilder().setName(name);
    for (String scope : scopes) {
      request.addScopes(scope);
    }
    return admin.createRole(request.build()).getRole();
  }

  Employee employee(String... roleIds) {
    return admin.createEmployee(newEmployee("", roleIds)).getEmployee();
  }

  Employee owner() {
    return employee(BuiltInRole.OWNER.id().toString());
  }

  static CreateEmployeeRequest newEmployee(String email, String... roleIds) {
    CreateEmployeeRequest.Builder request =
        CreateEmployeeRequest.newBuilder().setName("Sari").setEmail(email);
    for (String roleId : roleIds) {
      request.addRoleIds(roleId);
    }
    return request.build();
  }

  /** An employee who can sign in by this address and {@link #PASSWORD}. */
  Employee signingIn(String email, String... roleIds) {
    Employee employee = admin.createEmployee(newEmployee(email, roleIds)).getEmployee();
    return admin
        .setPassword(
            SetPasswordRequest.newBuilder()
                .setEmployeeId(employee.getId())
                .setNewPassword(PASSWORD)
                .build())
        .getEmployee();
  }

  static String newEmail() {
    return "u" + UUID.randomUUID() + "@example.com";
  }

  SignInResponse signIn(String email, String password) {
    return anybody()
        .signIn(SignInRequest.newBuilder().setEmail(email).setPassword(password).build());
  }

  Tokens signedIn(String email) {
    return signIn(email, PASSWORD).getTokens();
  }

  Tokens refresh(String refreshToken) {
    return anybody()
        .refreshToken(RefreshTokenRequest.newBuilder().setRefreshToken(refreshToken).build())
        .getTokens();
  }

  CheckCredentialResponse check(Tokens tokens) {
    return services.checkCredential(
        CheckCredentialRequest.newBuilder().setSessionId(tokens.getSession().getId()).build());
  }

  static UpdateEmployeeRequest update(Employee employee, String... paths) {
    FieldMask.Builder mask = FieldMask.newBuilder();
    for (String path : paths) {
      mask.addPaths(path);
    }
    return UpdateEmployeeRequest.newBuilder().setEmployee(employee).setUpdateMask(mask).build();
  }

  static DeleteEmployeeRequest delete(Employee employee) {
    return DeleteEmployeeRequest.newBuilder().setEmployeeId(employee.getId()).build();
  }
}
