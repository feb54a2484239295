package id.laris.staff;

import com.google.protobuf.FieldMask;
import id.laris.common.auth.ServiceKey;
import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Headers;
import id.laris.pos.v1.ActivateRegisterRequest;
import id.laris.pos.v1.ActivateRegisterResponse;
import id.laris.pos.v1.CreateActivationCodeRequest;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateRegisterRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.Register;
import id.laris.pos.v1.SetPinRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.UpdateRegisterRequest;
import id.laris.staff.role.BuiltInRole;
import id.laris.testkit.FakeClock;
import id.laris.testkit.TestCalls;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant with registers and staff who sign in at them by PIN. */
final class Tills {

  /** The parts of the process that tills need. */
  record Parts(
      TestCalls calls,
      FakeClock clock,
      ServiceKey serviceKey,
      Background background,
      Writes writes,
      JdbcClient jdbc) {}

  final UUID tenantId = UUID.randomUUID();

  /** The user with every scope who sets things up. */
  final StaffServiceBlockingStub office;

  private final Parts parts;

  Tills(Parts parts) {
    this.parts = parts;
    this.office = StaffServiceGrpc.newBlockingStub(parts.calls.as(tenantId));
  }

  /** A device, which has no credentials but its own. */
  StaffServiceBlockingStub device() {
    return StaffServiceGrpc.newBlockingStub(parts.calls.with(new Metadata()));
  }

  /** A user with these scopes, separated by spaces. */
  StaffServiceBlockingStub user(UUID userId, String scopes) {
    Metadata headers = TestCalls.headers(tenantId);
    headers.discardAll(Headers.DEV_USER_ID);
    headers.discardAll(Headers.DEV_MEMBERSHIP_ID);
    headers.put(Headers.DEV_USER_ID, userId.toString());
    headers.put(Headers.DEV_MEMBERSHIP_ID, userId.toString());
    headers.put(Headers.DEV_SCOPES, scopes);
    return StaffServiceGrpc.newBlockingStub(parts.calls.with(headers));
  }

  /** The other services, which call for this tenant. */
  StaffServiceBlockingStub services() {
    return StaffServiceGrpc.newBlockingStub(
        parts.calls.with(parts.serviceKey.credentials(tenantId)));
  }

  Register register(String code) {
    return register(code, UUID.randomUUID(), "");
  }

  Register register(String code, UUID locationId, String ipAddress) {
    return office
        .createRegister(
            CreateRegisterRequest.newBuilder()
                .setCode(code)
                .setName("Counter " + code)
                .setLocationId(locationId.toString())
                .setIpAddress(ipAddress)
                .build())
        .getRegister();
  }

  Register update(Register register, String path) {
    return office
        .updateRegister(
            UpdateRegisterRequest.newBuilder()
                .setRegister(register)
                .setUpdateMask(FieldMask.newBuilder().addPaths(path))
                .build())
        .getRegister();
  }

  /** Makes a code, a second after whatever was done before. */
  String activationCode(Register register) {
    parts.clock.advance(Duration.ofSeconds(1));
    return office
        .createActivationCode(
            CreateActivationCodeRequest.newBuilder().setRegisterId(register.getId()).build())
        .getCode();
  }

  ActivateRegisterResponse activate(String code) {
    return device()
        .activateRegister(
            ActivateRegisterRequest.newBuilder().setCode(code).setDeviceName("Tablet").build());
  }

  Employee employee(String name, BuiltInRole role, UUID... locations) {
    CreateEmployeeRequest.Builder request =
        CreateEmployeeRequest.newBuilder().setName(name).addRoleIds(role.id().toString());
    List.of(locations).forEach(location -> request.addLocationIds(location.toString()));
    return office.createEmployee(request.build()).getEmployee();
  }

  /** Sets a PIN, a second after whatever was done before. */
  Employee withPin(Employee employee, String pin) {
    parts.clock.advance(Duration.ofSeconds(1));
    return office
        .setPin(SetPinRequest.newBuilder().setEmployeeId(employee.getId()).setPin(pin).build())
        .getEmployee();
  }

  <R> R inTenant(Supplier<R> work) {
    return parts.background.call(tenantId, StaffModule.SERVICE, "test", work);
  }

  /** The types of the tenant's events, in their order. */
  List<String> events() {
    return inTenant(
        () ->
            parts.writes.run(
                () ->
                    parts
                        .jdbc
                        .sql("select type from staff.outbox order by number")
                        .query(String.class)
                        .list()));
  }
}
