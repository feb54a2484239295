package id.laris.staff.performance;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import id.laris.common.Ids;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.pos.v1.GetPerformanceRequest;
import id.laris.pos.v1.GetPerformanceResponse;
import id.laris.pos.v1.Performance;
import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import id.laris.staff.performance.SalesDays.SalesDay;
import id.laris.staff.time.Period;
import id.laris.staff.time.WorkedTimes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Returns what employees have sold and how long they have worked, by employee and period.
 *
 * <p>Errors: VALIDATION_FAILED for a time that ends before it begins, or is too long;
 * INVALID_PAGE_TOKEN.
 */
@Component
public class GetPerformance {

  private static final int MOST_DAYS = 366;

  private final SalesDays sales;
  private final WorkedTimes times;
  private final Employees employees;
  private final Reads reads;

  GetPerformance(SalesDays sales, WorkedTimes times, Employees employees, Reads reads) {
    this.sales = sales;
    this.times = times;
    this.employees = employees;
    this.reads = reads;
  }

  public GetPerformanceResponse run(GetPerformanceRequest request) {
    Period period = Period.of(request.getFromDate(), request.getToDate(), MOST_DAYS);
    UUID location = Ids.parseOrNull(request.getLocationId());
    return reads.run(
        () -> {
          Page<UUID> page = page(request, period, location);
          List<Performance> found = performances(page.items(), request, period, location);
          return GetPerformanceResponse.newBuilder()
              .addAllPerformances(found)
              .setPagination(page.pagination().toBuilder().setTotalCount(found.size()))
              .build();
        });
  }

  private Page<UUID> page(GetPerformanceRequest request, Period period, @Nullable UUID location) {
    int size = Page.size(request.getPagination());
    String token = request.getPagination().getPageToken();
    UUID after = token.isEmpty() ? null : Page.token(token);
    if (!request.getEmployeeId().isEmpty()) {
      return Page.of(List.of(Ids.parse(request.getEmployeeId())), size, identity());
    }
    List<UUID> all =
        Stream.concat(
                sales.employees(period, location, after, size + 1).stream(),
                times.employees(period, after, size + 1).stream())
            .distinct()
            // As texts they are ordered as the database orders them.
            .sorted(Comparator.comparing(UUID::toString))
            .limit(size + 1L)
            .toList();
    return Page.of(all, size, identity());
  }

  /** The figures of an employee in one period. */
  private static final class Figures {

    private final SortedMap<String, SalesFigures> byCurrency = new TreeMap<>();
    private long workedSeconds;

    private void add(SalesFigures sold) {
      byCurrency.merge(sold.currency(), sold, SalesFigures::plus);
    }
  }

  private List<Performance> performances(
      List<UUID> ids, GetPerformanceRequest request, Period period, @Nullable UUID location) {
    Periods periods = new Periods(period, request.getInterval(), times.weeks());
    Map<UUID, List<SalesDay>> sold =
        sales.find(ids, period, location).stream().collect(groupingBy(SalesDay::employeeId));
    Map<UUID, SortedMap<LocalDate, Long>> worked = times.seconds(ids, period, location);
    Map<UUID, String> names =
        employees.findByIdIn(ids).stream().collect(toMap(Employee::id, Employee::name));
    List<Performance> all = new ArrayList<>();
    for (UUID id : ids) {
      figures(
              sold.getOrDefault(id, List.of()),
              worked.getOrDefault(id, Collections.emptySortedMap()),
              periods)
          .forEach(
              (start, figures) ->
                  all.add(performance(id, names.getOrDefault(id, ""), periods, start, figures)));
    }
    return all;
  }

  private static SortedMap<LocalDate, Figures> figures(
      List<SalesDay> sold, SortedMap<LocalDate, Long> worked, Periods periods) {
    SortedMap<LocalDate, Figures> byPeriod = new TreeMap<>();
    for (SalesDay day : sold) {
      byPeriod.computeIfAbsent(periods.start(day.day()), _ -> new Figures()).add(day.figures());
    }
    worked.forEach(
        (day, seconds) ->
            byPeriod.computeIfAbsent(periods.start(day), _ -> new Figures()).workedSeconds +=
                seconds);
    return byPeriod;
  }

  private static Performance performance(
      UUID id, String name, Periods periods, LocalDate start, Figures figures) {
    return Performance.newBuilder()
        .setEmployeeId(id.toString())
        .setEmployeeName(name)
        .setFromDate(Period.toProto(start))
        .setToDate(Period.toProto(periods.end(start)))
        .setWorkedSeconds(figures.workedSeconds)
        .addAllSales(figures.byCurrency.values().stream().map(SalesFigures::toProto).toList())
        .build();
  }
}
