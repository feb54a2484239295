package id.laris.bench.scenario;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import id.laris.bench.load.Caller;
import id.laris.client.LarisClient;
import id.laris.pos.v1.ActivateRegisterRequest;
import id.laris.pos.v1.CreateActivationCodeRequest;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateRegisterRequest;
import id.laris.pos.v1.RefreshTokenRequest;
import id.laris.pos.v1.SetPasswordRequest;
import id.laris.pos.v1.SetPinRequest;
import id.laris.pos.v1.SignInRequest;
import id.laris.pos.v1.SignInWithPinRequest;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Signs in the employees of a tenant of its own. Each caller is another employee, and stands at
 * another register: tries under way count as wrong ones, of which few are allowed at one place.
 */
final class SignIns {

  private static final String PASSWORD = "kuda nil di loteng";

  /** The PINs count up from here, past those that are refused because everybody tries them. */
  private static final int BEFORE_FIRST_PIN = 100_100;

  private final String target;
  private final UUID tenantId = UUID.randomUUID();
  private final Supplier<String> locationId;
  private int employees;

  SignIns(String target) {
    this.target = target;
    this.locationId = Suppliers.memoize(this::openLocation);
  }

  private String openLocation() {
    try (LarisClient client = LarisClient.to(target)) {
      return Shop.location(client.as(tenantId).withKeys(), "BENCH", "Bench");
    }
  }

  /** A caller in an office. */
  Caller byPassword() {
    LarisClient client = LarisClient.to(target);
    SignInRequest request = employeeWithPassword(client);
    return Caller.of(
        client::close, stopwatch -> stopwatch.call("SignIn", () -> client.staff().signIn(request)));
  }

  /**
   * A caller in an office who exchanges one refresh token for the next. After a failure nobody
   * knows which of them is good, so it signs in again.
   */
  Caller byRefreshToken() {
    LarisClient client = LarisClient.to(target);
    SignInRequest signIn = employeeWithPassword(client);
    AtomicReference<String> next = new AtomicReference<>("");
    return Caller.of(
        client::close,
        stopwatch -> {
          String token = next.getAndSet("");
          if (token.isEmpty()) {
            token =
                stopwatch
                    .untimed("SignIn", () -> client.staff().signIn(signIn))
                    .getTokens()
                    .getRefreshToken();
          }
          RefreshTokenRequest request =
              RefreshTokenRequest.newBuilder().setRefreshToken(token).build();
          next.set(
              stopwatch
                  .time("RefreshToken", () -> client.staff().refreshToken(request))
                  .getTokens()
                  .getRefreshToken());
        });
  }

  /** A caller at a till. */
  Caller byPin() {
    LarisClient client = LarisClient.to(target);
    LarisClient office = client.as(tenantId).withKeys();
    String employeeId = employ(office, "");
    String pin = String.valueOf(BEFORE_FIRST_PIN + employees);
    var _ =
        office
            .staff()
            .setPin(SetPinRequest.newBuilder().setEmployeeId(employeeId).setPin(pin).build());
    SignInWithPinRequest request =
        SignInWithPinRequest.newBuilder()
            .setDeviceCredential(activate(office, "TILL-" + employees))
            .setPin(pin)
            .build();
    return Caller.of(
        client::close,
        stopwatch -> stopwatch.call("SignInWithPin", () -> client.staff().signInWithPin(request)));
  }

  private SignInRequest employeeWithPassword(LarisClient client) {
    LarisClient office = client.as(tenantId).withKeys();
    String email = UUID.randomUUID() + "@example.com";
    var _ =
        office
            .staff()
            .setPassword(
                SetPasswordRequest.newBuilder()
                    .setEmployeeId(employ(office, email))
                    .setNewPassword(PASSWORD)
                    .build());
    return SignInRequest.newBuilder().setEmail(email).setPassword(PASSWORD).build();
  }

  private String employ(LarisClient office, String email) {
    employees++;
    return office
        .staff()
        .createEmployee(
            CreateEmployeeRequest.newBuilder()
                .setName("Employee " + employees)
                .setEmail(email)
                .build())
        .getEmployee()
        .getId();
  }

  /** The credential of a device at a new register. */
  private String activate(LarisClient office, String register) {
    String registerId =
        office
            .staff()
            .createRegister(
                CreateRegisterRequest.newBuilder()
                    .setCode(register)
                    .setName(register)
                    .setLocationId(locationId.get())
                    .build())
            .getRegister()
            .getId();
    String code =
        office
            .staff()
            .createActivationCode(
                CreateActivationCodeRequest.newBuilder().setRegisterId(registerId).build())
            .getCode();
    return office
        .staff()
        .activateRegister(
            ActivateRegisterRequest.newBuilder().setCode(code).setDeviceName(register).build())
        .getDeviceCredential();
  }
}
