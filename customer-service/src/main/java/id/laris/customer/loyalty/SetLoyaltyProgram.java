package id.laris.customer.loyalty;

import static java.util.stream.Collectors.toMap;

import id.laris.common.Ids;
import id.laris.common.db.NewEvent;
import id.laris.common.db.Outbox;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.grpc.Protos;
import id.laris.events.types.CustomerEvents;
import id.laris.pos.v1.LoyaltyProgram;
import id.laris.pos.v1.LoyaltyProgram.ItemRule;
import id.laris.pos.v1.LoyaltyProgram.Tier;
import id.laris.pos.v1.LoyaltyProgram.TierBasis;
import id.laris.pos.v1.SetLoyaltyProgramRequest;
import id.laris.pos.v1.SetLoyaltyProgramResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Sets the loyalty program, in place of the current one. Setting the same again changes nothing.
 *
 * <p>Customers get another tier with the next change of their points, or at the end of their tier's
 * period. One whose tier is taken away has none from now on.
 *
 * <p>Errors: VALIDATION_FAILED (tiers that do not rise or that have no basis, an unknown currency);
 * VERSION_CONFLICT.
 */
@Component
public class SetLoyaltyProgram {

  /** The id of the program in its events: each tenant has one. */
  private static final UUID ID = new UUID(0, 1);

  private final LoyaltyPrograms programs;
  private final Outbox outbox;
  private final Writes writes;
  private final Clock clock;

  SetLoyaltyProgram(LoyaltyPrograms programs, Outbox outbox, Writes writes, Clock clock) {
    this.programs = programs;
    this.outbox = outbox;
    this.writes = writes;
    this.clock = clock;
  }

  public SetLoyaltyProgramResponse run(SetLoyaltyProgramRequest request) {
    check(request.getProgram());
    return writes.once(
        request,
        SetLoyaltyProgramResponse.parser(),
        () -> {
          LoyaltyProgram current = programs.current();
          if (request.hasVersion() && request.getVersion() != current.getVersion()) {
            throw Errors.versionConflict(
                "loyalty program", ID, request.getVersion(), current.getVersion());
          }
          return SetLoyaltyProgramResponse.newBuilder()
              .setProgram(set(request.getProgram(), current))
              .build();
        });
  }

  private LoyaltyProgram set(LoyaltyProgram wanted, LoyaltyProgram current) {
    Instant now = clock.instant();
    LoyaltyProgram complete = complete(wanted, current, now);
    if (Protos.sameContent(complete, current)) {
      return current;
    }
    LoyaltyProgram stored =
        programs.add(complete.toBuilder().setVersion(current.getVersion() + 1).build(), now);
    outbox.addAll(
        List.of(
            NewEvent.of(CustomerEvents.LOYALTY_PROGRAM_CHANGED, ID, stored.getVersion(), stored)));
    return stored;
  }

  private static LoyaltyProgram complete(
      LoyaltyProgram wanted, LoyaltyProgram current, Instant now) {
    LoyaltyProgram.Builder program = wanted.toBuilder();
    if (!wanted.hasStartsAt()) {
      program.setStartsAt(current.hasStartsAt() ? current.getStartsAt() : Protos.timestamp(now));
    }
    if (!wanted.hasExcludeStoredValue()) {
      program.setExcludeStoredValue(true);
    }
    Map<String, String> idsByName =
        current.getTiersList().stream().collect(toMap(Tier::getName, Tier::getId, (a, b) -> a));
    program.getTiersBuilderList().stream()
        .filter(tier -> tier.getId().isEmpty())
        .forEach(tier -> tier.setId(idsByName.getOrDefault(tier.getName(), Ids.next().toString())));
    requireDistinct(program.getTiersList());
    program
        .getItemRulesBuilderList()
        .forEach(
            rule -> {
              if (rule.getGoodsCase() == ItemRule.GoodsCase.PRODUCT_ID) {
                rule.setProductId(written(rule.getProductId()));
              } else {
                rule.setCategoryId(written(rule.getCategoryId()));
              }
            });
    return program
        .clearExcludedProductIds()
        .addAllExcludedProductIds(written(wanted.getExcludedProductIdsList()))
        .clearExcludedCategoryIds()
        .addAllExcludedCategoryIds(written(wanted.getExcludedCategoryIdsList()))
        .build();
  }

  /** The ids as orders have them: they are compared as texts. */
  private static List<String> written(List<String> ids) {
    return ids.stream().map(SetLoyaltyProgram::written).distinct().toList();
  }

  private static String written(String id) {
    return Ids.parse(id).toString();
  }

  private static void requireDistinct(List<Tier> tiers) {
    Ids.requireDistinct("program.tiers", tiers, tier -> Ids.parse(tier.getId()));
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tiers.size(); i++) {
      if (!names.add(tiers.get(i).getName())) {
        throw Errors.invalid(
            "program.tiers[%d].name".formatted(i), "is the name of another tier too");
      }
    }
  }

  private static void check(LoyaltyProgram program) {
    if (program.hasAmountRule()) {
      Protos.currency("program.amount_rule.currency", program.getAmountRule().getCurrency());
    }
    if (program.hasStartsAt()) {
      Protos.instant("program.starts_at", program.getStartsAt());
    }
    List<Tier> tiers = program.getTiersList();
    if (!tiers.isEmpty() && program.getTierBasis() == TierBasis.TIER_BASIS_UNSPECIFIED) {
      throw Errors.invalid("program.tier_basis", "must be given, because there are tiers");
    }
    if (program.getTierBasis() == TierBasis.AMOUNT && !program.hasAmountRule()) {
      throw Errors.invalid(
          "program.amount_rule", "must be given, because tiers are reached by its amount");
    }
    for (int i = 1; i < tiers.size(); i++) {
      if (tiers.get(i).getThreshold() <= tiers.get(i - 1).getThreshold()) {
        throw Errors.invalid(
            "program.tiers[%d].threshold".formatted(i),
            "must be more than that of the tier before");
      }
    }
  }
}
