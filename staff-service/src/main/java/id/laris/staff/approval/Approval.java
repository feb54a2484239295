package id.laris.staff.approval;

import static id.laris.common.grpc.Protos.setTime;

import id.laris.common.Caller;
import id.laris.common.Ids;
import id.laris.common.db.TenantRow;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.ApproveRequest;
import id.laris.pos.v1.UseApprovalRequest;
import id.laris.staff.employee.Employee;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The consent of an employee to one call of a user. The first call that uses it within two minutes
 * is the one that it is for; the same call may be repeated for some time, and no other is.
 */
@Entity
@Table(name = "approval", schema = "staff")
class Approval extends TenantRow {

  private static final Duration GOOD_FOR = Duration.ofMinutes(2);

  /** The time from the approval for which a call that has used it may be repeated. */
  private static final Duration REPEATABLE_FOR = Duration.ofMinutes(15);

  @Column(updatable = false)
  private String action = "";

  @Column(name = "resource_id", updatable = false)
  private UUID resourceId;

  @Column(name = "approved_by", updatable = false)
  private UUID approvedBy;

  @Column(name = "approved_by_name", updatable = false)
  private String approvedByName = "";

  @Column(name = "requested_by", updatable = false)
  private UUID requestedBy;

  @Column(name = "register_id", updatable = false)
  private @Nullable UUID registerId;

  @Column(name = "location_id", updatable = false)
  private UUID locationId;

  @Column(name = "approved_at", updatable = false)
  private Instant approvedAt;

  @Column(name = "expires_at", updatable = false)
  private Instant expiresAt;

  @Column(name = "used_by_rpc")
  private @Nullable String usedByRpc;

  @Column(name = "request_hash")
  private @Nullable String requestHash;

  @Column(name = "call_key")
  private @Nullable String callKey;

  @Column(name = "used_at")
  private @Nullable Instant usedAt;

  /** For Hibernate, which fills in the rest. */
  @SuppressWarnings("NullAway")
  protected Approval() {}

  Approval(ApproveRequest request, UUID locationId, Employee approver, Caller caller, Instant now) {
    super(Ids.next());
    this.action = request.getAction();
    this.resourceId = Ids.parse(request.getResourceId());
    this.approvedBy = approver.id();
    this.approvedByName = approver.name();
    this.requestedBy = caller.userId();
    this.registerId = caller.registerId();
    this.locationId = locationId;
    this.approvedAt = now;
    this.expiresAt = now.plus(GOOD_FOR);
  }

  UUID approvedBy() {
    return approvedBy;
  }

  String action() {
    return action;
  }

  /**
   * Lets a call use it. Returns false where the same call has used it before. Errors:
   * APPROVAL_NOT_USABLE.
   */
  boolean use(UseApprovalRequest call, Instant now) {
    if (!requestedBy.equals(Ids.parse(call.getUserId()))) {
      throw notUsable("It was given to another user.");
    }
    if (!call.getAction().isEmpty() && !call.getAction().equals(action)) {
      throw notUsable("It is for %s, and the call needs %s.".formatted(action, call.getAction()));
    }
    if (!resourceId.equals(Ids.parseOrNull(call.getResourceId()))) {
      throw notUsable("It is for another order or thing.");
    }
    if (usedAt != null) {
      requireSame(call, now);
      return false;
    }
    if (!now.isBefore(expiresAt)) {
      throw notUsable("It has expired.");
    }
    usedByRpc = call.getRpc();
    requestHash = call.getRequestHash();
    callKey = call.getCallKey();
    usedAt = now;
    return true;
  }

  private void requireSame(UseApprovalRequest call, Instant now) {
    boolean same =
        call.getRpc().equals(usedByRpc)
            && call.getRequestHash().equals(requestHash)
            && call.getCallKey().equals(callKey);
    if (!same) {
      throw notUsable("Another call has used it.");
    }
    if (!now.isBefore(approvedAt.plus(REPEATABLE_FOR))) {
      throw notUsable("It has expired.");
    }
  }

  static PosException notUsable(String why) {
    return Errors.of(
        Reason.APPROVAL_NOT_USABLE,
        "The approval cannot be used for this call: %s Ask for a new one.".formatted(why));
  }

  id.laris.pos.v1.Approval toProto() {
    id.laris.pos.v1.Approval.Builder proto =
        id.laris.pos.v1.Approval.newBuilder()
            .setId(id().toString())
            .setAction(action)
            .setResourceId(resourceId.toString())
            .setApprovedBy(approvedBy.toString())
            .setApprovedByName(approvedByName)
            .setRequestedBy(requestedBy.toString())
            .setRegisterId(Ids.text(registerId))
            .setLocationId(locationId.toString())
            .setUsedByRpc(usedByRpc == null ? "" : usedByRpc);
    setTime(approvedAt, proto::setApprovedAt);
    setTime(expiresAt, proto::setExpiresAt);
    setTime(usedAt, proto::setUsedAt);
    return proto.build();
  }
}
