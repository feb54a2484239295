package id.laris.staff;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.type.Date;
import id.laris.common.background.Background;
import id.laris.common.db.Writes;
import id.laris.common.grpc.Headers;
import id.laris.common.grpc.Protos;
import id.laris.events.EventConsumer;
import id.laris.pos.v1.ClockInRequest;
import id.laris.pos.v1.ClockOutRequest;
import id.laris.pos.v1.CorrectTimeEntryRequest;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.Event;
import id.laris.pos.v1.ListTimeEntriesRequest;
import id.laris.pos.v1.Order;
import id.laris.pos.v1.ReturnChange;
import id.laris.pos.v1.SalesReturn;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.TimeEntry;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Jobs;
import id.laris.testkit.TestCalls;
import io.grpc.Metadata;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A tenant whose employees work and sell. */
final class Crew {

  /** The parts of the process that a team needs. */
  record Parts(
      TestCalls calls,
      FakeClock clock,
      FakeShops shops,
      Background background,
      Writes writes,
      JdbcClient jdbc,
      List<EventConsumer> consumers,
      Jobs jobs) {}

  final UUID tenantId = UUID.randomUUID();

  /** The user with every scope. */
  final StaffServiceBlockingStub manager;

  /** A shop in Jakarta. */
  final String shopId;

  private final Parts parts;

  Crew(Parts parts) {
    this.parts = parts;
    this.manager = StaffServiceGrpc.newBlockingStub(parts.calls.as(tenantId));
    this.shopId = parts.shops.open("Asia/Jakarta");
  }

  /** A user with these scopes, separated by spaces. */
  StaffServiceBlockingStub user(String userId, String scopes) {
    Metadata headers = TestCalls.headers(tenantId);
    headers.discardAll(Headers.DEV_USER_ID);
    headers.put(Headers.DEV_USER_ID, userId);
    headers.put(Headers.DEV_SCOPES, scopes);
    return StaffServiceGrpc.newBlockingStub(parts.calls.with(headers));
  }

  StaffServiceBlockingStub underKey(UUID key) {
    return StaffServiceGrpc.newBlockingStub(parts.calls.as(tenantId, key));
  }

  Employee employee(String name) {
    return employee(name, request -> request);
  }

  Employee employee(String name, UnaryOperator<CreateEmployeeRequest.Builder> more) {
    return manager
        .createEmployee(more.apply(CreateEmployeeRequest.newBuilder().setName(name)).build())
        .getEmployee();
  }

  String shop(String timeZone) {
    return parts.shops.open(timeZone);
  }

  void inventoryKeepsSilentAbout(String locationId) {
    parts.shops.keepsSilentAbout(locationId);
  }

  TimeEntry clockIn(Employee employee) {
    return clockIn(employee, request -> request);
  }

  TimeEntry clockIn(Employee employee, UnaryOperator<ClockInRequest.Builder> more) {
    return manager
        .clockIn(
            more.apply(
                    ClockInRequest.newBuilder()
                        .setEmployeeId(employee.getId())
                        .setLocationId(shopId))
                .build())
        .getTimeEntry();
  }

  TimeEntry clockOut(Employee employee) {
    return manager
        .clockOut(ClockOutRequest.newBuilder().setEmployeeId(employee.getId()).build())
        .getTimeEntry();
  }

  /** The request to add work between two times. */
  CorrectTimeEntryRequest.Builder work(Employee employee, String from, String to) {
    return CorrectTimeEntryRequest.newBuilder()
        .setEmployeeId(employee.getId())
        .setLocationId(shopId)
        .setClockedInAt(Protos.timestamp(Instant.parse(from)))
        .setClockedOutAt(Protos.timestamp(Instant.parse(to)))
        .setReason("forgot");
  }

  TimeEntry add(CorrectTimeEntryRequest.Builder work) {
    return manager.correctTimeEntry(work.build()).getTimeEntry();
  }

  List<TimeEntry> entries(Employee employee) {
    return manager
        .listTimeEntries(
            ListTimeEntriesRequest.newBuilder().setEmployeeId(employee.getId()).build())
        .getTimeEntriesList();
  }

  static Date date(String day) {
    LocalDate date = LocalDate.parse(day);
    return Date.newBuilder()
        .setYear(date.getYear())
        .setMonth(date.getMonthValue())
        .setDay(date.getDayOfMonth())
        .build();
  }

  /** Applies completed orders as the consumer of orders gets them. */
  void completed(Order... orders) {
    apply("OrderCompleted", List.of(orders));
  }

  /** Applies returns in the same way. */
  void returned(SalesReturn... returns) {
    apply(
        "ReturnCreated",
        Arrays.stream(returns)
            .map(made -> ReturnChange.newBuilder().setSalesReturn(made).build())
            .toList());
  }

  private void apply(String type, List<? extends Message> payloads) {
    EventConsumer consumer =
        parts.consumers.stream()
            .filter(one -> one.name().equals("staff.orders"))
            .findFirst()
            .orElseThrow();
    List<Event> events =
        payloads.stream()
            .map(
                payload ->
                    Event.newBuilder()
                        .setId(UUID.randomUUID().toString())
                        .setType(type)
                        .setPayload(Any.pack(payload))
                        .build())
            .filter(consumer::concerns)
            .toList();
    boolean _ =
        inTenant(
            () -> {
              consumer.apply(events);
              return true;
            });
  }

  <R> R inTenant(Supplier<R> work) {
    return parts.background.call(
        tenantId, StaffModule.SERVICE, "test", () -> parts.writes.run(work));
  }

  /** Runs a job, if it says that there may be work. */
  void run(String job) {
    parts.jobs.run(tenantId, job);
  }

  /** The types of the tenant's events, in their order. */
  List<String> events() {
    return inTenant(
        () ->
            parts
                .jdbc
                .sql("select type from staff.outbox order by number")
                .query(String.class)
                .list());
  }

  /** The text of every row of a table of this tenant. */
  List<String> rows(String table) {
    return inTenant(
        () ->
            parts
                .jdbc
                .sql("select one::text from staff.%s one".formatted(table))
                .query(String.class)
                .list());
  }
}
