package id.laris.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.ActivateRegisterResponse;
import id.laris.pos.v1.ApproveRequest;
import id.laris.pos.v1.DeactivateDeviceRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.ListDevicesRequest;
import id.laris.pos.v1.Register;
import id.laris.pos.v1.RetireRegisterRequest;
import id.laris.pos.v1.Tokens;
import id.laris.staff.role.BuiltInRole;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.StoredRows;
import io.grpc.StatusRuntimeException;
import java.text.ParseException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Sign-in by PIN on a device that was activated at a register. */
@TillTest
class SignInWithPinTest {

  @Autowired Tills.Parts parts;
  @Autowired FakeClock clock;
  @Autowired StoredRows rows;

  private Tills shop;
  private Register register;
  private ActivateRegisterResponse tablet;
  private Employee ani;

  @BeforeEach
  void open() {
    clock.set(FakeClock.START);
    shop = new Tills(parts);
    register = shop.register("K-1");
    tablet = shop.activate(shop.activationCode(register));
    ani = shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "258046");
  }

  @Test
  void anEmployeeGetsATokenOfTheRegister() throws ParseException {
    Tokens tokens = shop.signIn(tablet, "258046");

    assertThat(tokens.getEmployee().getId()).isEqualTo(ani.getId());
    assertThat(tokens.getRefreshToken()).isEmpty();
    assertThat(tokens.getSession().getRegisterId()).isEqualTo(register.getId());
    JWTClaimsSet claims = SignedJWT.parse(tokens.getAccessToken()).getJWTClaimsSet();
    assertThat(claims.getSubject()).isEqualTo(ani.getId());
    assertThat(claims.getStringClaim("register_id")).isEqualTo(register.getId());
    assertThat(claims.getStringClaim("location_id")).isEqualTo(register.getLocationId());
    assertThat(shop.isLive(tokens)).isTrue();
    assertThat(shop.events()).endsWith("SessionStarted");
  }

  @Test
  void theDeviceShowsWhenSomebodyLastSignedIn() {
    assertThat(tablet.getDevice().hasLastSignInAt()).isFalse();
    shop.signIn(tablet, "258046");

    assertThat(
            shop.office
                .listDevices(
                    ListDevicesRequest.newBuilder().setRegisterId(register.getId()).build())
                .getDevices(0)
                .hasLastSignInAt())
        .isTrue();
  }

  @Test
  void aTillSessionEndsByItselfAfterItsToken() {
    Tokens tokens = shop.signIn(tablet, "258046");

    clock.advance(Duration.ofMinutes(15));

    assertThat(shop.isLive(tokens)).isFalse();
  }

  @Test
  void anUnknownDeviceOrAnotherSecretSignsNobodyIn() {
    Tills other = new Tills(parts);
    ActivateRegisterResponse theirs = other.activate(other.activationCode(other.register("K-1")));
    String credential = tablet.getDeviceCredential();
    String changed =
        credential.substring(0, credential.length() - 2)
            + (credential.endsWith("AA") ? "BA" : "AA");

    for (String wrong : new String[] {"tablet", changed}) {
      Refusal.of(() -> shop.signIn(tablet.toBuilder().setDeviceCredential(wrong).build(), "258046"))
          .has(Reason.UNAUTHENTICATED);
    }
    Refusal.of(() -> shop.signIn(theirs, "258046")).has(Reason.INVALID_PIN);
  }

  @Test
  void aDeactivatedDeviceSignsNobodyInAndItsSessionsEnd() {
    Tokens tokens = shop.signIn(tablet, "258046");

    var _ =
        shop.office.deactivateDevice(
            DeactivateDeviceRequest.newBuilder().setDeviceId(tablet.getDevice().getId()).build());

    assertThat(shop.isLive(tokens)).isFalse();
    Refusal.of(() -> shop.signIn(tablet, "258046")).has(Reason.UNAUTHENTICATED);
  }

  @Test
  void atARetiredRegisterNobodySignsInAndSessionsEnd() {
    Tokens tokens = shop.signIn(tablet, "258046");

    var _ =
        shop.office.retireRegister(
            RetireRegisterRequest.newBuilder()
                .setRegisterId(register.getId())
                .setConfirmation("RETIRE")
                .build());

    assertThat(shop.isLive(tokens)).isFalse();
    Refusal.of(() -> shop.signIn(tablet, "258046")).has(Reason.UNAUTHENTICATED);
  }

  @Test
  void whoeverWorksElsewhereDoesNotSignInHere() {
    shop.withPin(shop.employee("Budi", BuiltInRole.CASHIER, UUID.randomUUID()), "139752");

    Refusal.of(() -> shop.signIn(tablet, "139752")).has(Reason.EMPLOYEE_NOT_AT_LOCATION);
  }

  @Test
  void ofFiftyGuessesAtOnceFiveAreCheckedAtTheRegister() {
    var outcomes = Parallel.times(50, i -> shop.signIn(tablet, "9" + (100 + i)));

    assertThat(Parallel.failures(outcomes))
        .hasSize(50)
        .filteredOn(thrown -> !Refusal.of((StatusRuntimeException) thrown).saysWhenToRetry())
        .hasSize(5);
    assertThat(
            Refusal.of(() -> shop.signIn(tablet, "258046"))
                .has(Reason.INVALID_PIN)
                .saysWhenToRetry())
        .isTrue();
    // Who is not at this register is not locked.
    Refusal.of(
            () ->
                shop.user(UUID.randomUUID(), "sales.write")
                    .approve(
                        ApproveRequest.newBuilder()
                            .setAction("sales.void")
                            .setResourceId(UUID.randomUUID().toString())
                            .setLocationId(register.getLocationId())
                            .setPin("258046")
                            .build()))
        .has(Reason.PERMISSION_DENIED);
  }

  @Test
  void credentialsCodesAndPinsAreStoredNowhere() {
    String code = shop.activationCode(register);
    shop.signIn(tablet, "258046");

    String secret = tablet.getDeviceCredential().substring("laris_device_".length());
    assertThat(rows.of(Service.STAFF, shop.tenantId))
        .isNotEmpty()
        .noneMatch(row -> row.contains(secret) || row.contains(code) || row.contains("258046"));
  }

  @Test
  void aPinGivesNoScopeThatAdministers() throws ParseException {
    var _ = shop.withPin(shop.employee("Budi", BuiltInRole.OWNER), "139752");

    Tokens tokens = shop.signIn(tablet, "139752");

    assertThat(
            SignedJWT.parse(tokens.getAccessToken())
                .getJWTClaimsSet()
                .getStringClaim("scope")
                .split(" "))
        .contains("sales.void")
        .doesNotContain("staff.write", "keys.write", "payments.settings");
  }

  @Test
  void anotherPinEndsTheSessionsAtTills() {
    Tokens tokens = shop.signIn(tablet, "258046");

    var _ = shop.withPin(ani, "139752");

    assertThat(shop.isLive(tokens)).isFalse();
  }
}
