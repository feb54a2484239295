package id.laris.catalog.servicecharge;

import id.laris.catalog.levy.InForce;
import id.laris.common.db.Rows;
import java.util.List;
import org.springframework.data.jpa.repository.Query;

interface ServiceCharges extends Rows<ServiceCharge>, InForce<ServiceCharge> {

  @Override
  @Query(
      "select charge from ServiceCharge charge where charge.deletedAt is null and charge.active order by charge.id")
  List<ServiceCharge> all();
}
