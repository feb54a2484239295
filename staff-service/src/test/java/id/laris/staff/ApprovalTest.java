package id.laris.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.Service;
import id.laris.pos.v1.Approval;
import id.laris.pos.v1.ApproveRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import id.laris.pos.v1.UpdateEmployeeRequest;
import id.laris.pos.v1.UseApprovalRequest;
import id.laris.staff.role.BuiltInRole;
import id.laris.testkit.FakeClock;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import id.laris.testkit.StoredRows;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Approvals: by whom they are given, and for which call they can be used. */
@TillTest
class ApprovalTest {

  private static final UUID SHOP = UUID.randomUUID();
  private static final String ORDER = UUID.randomUUID().toString();
  private static final String PIN = "258046";

  @Autowired Tills.Parts parts;
  @Autowired FakeClock clock;
  @Autowired StoredRows rows;

  private final UUID cashier = UUID.randomUUID();

  private Tills shop;
  private Employee manager;

  @BeforeEach
  void open() {
    clock.set(FakeClock.START);
    shop = new Tills(parts);
    manager = shop.withPin(shop.employee("Maya", BuiltInRole.MANAGER, SHOP), PIN);
  }

  @Test
  void anApprovalKeepsBothNames() {
    Approval approval = approve("sales.void");

    assertThat(approval.getApprovedBy()).isEqualTo(manager.getId());
    assertThat(approval.getApprovedByName()).isEqualTo("Maya");
    assertThat(approval.getRequestedBy()).isEqualTo(cashier.toString());
    assertThat(approval.getLocationId()).isEqualTo(SHOP.toString());
    assertThat(approval.hasUsedAt()).isFalse();
    assertThat(shop.events()).endsWith("ApprovalGiven");
  }

  @Test
  void aWrongPinApprovesNothing() {
    Refusal.of(() -> till().approve(request("sales.void").setPin("139752").build()))
        .has(Reason.INVALID_PIN);
  }

  @Test
  void whoeverLacksTheScopeCannotGiveIt() {
    shop.withPin(shop.employee("Ani", BuiltInRole.CASHIER), "139752");

    Refusal.of(() -> till().approve(request("sales.void").setPin("139752").build()))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "sales.void");
  }

  @Test
  void whoeverWorksElsewhereCannotApproveHere() {
    Refusal.of(
            () ->
                till()
                    .approve(
                        request("sales.void").setLocationId(UUID.randomUUID().toString()).build()))
        .has(Reason.EMPLOYEE_NOT_AT_LOCATION);
  }

  @Test
  void scopesOverStaffKeysRegistersAndServicesAreNeverGiven() {
    shop.withPin(shop.employee("Olga", BuiltInRole.OWNER), "139752");

    for (String action :
        List.of("staff.write", "keys.write", "registers.write", "*", "laris.service", "sales")) {
      Refusal.of(() -> till().approve(request(action).setPin("139752").build()))
          .has(Reason.VALIDATION_FAILED)
          .naming("action");
    }
  }

  @Test
  void theLocationMustExistAndBeNamedAwayFromTills() {
    Refusal.of(
            () ->
                till()
                    .approve(
                        request("sales.void")
                            .setLocationId(AnyLocation.UNKNOWN.toString())
                            .build()))
        .has(Reason.LOCATION_NOT_FOUND);
    Refusal.of(() -> till().approve(request("sales.void").clearLocationId().build()))
        .has(Reason.VALIDATION_FAILED)
        .naming("location_id");
  }

  @Test
  void aCallUsesAnApproval() {
    Approval approval = approve("sales.void");

    Approval used = use(approval, call -> call);

    assertThat(used.getAction()).isEqualTo("sales.void");
    assertThat(used.getUsedByRpc()).isEqualTo("pos.v1.SalesService/VoidOrder");
    assertThat(used.hasUsedAt()).isTrue();
    assertThat(shop.events()).endsWith("ApprovalGiven", "ApprovalUsed");
  }

  @Test
  void theSameCallMayBeRepeatedForAWhile() {
    Approval approval = approve("sales.void");
    Approval used = use(approval, call -> call);

    clock.advance(Duration.ofMinutes(15).minusMillis(1));
    assertThat(use(approval, call -> call)).isEqualTo(used);
    assertThat(shop.events()).containsOnlyOnce("ApprovalUsed");

    clock.advance(Duration.ofMillis(1));
    refused(approval, call -> call);
  }

  @Test
  void anotherCallIsRefusedOnceAnApprovalWasUsed() {
    Approval approval = approve("sales.void");
    use(approval, call -> call);

    refused(approval, call -> call.setRequestHash("b".repeat(64)));
    refused(approval, call -> call.setCallKey("another key"));
    refused(approval, call -> call.setRpc("pos.v1.SalesService/CreateReturn"));
  }

  @Test
  void ofManyCallsAtOnceOneUsesAnApproval() {
    Approval approval = approve("sales.void");

    var outcomes = Parallel.times(8, i -> use(approval, call -> call.setCallKey("key " + i)));

    assertThat(Parallel.successes(outcomes)).hasSize(1);
  }

  @Test
  void anotherOrderUserOrScopeIsRefusedAndUsesNothingUp() {
    Approval approval = approve("sales.void");

    refused(approval, call -> call.setResourceId(UUID.randomUUID().toString()));
    refused(approval, call -> call.clearResourceId());
    refused(approval, call -> call.setUserId(UUID.randomUUID().toString()));
    refused(approval, call -> call.setAction("sales.refund"));

    assertThat(use(approval, call -> call).hasUsedAt()).isTrue();
  }

  @Test
  void aCallThatLacksNothingAtItsBeginIsToldTheScope() {
    Approval approval = approve("sales.discount");

    assertThat(use(approval, call -> call.setAction("")).getAction()).isEqualTo("sales.discount");
  }

  @Test
  void anApprovalThatDoesNotExistOrIsOfAnotherTenantIsRefused() {
    Approval approval = approve("sales.void");
    Tills other = new Tills(parts);

    refused(approval, call -> call.setApprovalId(UUID.randomUUID().toString()));
    Refusal.of(() -> other.services().useApproval(call(approval).build()))
        .has(Reason.APPROVAL_NOT_USABLE);
  }

  @Test
  void anApprovalExpiresAfterTwoMinutes() {
    Approval late = approve("sales.void");
    Approval inTime = approve("sales.refund");

    clock.advance(Duration.ofMinutes(2).minusMillis(1));
    assertThat(use(inTime, call -> call.setAction("sales.refund")).hasUsedAt()).isTrue();
    clock.advance(Duration.ofMillis(1));

    refused(late, call -> call);
  }

  @Test
  void anApprovalIsNoLongerGoodOnceItsGiverIsDismissed() {
    Approval approval = approve("sales.void");
    var _ =
        shop.office.updateEmployee(
            UpdateEmployeeRequest.newBuilder()
                .setEmployee(manager.toBuilder().setActive(false))
                .setUpdateMask(FieldMask.newBuilder().addPaths("active"))
                .build());

    refused(approval, call -> call);
  }

  @Test
  void thePinOfAnApprovalIsStoredNowhere() {
    approve("sales.void");

    assertThat(rows.of(Service.STAFF, shop.tenantId))
        .noneMatch(row -> row.contains(PIN) || row.contains("323538303436"));
  }

  private StaffServiceBlockingStub till() {
    return shop.user(cashier, "sales.read sales.write");
  }

  private static ApproveRequest.Builder request(String action) {
    return ApproveRequest.newBuilder()
        .setAction(action)
        .setResourceId(ORDER)
        .setLocationId(SHOP.toString())
        .setPin(PIN);
  }

  private Approval approve(String action) {
    return till().approve(request(action).build()).getApproval();
  }

  private UseApprovalRequest.Builder call(Approval approval) {
    return UseApprovalRequest.newBuilder()
        .setApprovalId(approval.getId())
        .setAction("sales.void")
        .setResourceId(ORDER)
        .setUserId(cashier.toString())
        .setRpc("pos.v1.SalesService/VoidOrder")
        .setRequestHash("a".repeat(64))
        .setCallKey("key");
  }

  private Approval use(Approval approval, UnaryOperator<UseApprovalRequest.Builder> other) {
    return shop.services().useApproval(other.apply(call(approval)).build()).getApproval();
  }

  private void refused(Approval approval, UnaryOperator<UseApprovalRequest.Builder> other) {
    Refusal.of(() -> use(approval, other)).has(Reason.APPROVAL_NOT_USABLE);
  }
}
