package id.laris.staff.register;

import id.laris.common.Ids;
import id.laris.common.db.Resource;
import id.laris.common.db.Writes;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.DeactivateDeviceRequest;
import id.laris.pos.v1.DeactivateDeviceResponse;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Deactivates a device for good, and ends the sessions on it; one that is deactivated stays as it
 * is.
 *
 * <p>Errors: NOT_FOUND; VERSION_CONFLICT.
 */
@Component
public class DeactivateDevice {

  private final Resource<Device, id.laris.pos.v1.Device> devices;
  private final Writes writes;
  private final Clock clock;

  DeactivateDevice(Resource<Device, id.laris.pos.v1.Device> devices, Writes writes, Clock clock) {
    this.devices = devices;
    this.writes = writes;
    this.clock = clock;
  }

  public DeactivateDeviceResponse run(DeactivateDeviceRequest request) {
    return writes.once(
        request,
        DeactivateDeviceResponse.parser(),
        () ->
            DeactivateDeviceResponse.newBuilder()
                .setDevice(deactivate(devices.lock(Ids.parse(request.getDeviceId())), request))
                .build());
  }

  private id.laris.pos.v1.Device deactivate(Device device, DeactivateDeviceRequest request) {
    if (!device.isActive()) {
      return devices.show(device);
    }
    device.requireVersion("device", request.hasVersion(), request.getVersion());
    device.deactivate(clock.instant());
    return devices.store(device, StaffEvents.DEVICE_DEACTIVATED);
  }
}
