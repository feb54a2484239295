package id.laris.staff.commission;

import id.laris.common.Ids;
import id.laris.common.db.Change;
import id.laris.common.db.Filter;
import id.laris.common.db.Resource;
import id.laris.common.db.Resources;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.events.types.StaffEvents;
import id.laris.pos.v1.CommissionRule.MeasureCase;
import id.laris.pos.v1.ListCommissionRulesRequest;
import id.laris.staff.employee.Employee;
import id.laris.staff.role.Roles;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rules of commissions as a resource. */
@Configuration(proxyBeanMethods = false)
class CommissionRuleResource {

  /**
   * Beside the errors of every resource: NOT_FOUND (employee or role); VALIDATION_FAILED for a
   * measure that is missing, or does not fit the currency.
   */
  @Bean
  Resource<CommissionRule, id.laris.pos.v1.CommissionRule> commissionRules(
      Resources resources,
      CommissionRules rules,
      CommissionRuleVersions versions,
      Resource<Employee, id.laris.pos.v1.Employee> employees,
      Roles roles) {
    return resources
        .of("commission rule", rules, StaffEvents.COMMISSION_RULE)
        .fresh(CommissionRule::new)
        .content(CommissionRule::toProto)
        .updatable(
            "name",
            "product_id",
            "category_id",
            "employee_id",
            "role_id",
            "percent_ppm",
            "amount_per_piece",
            "currency",
            "priority",
            "starts_at",
            "ends_at")
        .filled("name")
        .filter(ListCommissionRulesRequest.class, CommissionRuleResource::filter)
        .beforeSave(changes -> changes.forEach(change -> requirePeople(change, employees, roles)))
        .apply(
            change -> {
              check(change);
              change.row().take(change.after());
            })
        .stored(versions::keep)
        .build();
  }

  private static void requirePeople(
      Change<CommissionRule, id.laris.pos.v1.CommissionRule> change,
      Resource<Employee, id.laris.pos.v1.Employee> employees,
      Roles roles) {
    UUID employeeId = Ids.parseOrNull(change.after().getEmployeeId());
    if (employeeId != null && change.alters(id.laris.pos.v1.CommissionRule::getEmployeeId)) {
      var _ = employees.find(employeeId);
    }
    UUID roleId = Ids.parseOrNull(change.after().getRoleId());
    if (roleId != null && change.alters(id.laris.pos.v1.CommissionRule::getRoleId)) {
      roles.require(List.of(roleId));
    }
  }

  private static void check(Change<CommissionRule, id.laris.pos.v1.CommissionRule> change) {
    id.laris.pos.v1.CommissionRule after = change.after();
    if (after.getMeasureCase() == MeasureCase.MEASURE_NOT_SET) {
      throw Errors.invalid(change.field("percent_ppm"), "must be given, or amount_per_piece");
    }
    if (after.hasAmountPerPiece()) {
      var _ =
          Protos.money(
              change.field("amount_per_piece"), after.getAmountPerPiece(), 0, Protos.MAX_AMOUNT);
      if (!after.getCurrency().isEmpty() && change.names("currency")) {
        requireSame(change, after.getAmountPerPiece().getCurrency());
      }
    } else if (!after.getCurrency().isEmpty()) {
      var _ = Protos.currency(change.field("currency"), after.getCurrency());
    }
    if (after.hasStartsAt()) {
      var _ = Protos.instant(change.field("starts_at"), after.getStartsAt());
    }
    if (after.hasEndsAt()
        && after.hasStartsAt()
        && !Protos.instant(change.field("ends_at"), after.getEndsAt())
            .isAfter(Protos.instant(change.field("starts_at"), after.getStartsAt()))) {
      throw Errors.invalid(change.field("ends_at"), "must be later than starts_at");
    }
  }

  private static void requireSame(
      Change<CommissionRule, id.laris.pos.v1.CommissionRule> change, String currency) {
    if (!change.after().getCurrency().equals(currency)) {
      throw Errors.invalid(
          change.field("currency"), "must be empty, or the currency of amount_per_piece");
    }
  }

  private static Filter<CommissionRule> filter(ListCommissionRulesRequest request) {
    return Filter.<CommissionRule>all()
        .equal("employeeId", Ids.parseOrNull(request.getEmployeeId()))
        .equal("productId", Ids.parseOrNull(request.getProductId()));
  }
}
