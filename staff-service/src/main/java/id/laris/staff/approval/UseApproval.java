package id.laris.staff.approval;

import id.laris.common.Ids;
import id.laris.common.db.Outbox;
import id.laris.common.db.Writes;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.UseApprovalRequest;
import id.laris.pos.v1.UseApprovalResponse;
import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import id.laris.staff.role.Roles;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Lets a call use an approval. The first call takes it; the same call with the same idempotency key
 * may be repeated, and any other is refused. The approver must still have the scope.
 *
 * <p>Errors: APPROVAL_NOT_USABLE.
 */
@Component
public class UseApproval {

  private final Approvals approvals;
  private final Employees employees;
  private final Roles roles;
  private final Outbox outbox;
  private final Writes writes;
  private final Clock clock;

  UseApproval(
      Approvals approvals,
      Employees employees,
      Roles roles,
      Outbox outbox,
      Writes writes,
      Clock clock) {
    this.approvals = approvals;
    this.employees = employees;
    this.roles = roles;
    this.outbox = outbox;
    this.writes = writes;
    this.clock = clock;
  }

  public UseApprovalResponse run(UseApprovalRequest request) {
    return writes.run(
        () -> {
          Approval approval =
              approvals
                  .lock(Ids.parse(request.getApprovalId()))
                  .orElseThrow(() -> Approval.notUsable("It does not exist."));
          requireApprover(approval);
          if (approval.use(request, clock.instant())) {
            approvals.flush();
            outbox.add(StaffEvents.APPROVAL_USED, approval, approval.toProto());
          }
          return UseApprovalResponse.newBuilder().setApproval(approval.toProto()).build();
        });
  }

  private void requireApprover(Approval approval) {
    boolean may =
        ApprovableScopes.contain(approval.action())
            && employees
                .findById(approval.approvedBy())
                .filter(Employee::isActive)
                .filter(one -> roles.scopes(one.roleIds()).contains(approval.action()))
                .isPresent();
    if (!may) {
      throw Approval.notUsable("Whoever gave it may no longer do this.");
    }
  }
}
