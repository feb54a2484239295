package id.laris.staff.time;

import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.ListTimeEntriesRequest;
import id.laris.pos.v1.TimeEntry.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Entries as a resource, which is listed and stored here; the actions change it. */
@Configuration(proxyBeanMethods = false)
class TimeEntryResource {

  @Bean
  Resource<TimeEntry, id.laris.pos.v1.TimeEntry> timeEntryResource(
      Resources resources, TimeEntries entries, TimeEntryRevisions revisions) {
    return resources
        .of("time entry", entries, id.laris.pos.v1.TimeEntry.getDefaultInstance())
        .content(TimeEntry::toProto)
        .show(revisions::shownIn)
        .filter(ListTimeEntriesRequest.class, TimeEntryResource::filter)
        .build();
  }

  private static Filter<TimeEntry> filter(ListTimeEntriesRequest request) {
    Status status = request.getStatus();
    return Filter.<TimeEntry>all()
        .equal("employeeId", Ids.parseOrNull(request.getEmployeeId()))
        .equal("locationId", Ids.parseOrNull(request.getLocationId()))
        .equal("status", status == Status.STATUS_UNSPECIFIED ? null : status)
        .atLeast(
            "clockedInAt", request.hasFrom() ? Protos.instant("from", request.getFrom()) : null)
        .before("clockedInAt", request.hasTo() ? Protos.instant("to", request.getTo()) : null);
  }
}
