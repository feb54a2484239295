package id.laris.sales.staff;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.auth.Tills;
import id.laris.common.client.RemoteService;
import id.laris.common.client.RemoteServices;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.FindTillRequest;
import id.laris.pos.v1.FindTillResponse.TillEmployee;
import id.laris.pos.v1.FindTillResponse.TillRegister;
import id.laris.pos.v1.StaffServiceGrpc;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.sales.order.ItemRequest;
import id.laris.sales.order.OrderDetails;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks staff-service for the registers and employees of orders. It is a remote call with the
 * service key, because a till that sells need not read employees, and never made inside a
 * transaction. While staff-service does not answer, those that were known go on ({@link
 * LastKnown}).
 */
@Component
public class Staff {

  private final RemoteService service;
  private final StaffServiceBlockingStub staff;
  private final LastKnown<TillRegister> registers;
  private final LastKnown<TillEmployee> employees;

  Staff(RemoteServices services, Clock clock) {
    this.service = services.named(Service.STAFF);
    this.staff = StaffServiceGrpc.newBlockingStub(service.ownChannel());
    this.registers = new LastKnown<>(clock);
    this.employees = new LastKnown<>(clock);
  }

  /**
   * Returns the details of a new order as the caller means them. At a till they are its register,
   * location and employee unless the request names others, and an order at a register is at the
   * register's location.
   *
   * <p>Errors: PERMISSION_DENIED of a register at which the caller's till is not; NOT_FOUND of
   * register or employee; ILLEGAL_STATE_TRANSITION of a register that is RETIRED;
   * REGISTER_NOT_AT_LOCATION; ITEM_INACTIVE of the employee; UNAVAILABLE.
   */
  public OrderDetails complete(OrderDetails request) {
    OrderDetails details = request.atTill(Caller.current());
    UUID registerId = details.registerId();
    if (registerId != null) {
      Tills.requireAt(registerId);
      UUID locationId = locationOf(registerId);
      details = details.atLocation(locationId);
      requireSameLocation(registerId, locationId, details.locationId());
    }
    requireEmployee(OrderDetails.EMPLOYEE, details.employeeId());
    return details;
  }

  /** Refuses the register that a request names for an order. Errors as above. */
  public void requireNamedRegister(UUID registerId, @Nullable UUID locationId) {
    Tills.requireAt(registerId);
    requireRegister(registerId, locationId);
  }

  /** Refuses a register that is not at the location of an order. Errors as above. */
  public void requireRegister(@Nullable UUID registerId, @Nullable UUID locationId) {
    if (registerId != null) {
      requireSameLocation(registerId, locationOf(registerId), locationId);
    }
  }

  private UUID locationOf(UUID registerId) {
    TillRegister register =
        registers.find(Set.of(registerId), this::askForRegisters).get(registerId);
    if (register == null) {
      throw Errors.notFound("register", registerId);
    }
    if (!register.getActive()) {
      throw Errors.wrongState("register", registerId, "RETIRED", "ACTIVE");
    }
    return Ids.parse(register.getLocationId());
  }

  /** Refuses a register of another location than that of an order. */
  public static void requireSameLocation(UUID registerId, UUID ofRegister, @Nullable UUID ofOrder) {
    if (!ofRegister.equals(ofOrder)) {
      throw Errors.of(
              Reason.REGISTER_NOT_AT_LOCATION,
              "The register %s is not at the location of the order: sell at a register of that location."
                  .formatted(registerId))
          .with("register_id", registerId)
          .with("location_id", Ids.text(ofOrder));
    }
  }

  /** Refuses an employee who does not work here. Errors: NOT_FOUND; ITEM_INACTIVE; UNAVAILABLE. */
  public void requireEmployee(String field, @Nullable UUID id) {
    if (id != null) {
      require(field, id, employees.find(Set.of(id), this::askForEmployees));
    }
  }

  /** Refuses the employees of lines as {@link #requireEmployee} does. */
  public void requireEmployees(String field, List<ItemRequest> items) {
    Set<UUID> ids =
        items.stream().map(ItemRequest::employeeId).filter(Objects::nonNull).collect(toSet());
    if (ids.isEmpty()) {
      return;
    }
    Map<UUID, TillEmployee> found = employees.find(ids, this::askForEmployees);
    for (int i = 0; i < items.size(); i++) {
      UUID id = items.get(i).employeeId();
      if (id != null) {
        require("%s[%d].%s".formatted(field, i, OrderDetails.EMPLOYEE), id, found);
      }
    }
  }

  private static void require(String field, UUID id, Map<UUID, TillEmployee> found) {
    TillEmployee employee = found.get(id);
    if (employee == null) {
      throw about(Reason.NOT_FOUND, field, id, "names no employee: choose another");
    }
    if (!employee.getActive()) {
      throw about(
          Reason.ITEM_INACTIVE, field, id, "names an employee who is inactive: choose another");
    }
  }

  private static PosException about(Reason reason, String field, UUID id, String fault) {
    return Errors.invalid(reason, field, fault).with("resource", "employee").with("id", id);
  }

  private Map<UUID, TillRegister> askForRegisters(Set<UUID> ids) {
    FindTillRequest request =
        FindTillRequest.newBuilder().addAllRegisterIds(Ids.texts(List.copyOf(ids))).build();
    return service.call(() -> staff.findTill(request)).getRegistersList().stream()
        .collect(toMap(register -> Ids.parse(register.getRegisterId()), identity()));
  }

  private Map<UUID, TillEmployee> askForEmployees(Set<UUID> ids) {
    FindTillRequest request =
        FindTillRequest.newBuilder().addAllEmployeeIds(Ids.texts(List.copyOf(ids))).build();
    return service.call(() -> staff.findTill(request)).getEmployeesList().stream()
        .collect(toMap(employee -> Ids.parse(employee.getEmployeeId()), identity()));
  }
}
