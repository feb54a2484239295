package id.laris.staff;

import static org.assertj.core.api.Assertions.assertThat;

import id.laris.common.errors.Reason;
import id.laris.pos.v1.ActivateRegisterResponse;
import id.laris.pos.v1.CreateActivationCodeRequest;
import id.laris.pos.v1.CreateRegisterRequest;
import id.laris.pos.v1.DeactivateDeviceRequest;
import id.laris.pos.v1.Device;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.GetRegisterRequest;
import id.laris.pos.v1.ListDevicesRequest;
import id.laris.pos.v1.ListRegistersRequest;
import id.laris.pos.v1.Register;
import id.laris.pos.v1.RetireRegisterRequest;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.staff.role.BuiltInRole;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Registers, and the devices that are activated at them. */
@TillTest
class RegisterTest {

  @Autowired Tills.Parts parts;
  @Autowired FakeClock clock;
  @Autowired TestCalls calls;

  private Tills shop;

  @BeforeEach
  void open() {
    clock.set(FakeClock.START);
    shop = new Tills(parts);
  }

  @Test
  void aRegisterIsCreatedReadListedAndRenamed() {
    UUID location = UUID.randomUUID();
    Register one = shop.register("K-1", location, "");
    Register two = shop.register("K-2");

    Register renamed = shop.update(one.toBuilder().setName("Door").build(), "name");

    assertThat(renamed.getName()).isEqualTo("Door");
    assertThat(renamed.getState()).isEqualTo(Register.State.ACTIVE);
    assertThat(get(one)).isEqualTo(renamed);
    assertThat(list(ListRegistersRequest.newBuilder())).containsExactly(renamed, two);
    assertThat(list(ListRegistersRequest.newBuilder().setLocationId(location.toString())))
        .containsExactly(renamed);
    assertThat(shop.events())
        .containsExactly("RegisterCreated", "RegisterCreated", "RegisterUpdated");
  }

  @Test
  void aRegisterNeedsALocationThatThereIs() {
    Refusal.of(
            () ->
                shop.office.createRegister(
                    CreateRegisterRequest.newBuilder()
                        .setCode("K-1")
                        .setName("Counter")
                        .setLocationId(AnyLocation.UNKNOWN.toString())
                        .build()))
        .has(Reason.LOCATION_NOT_FOUND);
  }

  @Test
  void aCodeIsOfOneRegisterInUse() {
    Register one = shop.register("K-1");
    Refusal.of(() -> shop.register("K-1")).has(Reason.ALREADY_EXISTS);

    retire(one, "RETIRE");

    assertThat(shop.register("K-1").getId()).isNotEqualTo(one.getId());
  }

  @Test
  void theAddressChangesTwiceIn365Days() {
    Register till = shop.register("K-1", UUID.randomUUID(), "10.0.0.1");
    till = address(till, "10.0.0.2");
    clock.advance(Duration.ofDays(100));
    till = address(till, "10.0.0.3");
    clock.advance(Duration.ofDays(200));

    Register current = till;
    Refusal.of(() -> address(current, "10.0.0.4"))
        .has(Reason.REGISTER_IP_LIMIT)
        .with("allowed_at", FakeClock.START.plus(Duration.ofDays(365)));
    assertThat(address(current, "10.0.0.3").getIpAddress()).isEqualTo("10.0.0.3");

    clock.advance(Duration.ofDays(65));
    till = address(till, "10.0.0.4");
    Register changed = till;
    Refusal.of(() -> address(changed, "10.0.0.5"))
        .has(Reason.REGISTER_IP_LIMIT)
        .with("allowed_at", FakeClock.START.plus(Duration.ofDays(465)));
  }

  @Test
  void theFirstAddressIsNoChangeAndTakingItAwayIsOne() {
    Register till = shop.register("K-1");
    till = address(till, "10.0.0.1");
    till = address(till, "");
    till = address(till, "10.0.0.2");
    till = address(till, "2001:db8::1");

    Register current = till;
    Refusal.of(() -> address(current, "")).has(Reason.REGISTER_IP_LIMIT);
  }

  @Test
  void anAddressIsOneOfIp() {
    Register till = shop.register("K-1");

    Refusal.of(() -> address(till, "till.local"))
        .has(Reason.VALIDATION_FAILED)
        .naming("register.ip_address");
  }

  @Test
  void aRegisterIsRetiredByTheWordOnly() {
    Register till = shop.register("K-1");
    for (String word : List.of("", "retire", "RETIRE ME")) {
      Refusal.of(() -> retire(till, word)).has(Reason.REGISTER_RETIREMENT_REFUSED);
    }

    Register retired = retire(till, "RETIRE");

    assertThat(retired.getState()).isEqualTo(Register.State.RETIRED);
    assertThat(retired.hasRetiredAt()).isTrue();
    assertThat(retire(till, "RETIRE")).as("again").isEqualTo(retired);
    Refusal.of(() -> shop.update(till.toBuilder().setName("Door").build(), "name"))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
    assertThat(list(ListRegistersRequest.newBuilder().setState(Register.State.ACTIVE))).isEmpty();
    assertThat(list(ListRegistersRequest.newBuilder().setState(Register.State.RETIRED)))
        .containsExactly(retired);
  }

  @Test
  void onlyAnOwnerRetiresARegister() {
    Register till = shop.register("K-1");
    Employee manager = shop.employee("Budi", BuiltInRole.MANAGER);
    Employee owner = shop.employee("Olga", BuiltInRole.OWNER);
    RetireRegisterRequest request =
        RetireRegisterRequest.newBuilder()
            .setRegisterId(till.getId())
            .setConfirmation("RETIRE")
            .build();

    Refusal.of(() -> as(manager).retireRegister(request)).has(Reason.REGISTER_RETIREMENT_REFUSED);
    assertThat(as(owner).retireRegister(request).getRegister().getState())
        .isEqualTo(Register.State.RETIRED);
  }

  @Test
  void retiringARegisterDeactivatesItsDevicesAndItsCode() {
    Register till = shop.register("K-1");
    Device device = shop.activate(shop.activationCode(till)).getDevice();
    String code = shop.activationCode(till);

    retire(till, "RETIRE");

    assertThat(devices(till, true))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.getId()).isEqualTo(device.getId());
              assertThat(one.hasDeactivatedAt()).isTrue();
            });
    Refusal.of(() -> shop.activate(code)).has(Reason.NOT_FOUND);
    Refusal.of(() -> shop.activationCode(till)).has(Reason.ILLEGAL_STATE_TRANSITION);
    assertThat(shop.events()).endsWith("DeviceDeactivated", "RegisterRetired");
  }

  @Test
  void aCodeActivatesOneDevice() {
    Register till = shop.register("K-1");
    String code = shop.activationCode(till);
    assertThat(code).matches("[2-9A-HJKMNP-Z]{8}");

    ActivateRegisterResponse activated = shop.activate(" " + code.toLowerCase(Locale.ROOT));

    assertThat(activated.getRegister()).isEqualTo(till);
    assertThat(activated.getDeviceCredential()).startsWith("laris_device_");
    assertThat(devices(till, false)).containsExactly(activated.getDevice());
    assertThat(activated.getDevice().getLocationId()).isEqualTo(till.getLocationId());
    Refusal.of(() -> shop.activate(code)).has(Reason.NOT_FOUND);
    assertThat(shop.events())
        .containsExactly("RegisterCreated", "ActivationCodeCreated", "DeviceActivated");
  }

  @Test
  void ofManyDevicesAtOnceOneIsActivatedByACode() {
    Register till = shop.register("K-1");
    String code = shop.activationCode(till);

    var outcomes = Parallel.times(8, i -> shop.activate(code));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
    assertThat(devices(till, false)).hasSize(1);
  }

  @Test
  void aCodeIsGoodFor15MinutesAndUntilTheNextOne() {
    Register till = shop.register("K-1");
    String first = shop.activationCode(till);
    String second = shop.activationCode(till);
    Refusal.of(() -> shop.activate(first)).has(Reason.NOT_FOUND);

    clock.advance(Duration.ofMinutes(15));

    Refusal.of(() -> shop.activate(second)).has(Reason.NOT_FOUND);
  }

  @Test
  void aNewActivationLeavesOlderDevices() {
    Register till = shop.register("K-1");
    Device first = shop.activate(shop.activationCode(till)).getDevice();
    Device second = shop.activate(shop.activationCode(till)).getDevice();
    shop.activate(shop.activationCode(shop.register("K-2")));

    assertThat(devices(till, false)).containsExactly(first, second);
  }

  @Test
  void aDeviceIsDeactivatedForGood() {
    Register till = shop.register("K-1");
    Device device = shop.activate(shop.activationCode(till)).getDevice();
    DeactivateDeviceRequest request =
        DeactivateDeviceRequest.newBuilder().setDeviceId(device.getId()).build();

    Device deactivated = shop.office.deactivateDevice(request).getDevice();

    assertThat(deactivated.hasDeactivatedAt()).isTrue();
    assertThat(shop.office.deactivateDevice(request).getDevice()).isEqualTo(deactivated);
    assertThat(devices(till, false)).isEmpty();
    assertThat(devices(till, true)).containsExactly(deactivated);
  }

  @Test
  void aRepeatedCallDoesNotShowTheCodeAgain() {
    Register till = shop.register("K-1");
    StaffServiceBlockingStub keyed =
        StaffServiceGrpc.newBlockingStub(calls.as(shop.tenantId, UUID.randomUUID()));
    CreateActivationCodeRequest request =
        CreateActivationCodeRequest.newBuilder().setRegisterId(till.getId()).build();

    var first = keyed.createActivationCode(request);
    var second = keyed.createActivationCode(request);

    assertThat(first.getCode()).isNotEmpty();
    assertThat(second.getCode()).isEmpty();
    assertThat(second.getExpiresAt()).isEqualTo(first.getExpiresAt());
    assertThat(shop.activate(first.getCode()).getRegister().getId()).isEqualTo(till.getId());
  }

  private StaffServiceBlockingStub as(Employee employee) {
    return shop.user(UUID.fromString(employee.getId()), "registers.write");
  }

  private Register address(Register register, String ipAddress) {
    return shop.update(register.toBuilder().setIpAddress(ipAddress).build(), "ip_address");
  }

  private Register retire(Register register, String word) {
    return shop.office
        .retireRegister(
            RetireRegisterRequest.newBuilder()
                .setRegisterId(register.getId())
                .setConfirmation(word)
                .build())
        .getRegister();
  }

  private Register get(Register register) {
    return shop.office
        .getRegister(GetRegisterRequest.newBuilder().setRegisterId(register.getId()).build())
        .getRegister();
  }

  private List<Register> list(ListRegistersRequest.Builder request) {
    return shop.office.listRegisters(request.build()).getRegistersList();
  }

  private List<Device> devices(Register register, boolean deactivatedToo) {
    return shop.office
        .listDevices(
            ListDevicesRequest.newBuilder()
                .setRegisterId(register.getId())
                .setIncludeDeactivated(deactivatedToo)
                .build())
        .getDevicesList();
  }
}
