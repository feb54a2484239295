package id.laris.demo;

import id.laris.client.LarisClient;
import id.laris.pos.v1.CreateEmployeeRequest;
import id.laris.pos.v1.ListRolesRequest;
import id.laris.pos.v1.Role;
import java.util.List;

/** The employees of the shops: in each a manager and the cashiers. */
final class Team {

  private static final List<String> NAMES =
      List.of("Ayu", "Bayu", "Citra", "Dewi", "Eko", "Fajar", "Gita", "Hadi", "Indah", "Joko");

  private Team() {}

  /** Employs the team, or finds it. */
  static void hire(LarisClient laris, SeededIds ids) {
    List<Role> roles =
        laris.staff().listRoles(ListRolesRequest.getDefaultInstance()).getBuiltInRolesList();
    for (int shop = 0; shop < Shop.ALL.size(); shop++) {
      for (int number = 0; number < Shop.STAFF; number++) {
        String role = number == 0 ? "MANAGER" : "CASHIER";
        var _ =
            laris
                .staff()
                .createEmployee(
                    CreateEmployeeRequest.newBuilder()
                        .setId(Chain.employeeId(ids, shop, number).toString())
                        .setName(NAMES.get((shop + number) % NAMES.size()))
                        .addLocationIds(Chain.locationId(ids, shop).toString())
                        .addRoleIds(id(roles, role))
                        .build());
      }
    }
  }

  private static String id(List<Role> roles, String name) {
    return roles.stream()
        .filter(role -> role.getName().equals(name))
        .map(Role::getId)
        .findFirst()
        .orElseThrow();
  }
}
