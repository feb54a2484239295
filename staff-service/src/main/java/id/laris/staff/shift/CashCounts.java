package id.laris.staff.shift;

import id.laris.common.db.Rows;
import java.util.List;
import java.util.UUID;

/** The counts of the tenant's drawers. */
interface CashCounts extends Rows<CashCount> {

  List<CashCount> findByShiftIdOrderByNumber(UUID shiftId);
}
