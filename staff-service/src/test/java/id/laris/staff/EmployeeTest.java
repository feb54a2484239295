package id.laris.staff;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import id.laris.common.errors.Reason;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateRoleRequest;
import id.laris.pos.v1.DeleteRoleRequest;
import id.laris.pos.v1.Employee;
import id.laris.pos.v1.GetMyPermissionsRequest;
import id.laris.pos.v1.GetRoleRequest;
import id.laris.pos.v1.ListEmployeesRequest;
import id.laris.pos.v1.ListRolesRequest;
import id.laris.pos.v1.Role;
import id.laris.pos.v1.UpdateRoleRequest;
import id.laris.staff.role.BuiltInRole;
import id.laris.testkit.Parallel;
import id.laris.testkit.Refusal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Employees, roles, and the rule that nobody gives more than they have. */
@StaffTest
class EmployeeTest {

  private static final String CASHIER = BuiltInRole.CASHIER.id().toString();
  private static final String MANAGER = BuiltInRole.MANAGER.id().toString();
  private static final String OWNER = BuiltInRole.OWNER.id().toString();

  @Autowired Team.Parts parts;
  @Autowired FakeLocations locations;

  private Team team;

  @BeforeEach
  void hire() {
    team = new Team(parts);
  }

  @Test
  void numbersHaveNoGapsAlsoWhereCreationsAreRefused() {
    team.employee();
    Refusal.of(() -> team.employee(UUID.randomUUID().toString())).has(Reason.NOT_FOUND);
    Parallel.times(4, number -> team.employee());

    assertThat(
            team.admin.listEmployees(ListEmployeesRequest.getDefaultInstance()).getEmployeesList())
        .extracting(Employee::getNumber)
        .containsExactlyInAnyOrder("E-000001", "E-000002", "E-000003", "E-000004", "E-000005");
  }

  @Test
  void anEmailBelongsToOneEmployeeInAnyCase() {
    team.admin.createEmployee(Team.newEmployee("Sari@example.com"));

    Refusal.of(() -> team.admin.createEmployee(Team.newEmployee("sari@EXAMPLE.com")))
        .has(Reason.ALREADY_EXISTS)
        .with("field", "email");
  }

  @Test
  void anEmployeeWorksOnlyAtLocationsThatThereAre() {
    String shop = locations.open();
    Employee employee =
        team.admin
            .createEmployee(
                CreateEmployeeRequest.newBuilder().setName("Sari").addLocationIds(shop).build())
            .getEmployee();

    assertThat(employee.getLocationIdsList()).containsExactly(shop);
    Employee moved = employee.toBuilder().addLocationIds(UUID.randomUUID().toString()).build();
    Refusal.of(() -> team.admin.updateEmployee(Team.update(moved, "location_ids")))
        .has(Reason.LOCATION_NOT_FOUND);
  }

  @Test
  void aListHasTheEmployeesOfALocationAndThoseOfEveryLocation() {
    String shop = locations.open();
    Employee here =
        team.admin
            .createEmployee(
                CreateEmployeeRequest.newBuilder().setName("Here").addLocationIds(shop).build())
            .getEmployee();
    team.admin.createEmployee(
        CreateEmployeeRequest.newBuilder()
            .setName("There")
            .addLocationIds(locations.open())
            .build());
    Employee everywhere = team.employee(CASHIER);

    assertThat(
            team.admin
                .listEmployees(ListEmployeesRequest.newBuilder().setLocationId(shop).build())
                .getEmployeesList())
        .containsExactlyInAnyOrder(here, everywhere);
    assertThat(
            team.admin
                .listEmployees(ListEmployeesRequest.newBuilder().setRoleId(CASHIER).build())
                .getEmployeesList())
        .containsExactly(everywhere);
  }

  @Test
  void nobodyGivesARoleWithMoreThanTheyHave() {
    var clerk = team.with("staff.write", "staff.read", "sales.read");
    Role reader = team.role("Reader", "sales.read");

    assertThat(clerk.createEmployee(Team.newEmployee("", reader.getId())).hasEmployee()).isTrue();
    Refusal.of(() -> clerk.createEmployee(Team.newEmployee("", CASHIER)))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "catalog.read");
    Employee plain = team.employee();
    Refusal.of(
            () ->
                clerk.updateEmployee(
                    Team.update(plain.toBuilder().addRoleIds(OWNER).build(), "role_ids")))
        .has(Reason.PERMISSION_DENIED);
  }

  @Test
  void nobodyChangesAnEmployeeWhoMayDoMore() {
    Employee manager = team.employee(MANAGER);
    var clerk = team.with("staff.write", "staff.read");

    Refusal.of(
            () ->
                clerk.updateEmployee(
                    Team.update(manager.toBuilder().setEmail("mine@example.com").build(), "email")))
        .has(Reason.PERMISSION_DENIED);
    Refusal.of(
            () ->
                clerk.updateEmployee(
                    Team.update(manager.toBuilder().clearRoleIds().build(), "role_ids")))
        .has(Reason.PERMISSION_DENIED);
    Refusal.of(() -> clerk.deleteEmployee(Team.delete(manager))).has(Reason.PERMISSION_DENIED);
    assertThat(team.admin.deleteEmployee(Team.delete(manager)).getEmployee().hasDeletedAt())
        .isTrue();
  }

  @Test
  void nobodyMakesOrChangesARoleWithMoreThanTheyHave() {
    var clerk = team.with("staff.write", "sales.read");
    Refusal.of(
            () ->
                clerk.createRole(
                    CreateRoleRequest.newBuilder()
                        .setName("Mine")
                        .addScopes("sales.write")
                        .build()))
        .has(Reason.PERMISSION_DENIED)
        .with("permission", "sales.write");

    Role seller = team.role("Seller", "sales.read", "sales.write");
    Refusal.of(() -> clerk.updateRole(update(seller.toBuilder().setName("X").build(), "name")))
        .has(Reason.PERMISSION_DENIED);
    Refusal.of(() -> clerk.deleteRole(delete(seller.getId()))).has(Reason.PERMISSION_DENIED);
    Role reader = team.role("Reader", "sales.read");
    Refusal.of(
            () ->
                clerk.updateRole(
                    update(reader.toBuilder().addScopes("staff.read").build(), "scopes")))
        .has(Reason.PERMISSION_DENIED);
  }

  @Test
  void aRoleHasOnlyScopesThatLarisKnows() {
    Refusal.of(() -> team.role("Typo", "sales.read", "sales.wirte"))
        .has(Reason.VALIDATION_FAILED)
        .naming("scopes[1]");
  }

  @Test
  void builtInRolesAreTheSameEverywhereAndStay() {
    Role owner = team.admin.getRole(GetRoleRequest.newBuilder().setRoleId(OWNER).build()).getRole();

    assertThat(owner.getBuiltIn()).isTrue();
    assertThat(owner.getScopesList()).contains("sales.discount", "keys.write", "events.read");
    assertThat(team.admin.listRoles(ListRolesRequest.getDefaultInstance()).getBuiltInRolesList())
        .extracting(Role::getName)
        .containsExactly("OWNER", "ADMIN", "MANAGER", "CASHIER", "BUYER", "AUDITOR");
    Refusal.of(() -> team.admin.updateRole(update(owner.toBuilder().setName("X").build(), "name")))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> team.admin.deleteRole(delete(OWNER))).has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(() -> team.role("Owner", "sales.read")).has(Reason.ALREADY_EXISTS);
    Refusal.of(
            () ->
                team.admin.createRole(
                    CreateRoleRequest.newBuilder().setId(OWNER).setName("Mine").build()))
        .has(Reason.ALREADY_EXISTS);
  }

  @Test
  void theLastActiveOwnerStays() {
    Employee first = team.owner();
    Employee second = team.owner();

    team.admin.deleteEmployee(Team.delete(second));
    Refusal.of(() -> team.admin.deleteEmployee(Team.delete(first)))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(
            () ->
                team.admin.updateEmployee(
                    Team.update(first.toBuilder().setActive(false).build(), "active")))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
    Refusal.of(
            () ->
                team.admin.updateEmployee(
                    Team.update(first.toBuilder().clearRoleIds().build(), "role_ids")))
        .has(Reason.ILLEGAL_STATE_TRANSITION);
  }

  @Test
  void ofOwnersWhoLeaveAtTheSameMomentOneStays() {
    List<Employee> owners = List.of(team.owner(), team.owner(), team.owner(), team.owner());

    var outcomes =
        Parallel.times(
            owners.size(), number -> team.admin.deleteEmployee(Team.delete(owners.get(number))));

    assertThat(Parallel.successes(outcomes)).hasSize(owners.size() - 1);
  }

  @Test
  void everyCallerLearnsWhatItMayDo() {
    Role seller = team.role("Seller", "sales.read");
    Employee employee = team.employee(seller.getId());

    var answer =
        team.as(employee, "sales.read")
            .getMyPermissions(GetMyPermissionsRequest.getDefaultInstance());

    assertThat(answer.getScopesList()).containsExactly("sales.read");
    assertThat(answer.getEmployee()).isEqualTo(employee);
    assertThat(answer.getRolesList()).containsExactly(seller);
    assertThat(
            team.admin
                .getMyPermissions(GetMyPermissionsRequest.getDefaultInstance())
                .getScopesList())
        .contains("staff.write", "sales.write");
  }

  private static UpdateRoleRequest update(Role role, String path) {
    return UpdateRoleRequest.newBuilder()
        .setRole(role)
        .setUpdateMask(FieldMask.newBuilder().addPaths(path))
        .build();
  }

  private static DeleteRoleRequest delete(String roleId) {
    return DeleteRoleRequest.newBuilder().setRoleId(roleId).build();
  }
}
