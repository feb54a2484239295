package id.laris.demo;

import id.laris.client.LarisClient;
import id.laris.pos.v1.CreateCommissionRuleRequest;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.CreateRegisterRequest;
import id.laris.pos.v1.ListRolesRequest;
import id.laris.pos.v1.Money;
import id.laris.pos.v1.Role;
import id.laris.pos.v1.StaffServiceGrpc.StaffServiceBlockingStub;
import java.util.List;

/**
 * The employees of the shops, in each a manager and the cashiers, the registers at which they
 * stand, and what they are promised for sales.
 */
final class Team {

  /** The number of rules by which commissions are earned. */
  static final int RULES = 2;

  private static final String BEANS = "Biji Kopi";

  /** Not a whole rupiah of every price, so that rounding shows. */
  private static final long OF_BEANS_PPM = 32_500;

  private static final String CAKES = "Kue";

  /** Rp 1,000. */
  private static final long FOR_A_CAKE = 100_000;

  private final StaffServiceBlockingStub staff;
  private final SeededIds ids;
  private final List<Role> roles;

  private Team(StaffServiceBlockingStub staff, SeededIds ids) {
    this.staff = staff;
    this.ids = ids;
    this.roles = staff.listRoles(ListRolesRequest.getDefaultInstance()).getBuiltInRolesList();
  }

  /** Employs the team, or finds it. */
  static void hire(LarisClient laris, SeededIds ids) {
    Team team = new Team(laris.staff(), ids);
    for (int shop = 0; shop < Shop.ALL.size(); shop++) {
      for (int number = 0; number < Shop.STAFF; number++) {
        team.employ(shop, number);
      }
      for (int number = 0; number < Shop.ALL.get(shop).registers(); number++) {
        team.setUp(shop, number);
      }
    }
    team.promiseCommissions();
  }

  private void employ(int shop, int number) {
    var _ =
        staff.createEmployee(
            CreateEmployeeRequest.newBuilder()
                .setId(Chain.employeeId(ids, shop, number).toString())
                .setName(Shop.nameOfEmployee(shop * Shop.STAFF + number))
                .addLocationIds(Chain.locationId(ids, shop).toString())
                .addRoleIds(role(number == 0 ? "MANAGER" : "CASHIER"))
                .build());
  }

  private void setUp(int shop, int number) {
    var _ =
        staff.createRegister(
            CreateRegisterRequest.newBuilder()
                .setId(Chain.registerId(ids, shop, number).toString())
                .setCode(Shop.ALL.get(shop).code() + "-" + (number + 1))
                .setName("Kasir " + (number + 1))
                .setLocationId(Chain.locationId(ids, shop).toString())
                .build());
  }

  /** Everybody earns by coffee beans, and managers by cakes. */
  private void promiseCommissions() {
    var _ =
        staff.createCommissionRule(
            rule(0, BEANS).setPercentPpm(OF_BEANS_PPM).setCurrency(Chain.CURRENCY).build());
    var _ =
        staff.createCommissionRule(
            rule(1, CAKES)
                .setRoleId(role("MANAGER"))
                .setAmountPerPiece(
                    Money.newBuilder().setAmount(FOR_A_CAKE).setCurrency(Chain.CURRENCY))
                .build());
  }

  private CreateCommissionRuleRequest.Builder rule(int number, String category) {
    List<String> names = Menu.read().categories().stream().map(Menu.Category::name).toList();
    return CreateCommissionRuleRequest.newBuilder()
        .setId(ids.of("commission rule", number).toString())
        .setName(category)
        .setCategoryId(Chain.categoryId(ids, names.indexOf(category)).toString());
  }

  private String role(String name) {
    return roles.stream()
        .filter(role -> role.getName().equals(name))
        .map(Role::getId)
        .findFirst()
        .orElseThrow();
  }
}
