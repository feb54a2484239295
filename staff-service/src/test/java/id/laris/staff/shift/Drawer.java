package id.laris.staff.shift;

import static id.laris.common.grpc.Protos.money;
import static org.awaitility.Awaitility.await;

import id.laris.common.background.Background;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.db.Reads;
import id.laris.common.errors.PosException;
import id.laris.pos.Service;
import id.laris.pos.v1.CashMovement;
import id.laris.pos.v1.CashMovement.Kind;
import id.laris.pos.v1.CloseShiftRequest;
import id.laris.pos.v1.CloseShiftResponse;
import id.laris.pos.v1.CountShiftRequest;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateRegisterRequest;
import id.laris.pos.v1.GetShiftReportRequest;
import id.laris.pos.v1.GetShiftRequest;
import id.laris.pos.v1.OpenShiftRequest;
import id.laris.pos.v1.RecordCashMovementRequest;
import id.laris.pos.v1.Shift;
import id.laris.pos.v1.ShiftReport;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.staff.StaffModule;
import id.laris.testkit.Jobs;
import id.laris.testkit.TestCalls;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A register with its drawer, in a tenant of its own. */
final class Drawer {

  /** The parts of the process that a test reaches. */
  record Parts(
      TestCalls calls,
      FakeSales sales,
      Jobs jobs,
      JdbcClient jdbc,
      Reads reads,
      Background background,
      RemoteServices services) {

    /** As many calls as the circuit breaker remembers. */
    private static final int REMEMBERED = 20;

    /** Calls sales until its circuit breaker has forgotten all failures. */
    void restoreSales() {
      RemoteService service = services.named(Service.SALES);
      for (int i = 0; i < REMEMBERED; i++) {
        await().pollDelay(Duration.ZERO).until(() -> isThere(service));
      }
    }

    private static boolean isThere(RemoteService service) {
      try {
        return service.call(() -> true);
      } catch (PosException e) {
        return false;
      }
    }
  }

  private final Parts parts;
  private final UUID tenant;
  private final String locationId = UUID.randomUUID().toString();
  private final String registerId;
  private final StaffServiceBlockingStub staff;

  Drawer(Parts parts) {
    this(parts, UUID.randomUUID());
  }

  Drawer(Parts parts, UUID tenant) {
    this.parts = parts;
    this.tenant = tenant;
    this.staff = StaffServiceGrpc.newBlockingStub(parts.calls.as(tenant));
    this.registerId =
        staff
            .createRegister(
                CreateRegisterRequest.newBuilder()
                    .setCode("K-" + Math.floorMod(UUID.randomUUID().hashCode(), 1_000_000))
                    .setName("Counter")
                    .setLocationId(locationId)
                    .build())
            .getRegister()
            .getId();
  }

  UUID tenant() {
    return tenant;
  }

  String registerId() {
    return registerId;
  }

  String locationId() {
    return locationId;
  }

  StaffServiceBlockingStub staff() {
    return staff;
  }

  StaffServiceBlockingStub with(String scopes) {
    return StaffServiceGrpc.newBlockingStub(parts.calls.as(tenant, scopes));
  }

  StaffServiceBlockingStub under(UUID key) {
    return StaffServiceGrpc.newBlockingStub(parts.calls.as(tenant, key));
  }

  String hire(String name) {
    return staff
        .createEmployee(CreateEmployeeRequest.newBuilder().setName(name).build())
        .getEmployee()
        .getId();
  }

  OpenShiftRequest.Builder opening(long openingFloat) {
    return OpenShiftRequest.newBuilder()
        .setRegisterId(registerId)
        .setOpeningFloat(money(openingFloat, "IDR"));
  }

  Shift open(long openingFloat) {
    return staff.openShift(opening(openingFloat).build()).getShift();
  }

  Shift get(Shift shift) {
    return staff
        .getShift(GetShiftRequest.newBuilder().setShiftId(shift.getId()).build())
        .getShift();
  }

  CashMovement move(Shift shift, Kind kind, long amount) {
    return staff.recordCashMovement(movement(shift, kind, amount).build()).getMovement();
  }

  static RecordCashMovementRequest.Builder movement(Shift shift, Kind kind, long amount) {
    return RecordCashMovementRequest.newBuilder()
        .setShiftId(shift.getId())
        .setKind(kind)
        .setAmount(amount)
        .setReason("as the owner said");
  }

  void count(Shift shift, long amount) {
    var _ =
        staff.countShift(
            CountShiftRequest.newBuilder().setShiftId(shift.getId()).setAmount(amount).build());
  }

  CloseShiftResponse close(Shift shift) {
    return staff.closeShift(CloseShiftRequest.newBuilder().setShiftId(shift.getId()).build());
  }

  CloseShiftResponse closeAndCarryOver(Shift shift) {
    return staff.closeShift(
        CloseShiftRequest.newBuilder()
            .setShiftId(shift.getId())
            .setCarryOverOpenOrders(true)
            .build());
  }

  ShiftReport report(Shift shift) {
    return report(staff, shift);
  }

  static ShiftReport report(StaffServiceBlockingStub staff, Shift shift) {
    return staff
        .getShiftReport(GetShiftReportRequest.newBuilder().setShiftId(shift.getId()).build())
        .getReport();
  }

  void runJob(String name) {
    parts.jobs.run(tenant, name);
  }

  /** Waits until the events of sales are consumed, and records what follows from them. */
  void catchUp() {
    String all = Integer.toString(parts.sales.events(tenant));
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> cursor().equals(List.of(all)));
    runJob("staff.shift-corrections");
  }

  private List<String> cursor() {
    return texts(
        "select cursor from staff.consumer_cursor where consumer = 'staff.shift-orders' and"
            + " tenant_id = :tenant");
  }

  /** The types of the events that staff has written, oldest first. */
  List<String> events() {
    return texts(
        "select type from staff.outbox where tenant_id = :tenant and aggregate_type in ('Shift',"
            + " 'CashMovement', 'CashCount') order by number");
  }

  List<String> texts(String sql) {
    return parts.background.call(
        tenant,
        StaffModule.SERVICE,
        "test",
        () ->
            parts.reads.run(
                () -> parts.jdbc.sql(sql).param("tenant", tenant).query(String.class).list()));
  }
}
