package id.laris.staff.commission;

import static java.util.stream.Collectors.groupingBy;

import id.laris.staff.sale.Sale;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All versions of a tenant's rules, and the choice among them. */
final class RuleBook {

  private final List<List<RuleVersion>> byRule;

  RuleBook(List<RuleVersion> versions) {
    this.byRule = List.copyOf(versions.stream().collect(groupingBy(RuleVersion::ruleId)).values());
  }

  boolean isEmpty() {
    return byRule.isEmpty();
  }

  /**
   * The rule by which a line earns: of those that match as they were when the order was completed,
   * the one of the highest priority, then the nearest to the goods, then the nearest to the person,
   * then the newest.
   */
  Optional<RuleVersion> best(Sale sale, Sale.Line line, Collection<UUID> roleIds) {
    return byRule.stream()
        .flatMap(versions -> at(versions, sale.completedAt()).stream())
        .filter(rule -> rule.matches(sale, line, roleIds))
        .max(
            Comparator.comparingInt(RuleVersion::priority)
                .thenComparingInt(rule -> rule.nearnessToGoods(line))
                .thenComparingInt(RuleVersion::nearnessToPerson)
                // Ids grow with time, and as texts they are ordered as the database orders them.
                .thenComparing(rule -> rule.ruleId().toString()));
  }

  private static Optional<RuleVersion> at(List<RuleVersion> versions, Instant time) {
    return versions.stream()
        .filter(version -> !version.storedAt().isAfter(time))
        .max(Comparator.comparingInt(RuleVersion::version));
  }
}
