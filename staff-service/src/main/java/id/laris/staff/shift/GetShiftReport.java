package id.laris.staff.shift;

import id.laris.common.Ids;
import id.laris.common.db.Reads;
import id.laris.common.errors.Errors;
import id.laris.pos.v1.GetShiftReportRequest;
import id.laris.pos.v1.GetShiftReportResponse;
import id.laris.pos.v1.ShiftReport;
import id.laris.pos.v1.TenderTotals;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Returns the X report of a shift that is not CLOSED, for which sales is asked, or else its Z
 * report.
 *
 * <p>Errors: NOT_FOUND; UNAVAILABLE.
 */
@Component
public class GetShiftReport {

  private final Shifts shifts;
  private final SalesShifts sales;
  private final ShiftReports reports;
  private final Reads reads;

  GetShiftReport(Shifts shifts, SalesShifts sales, ShiftReports reports, Reads reads) {
    this.shifts = shifts;
    this.sales = sales;
    this.reports = reports;
    this.reads = reads;
  }

  public GetShiftReportResponse run(GetShiftReportRequest request) {
    UUID id = Ids.parse(request.getShiftId());
    boolean closed = reads.run(() -> get(id).isClosed());
    TenderTotals totals =
        closed
            ? TenderTotals.getDefaultInstance()
            : sales.totals(id).orElse(TenderTotals.getDefaultInstance());
    return GetShiftReportResponse.newBuilder()
        .setReport(reads.run(() -> report(get(id), totals)))
        .build();
  }

  /** It may have been closed meanwhile. */
  private ShiftReport report(Shift shift, TenderTotals totals) {
    return shift.isClosed() ? reports.z(shift) : reports.x(shift, totals);
  }

  private Shift get(UUID id) {
    return shifts.findById(id).orElseThrow(() -> Errors.notFound(Shift.RESOURCE, id));
  }
}
