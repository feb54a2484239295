package id.laris.staff.register;

import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Lifecycle;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.ListDevicesRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Devices as a resource, which {@link ActivateRegister} makes. */
@Configuration(proxyBeanMethods = false)
class DeviceResource {

  @Bean
  Resource<Device, id.laris.pos.v1.Device> deviceResource(Resources resources, Devices devices) {
    return resources
        .of("device", devices, new Lifecycle<>(StaffEvents.DEVICE_ACTIVATED, null, null))
        .content(Device::toProto)
        .filter(ListDevicesRequest.class, DeviceResource::filter)
        .build();
  }

  private static Filter<Device> filter(ListDevicesRequest request) {
    Filter<Device> filter =
        Filter.<Device>all().equal("registerId", Ids.parseOrNull(request.getRegisterId()));
    return request.getIncludeDeactivated()
        ? filter
        : filter.and((row, cb) -> cb.isNull(row.get("deactivatedAt")));
  }
}
