package id.laris.sales;

import id.laris.pos.v1.FindTillRequest;
import id.laris.pos.v1.FindTillResponse;
import id.laris.pos.v1.FindTillResponse.TillEmployee;
import id.laris.pos.v1.FindTillResponse.TillRegister;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.testkit.FakeFeed;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A staff-service with the registers and employees that a test puts there. It can be down. */
final class FakeStaff extends StaffServiceGrpc.StaffServiceImplBase implements AutoCloseable {

  static final String NAME = "fake-staff";

  private final Map<String, TillRegister> registers = new ConcurrentHashMap<>();
  private final Map<String, TillEmployee> employees = new ConcurrentHashMap<>();
  private final AtomicInteger questions = new AtomicInteger();
  private final FakeFeed feed;
  private volatile boolean down;

  FakeStaff() throws IOException {
    feed = new FakeFeed(NAME, this);
  }

  /** Puts a register at a location, and returns its id. */
  String register(String locationId) {
    String id = UUID.randomUUID().toString();
    registers.put(
        id,
        TillRegister.newBuilder()
            .setRegisterId(id)
            .setLocationId(locationId)
            .setActive(true)
            .build());
    return id;
  }

  void retire(String registerId) {
    registers.computeIfPresent(
        registerId, (same, register) -> register.toBuilder().setActive(false).build());
  }

  /** Employs somebody, and returns the id. */
  String hire() {
    String id = UUID.randomUUID().toString();
    employees.put(id, TillEmployee.newBuilder().setEmployeeId(id).setActive(true).build());
    return id;
  }

  void suspend(String employeeId) {
    employees.computeIfPresent(
        employeeId, (same, employee) -> employee.toBuilder().setActive(false).build());
  }

  void dismiss(String employeeId) {
    employees.remove(employeeId);
  }

  /** The number of questions, those that were not answered included. */
  int questions() {
    return questions.get();
  }

  void whileDown(Runnable work) {
    down = true;
    try {
      work.run();
    } finally {
      down = false;
    }
  }

  @Override
  public void findTill(FindTillRequest request, StreamObserver<FindTillResponse> observer) {
    questions.incrementAndGet();
    if (down) {
      observer.onError(Status.UNAVAILABLE.asRuntimeException());
      return;
    }
    observer.onNext(
        FindTillResponse.newBuilder()
            .addAllRegisters(
                request.getRegisterIdsList().stream()
                    .map(registers::get)
                    .filter(Objects::nonNull)
                    .toList())
            .addAllEmployees(
                request.getEmployeeIdsList().stream()
                    .map(employees::get)
                    .filter(Objects::nonNull)
                    .toList())
            .build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    feed.close();
  }
}
