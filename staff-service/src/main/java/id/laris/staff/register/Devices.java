package id.laris.staff.register;

import id.laris.common.db.Rows;
import java.util.List;
import java.util.UUID;

/** The devices at the tenant's registers. */
interface Devices extends Rows<Device> {

  List<Device> findByRegisterIdAndDeactivatedAtIsNullOrderById(UUID registerId);
}
