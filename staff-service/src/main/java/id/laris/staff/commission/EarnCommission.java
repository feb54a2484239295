package id.laris.staff.commission;

import static java.util.stream.Collectors.toMap;

import id.laris.staff.employee.Employee;
import id.laris.staff.employee.Employees;
import id.laris.staff.sale.OrderFollower;
import id.laris.staff.sale.Sale;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Books what the lines of completed orders earn. Rules are those of the time of completion, so the
 * order of events and the time of their arrival change nothing; roles are those of the time of
 * booking.
 */
@Component
class EarnCommission implements OrderFollower {

  private final CommissionRuleVersions rules;
  private final Employees employees;
  private final CommissionLedger ledger;

  EarnCommission(CommissionRuleVersions rules, Employees employees, CommissionLedger ledger) {
    this.rules = rules;
    this.employees = employees;
    this.ledger = ledger;
  }

  @Override
  public void follow(List<Sale> sales) {
    RuleBook book = rules.read();
    if (book.isEmpty()) {
      return;
    }
    List<UUID> sellers =
        sales.stream()
            .flatMap(sale -> sale.lines().stream())
            .map(Sale.Line::employeeId)
            .distinct()
            .toList();
    Map<UUID, List<UUID>> roles =
        employees.findByIdIn(sellers).stream().collect(toMap(Employee::id, Employee::roleIds));
    ledger.earn(earned(sales, book, roles));
  }

  static List<Earned> earned(List<Sale> sales, RuleBook book, Map<UUID, List<UUID>> roles) {
    List<Earned> earned = new ArrayList<>();
    for (Sale sale : sales) {
      for (Sale.Line line : sale.lines()) {
        book.best(sale, line, roles.getOrDefault(line.employeeId(), List.of()))
            .map(rule -> new Earned(sale, line, rule, rule.earned(sale, line)))
            .filter(one -> one.amount() != 0)
            .ifPresent(earned::add);
      }
    }
    return earned;
  }
}
