package id.laris.staff.time;

import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.pos.v1.GetTimesheetRequest;
import id.laris.pos.v1.GetTimesheetResponse;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Returns the timesheets of a period, a page of employees at a time.
 *
 * <p>Errors: VALIDATION_FAILED for a period that ends before it begins, or is too long;
 * INVALID_PAGE_TOKEN.
 */
@Component
public class GetTimesheet {

  private final Timesheets timesheets;
  private final Reads reads;

  GetTimesheet(Timesheets timesheets, Reads reads) {
    this.timesheets = timesheets;
    this.reads = reads;
  }

  public GetTimesheetResponse run(GetTimesheetRequest request) {
    Period period = Period.of(request.getFromDate(), request.getToDate(), Timesheets.MOST_DAYS);
    String token = request.getPagination().getPageToken();
    UUID after = token.isEmpty() ? null : Page.token(token);
    int size = Page.size(request.getPagination());
    return reads.run(
        () -> {
          Page<UUID> page =
              Page.of(
                  timesheets.employees(request.getEmployeeId(), period, after, size + 1),
                  size,
                  Function.identity());
          List<id.laris.pos.v1.Timesheet> found = timesheets.of(page.items(), period);
          return GetTimesheetResponse.newBuilder()
              .addAllTimesheets(found)
              .setPagination(page.pagination().toBuilder().setTotalCount(found.size()))
              .build();
        });
  }
}
