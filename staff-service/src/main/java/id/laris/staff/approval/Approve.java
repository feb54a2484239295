package id.laris.staff.approval;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.client.RemoteLocations;
import id.laris.common.client.RemoteServices;
import id.laris.common.db.Outbox;
import id.laris.common.db.Reads;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.ApproveRequest;
import id.laris.pos.v1.ApproveResponse;
import id.laris.staff.employee.Employee;
import id.laris.staff.pin.Pins;
import id.laris.staff.role.Roles;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives the caller an approval for one call, by the PIN of an employee who works at the location
 * and has the scope. The id of the approval is no secret: only the caller can use it.
 *
 * <p>Errors: LOCATION_NOT_FOUND; INVALID_PIN; EMPLOYEE_NOT_AT_LOCATION; PERMISSION_DENIED for an
 * employee without the scope; VALIDATION_FAILED for a scope that no approval gives, or another
 * location than that of the till; MASTER_KEY_MISSING.
 */
@Component
public class Approve {

  private final Pins pins;
  private final Approvals approvals;
  private final Roles roles;
  private final RemoteLocations locations;
  private final Outbox outbox;
  private final Reads reads;
  private final Writes writes;
  private final Clock clock;

  Approve(
      Pins pins,
      Approvals approvals,
      Roles roles,
      RemoteServices services,
      Outbox outbox,
      Reads reads,
      Writes writes,
      Clock clock) {
    this.pins = pins;
    this.approvals = approvals;
    this.roles = roles;
    this.locations = new RemoteLocations(services, clock);
    this.outbox = outbox;
    this.reads = reads;
    this.writes = writes;
    this.clock = clock;
  }

  public ApproveResponse run(ApproveRequest request) {
    ApprovableScopes.require(request.getAction());
    UUID locationId = location(request);
    AtomicReference<@Nullable Employee> approver = new AtomicReference<>();
    return writes.onceAsked(
        // Without the PIN: a repeated call with another would tell whether that one is right.
        request.toBuilder().clearPin().build(),
        ApproveResponse.parser(),
        () -> {
          locations.require(List.of(locationId));
          approver.set(approver(request, locationId));
        },
        () -> approve(request, locationId, Objects.requireNonNull(approver.get())));
  }

  private static UUID location(ApproveRequest request) {
    UUID here = Caller.current().locationId();
    UUID named = Ids.parseOrNull(request.getLocationId());
    if (here == null && named == null) {
      throw Errors.invalid("location_id", "must be given, because the caller is not at a till");
    }
    if (here != null && named != null && !here.equals(named)) {
      throw Errors.invalid("location_id", "must be that of the till, or empty");
    }
    return here == null ? Objects.requireNonNull(named) : here;
  }

  private Employee approver(ApproveRequest request, UUID locationId) {
    Employee approver = pins.check(locationId, request.getPin());
    if (!reads.run(() -> roles.scopes(approver.roleIds())).contains(request.getAction())) {
      throw Errors.permissionDenied(request.getAction());
    }
    return approver;
  }

  private ApproveResponse approve(ApproveRequest request, UUID locationId, Employee approver) {
    Approval approval =
        approvals.saveAndFlush(
            new Approval(request, locationId, approver, Caller.current(), clock.instant()));
    id.laris.pos.v1.Approval shown = approval.toProto();
    outbox.add(StaffEvents.APPROVAL_GIVEN, approval, shown);
    return ApproveResponse.newBuilder().setApproval(shown).build();
  }
}
