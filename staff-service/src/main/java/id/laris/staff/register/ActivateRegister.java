package id.laris.staff.register;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.background.Background;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.ActivateRegisterRequest;
import id.laris.pos.v1.ActivateRegisterResponse;
import id.laris.staff.StaffModule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Activates a device at the register whose code it shows, and gives it a credential that this
 * answer alone shows. Devices that were activated there before stay active.
 *
 * <p>Errors: NOT_FOUND, which does not tell a code that has expired or was used from one that never
 * was; RATE_LIMITED after too many of them; MASTER_KEY_MISSING.
 */
@Component
public class ActivateRegister {

  private final ActivationCodes codes;
  private final Resource<Register, id.laris.pos.v1.Register> registers;
  private final Resource<Device, id.laris.pos.v1.Device> devices;
  private final Background background;
  private final Writes writes;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  ActivateRegister(
      ActivationCodes codes,
      Resource<Register, id.laris.pos.v1.Register> registers,
      Resource<Device, id.laris.pos.v1.Device> devices,
      Background background,
      Writes writes,
      Clock clock) {
    this.codes = codes;
    this.registers = registers;
    this.devices = devices;
    this.background = background;
    this.writes = writes;
    this.clock = clock;
  }

  public ActivateRegisterResponse run(ActivateRegisterRequest request) {
    Instant now = clock.instant();
    String code = ActivationCodes.read(request.getCode()).orElseThrow(ActivateRegister::unknown);
    UUID tenantId = codes.tenantOf(code, now).orElseThrow(ActivateRegister::unknown);
    return background.call(
        tenantId,
        StaffModule.SERVICE,
        "ActivateRegister",
        () -> writes.run(() -> activate(code, request.getDeviceName(), now)));
  }

  private ActivateRegisterResponse activate(String code, String deviceName, Instant now) {
    UUID registerId = codes.take(code, now).orElseThrow(ActivateRegister::unknown);
    Register register = registers.lock(registerId);
    register.requireActive();
    DeviceCredential credential =
        DeviceCredential.draw(random, Caller.current().tenantId(), Ids.next());
    return ActivateRegisterResponse.newBuilder()
        .setDevice(
            devices.store(
                new Device(credential, register, deviceName), StaffEvents.DEVICE_ACTIVATED))
        .setRegister(registers.show(register))
        .setDeviceCredential(credential.reveal())
        .build();
  }

  private static PosException unknown() {
    return Errors.of(
            Reason.NOT_FOUND,
            "No register waits for this code: it may have expired or been used. Ask for a new one.")
        .with("resource", "activation code")
        .with("field", "code");
  }
}
