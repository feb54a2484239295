package id.laris.catalog.tax;

import static id.laris.catalog.tax.TaxRuleProtos.fromProto;
import static id.laris.catalog.tax.TaxRuleProtos.toProto;

import id.laris.catalog.change.ChangeLog;
import id.laris.catalog.levy.LevyTargets;
import id.laris.common.Ids;
import id.laris.common.db.Filter;
import id.laris.common.db.Page;
import id.laris.common.db.Reads;
import id.laris.common.db.Recent;
import id.laris.common.db.Writes;
import id.laris.common.errors.Errors;
import id.laris.common.errors.PosException;
import id.laris.common.grpc.Protos;
import id.laris.pos.v1.CreateTaxRuleRequest;
import id.laris.pos.v1.CreateTaxRuleResponse;
import id.laris.pos.v1.DeleteTaxRuleRequest;
import id.laris.pos.v1.DeleteTaxRuleResponse;
import id.laris.pos.v1.GetTaxRuleRequest;
import id.laris.pos.v1.GetTaxRuleResponse;
import id.laris.pos.v1.ListTaxRulesRequest;
import id.laris.pos.v1.ListTaxRulesResponse;
import id.laris.pos.v1.UpdateTaxRuleRequest;
import id.laris.pos.v1.UpdateTaxRuleResponse;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What can be done with tax rules. */
@Component
public class TaxRuleActions {

  private static final Set<String> UPDATABLE =
      Set.of(
          "name",
          "rate_ppm",
          "amount_per_unit",
          "inclusive",
          "include_in_base",
          "ignore_earlier_taxes",
          "priority",
          "applies_to_all",
          "category_ids",
          "product_ids",
          "location_ids",
          "active");

  private final TaxRules rules;
  private final LevyTargets targets;
  private final ChangeLog changes;
  private final Writes writes;
  private final Reads reads;
  private final Clock clock;
  private final Recent<Optional<UUID>, List<TaxRule>> inForce;

  TaxRuleActions(
      TaxRules rules,
      LevyTargets targets,
      ChangeLog changes,
      Writes writes,
      Reads reads,
      Clock clock) {
    this.rules = rules;
    this.targets = targets;
    this.changes = changes;
    this.writes = writes;
    this.reads = reads;
    this.clock = clock;
    this.inForce = new Recent<>(clock);
  }

  /** Makes a rule; one of the same id and content is returned as it is. */
  public CreateTaxRuleResponse create(CreateTaxRuleRequest request) {
    TaxRule wanted = fromProto(TaxRuleProtos.wanted(request));
    return writes.once(
        request,
        CreateTaxRuleResponse.parser(),
        () -> {
          TaxRule stored =
              rules
                  .storedBefore(request.getId(), "tax rule", wanted, TaxRuleProtos::toProto)
                  .orElseGet(() -> store(wanted));
          return CreateTaxRuleResponse.newBuilder().setTaxRule(toProto(stored)).build();
        });
  }

  private TaxRule store(TaxRule rule) {
    targets.requireCategories(rule.bearers().categoryIds());
    targets.requireProducts(rule.bearers().productIds());
    return saved(rule, "Created");
  }

  public GetTaxRuleResponse get(GetTaxRuleRequest request) {
    UUID id = Ids.parse(request.getTaxRuleId());
    return reads.run(
        () ->
            GetTaxRuleResponse.newBuilder()
                .setTaxRule(toProto(rules.findById(id).orElseThrow(() -> notFound(id))))
                .build());
  }

  /** Those with these ids, deleted or not, in no order; for who has a transaction already. */
  public List<id.laris.pos.v1.TaxRule> byIds(Collection<UUID> ids) {
    return rules.findByIdIn(ids).stream().map(TaxRuleProtos::toProto).toList();
  }

  public ListTaxRulesResponse list(ListTaxRulesRequest request) {
    return reads.run(
        () -> {
          Page<TaxRule> page =
              Page.find(
                  rules,
                  request.getPagination(),
                  Filter.<TaxRule>all().deletedToo(request.getIncludeDeleted()));
          return ListTaxRulesResponse.newBuilder()
              .addAllTaxRules(page.map(TaxRuleProtos::toProto))
              .setPagination(page.pagination())
              .build();
        });
  }

  /**
   * Takes over the fields that the mask names. A rule goes from a rate to an amount, or back, where
   * the mask names the one that is given.
   */
  public UpdateTaxRuleResponse update(UpdateTaxRuleRequest request) {
    List<String> paths = Protos.paths(request.getUpdateMask(), UPDATABLE);
    return writes.once(
        request,
        UpdateTaxRuleResponse.parser(),
        () -> {
          TaxRule rule = lock(request.getTaxRule().getId());
          rule.requireVersion("tax rule", request.hasVersion(), request.getVersion());
          if (rule.isDeleted()) {
            throw notFound(rule.id());
          }
          rule.takeOver(
              fromProto(Protos.updated("tax_rule", toProto(rule), request.getTaxRule(), paths)));
          requireTargets(rule, paths);
          return UpdateTaxRuleResponse.newBuilder()
              .setTaxRule(toProto(saved(rule, "Updated")))
              .build();
        });
  }

  /**
   * What was named before may have been deleted since: that does not keep the rule from changing.
   */
  private void requireTargets(TaxRule rule, List<String> paths) {
    if (paths.contains("category_ids")) {
      targets.requireCategories(rule.bearers().categoryIds());
    }
    if (paths.contains("product_ids")) {
      targets.requireProducts(rule.bearers().productIds());
    }
  }

  /** Deletes a rule; what is deleted already stays as it is. */
  public DeleteTaxRuleResponse delete(DeleteTaxRuleRequest request) {
    return writes.once(
        request,
        DeleteTaxRuleResponse.parser(),
        () -> {
          TaxRule rule = lock(request.getTaxRuleId());
          if (!rule.isDeleted()) {
            rule.requireVersion("tax rule", request.hasVersion(), request.getVersion());
            rule.delete(clock.instant());
            saved(rule, "Deleted");
          }
          return DeleteTaxRuleResponse.newBuilder().setTaxRule(toProto(rule)).build();
        });
  }

  /**
   * The active rules of a place in the order of computation, read in the current transaction unless
   * {@link Recent} has them.
   */
  public List<TaxRule> inForce(@Nullable UUID locationId) {
    return Objects.requireNonNull(
        inForce.find(Optional.ofNullable(locationId), place -> rules.inForce(locationId)));
  }

  private TaxRule lock(String id) {
    UUID uuid = Ids.parse(id);
    return rules.lock(uuid).orElseThrow(() -> notFound(uuid));
  }

  private static PosException notFound(UUID id) {
    return Errors.notFound("tax rule", id);
  }

  private TaxRule saved(TaxRule rule, String verb) {
    TaxRule stored = rules.saveAndFlush(rule);
    inForce.forgetAfterCommit();
    changes.record(
        ChangeLog.Resource.TaxRule, stored.id(), stored.version(), verb, toProto(stored));
    return stored;
  }
}
