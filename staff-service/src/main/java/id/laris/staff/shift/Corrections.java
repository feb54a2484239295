package id.laris.staff.shift;

import id.laris.common.db.Rows;
import java.util.List;
import java.util.UUID;

/** The corrections of the tenant's closed shifts. */
interface Corrections extends Rows<Correction> {

  List<Correction> findByShiftIdOrderByNumber(UUID shiftId);
}
