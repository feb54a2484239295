package id.laris.staff.shift;

import id.laris.common.db.Rows;
import java.util.List;
import java.util.UUID;

/** The movements of the tenant's drawers. */
interface CashMovements extends Rows<CashMovement> {

  List<CashMovement> findByShiftIdOrderById(UUID shiftId);

  long countByShiftId(UUID shiftId);
}
