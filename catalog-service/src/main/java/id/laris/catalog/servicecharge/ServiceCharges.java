package id.laris.catalog.servicecharge;

import id.laris.common.db.Rows;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.NativeQuery;

interface ServiceCharges extends Rows<ServiceCharge> {

  @NativeQuery(
      """
      select * from catalog.service_charge
      where deleted_at is null and active
        and (cardinality(location_ids) = 0 or cast(:locationId as uuid) = any(location_ids))
      order by id
      """)
  List<ServiceCharge> inForce(@Nullable UUID locationId);
}
